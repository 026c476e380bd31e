using System.Threading.Channels;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>
/// Runs a crawl. This thread alone knows the frontier: it deals addresses to requests, one a host at a time, takes what came of them,
/// and hands it to the record in batches. What is under way when the program is killed is the only thing that is asked for again.
/// </summary>
public sealed class Crawler
{
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(2);
    private const int BatchVisits = 200;

    private readonly CrawlSettings _settings;
    private readonly CrawlVisitor _visitor;
    private readonly ICrawlRecord _record;
    private readonly CrawlArchive? _archive;
    private readonly TimeProvider _time;
    private readonly Frontier _frontier;
    private readonly DuplicatePages _duplicates = new();
    private readonly Dictionary<string, int> _attempts = new(StringComparer.Ordinal);
    private readonly Channel<(HostQueue Host, FrontierEntry Entry, CrawlStep Step)> _done =
        Channel.CreateUnbounded<(HostQueue, FrontierEntry, CrawlStep)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly PatternYield _yield = new();
    private readonly CrawlTally _tally = new();
    private readonly List<FrontierEntry> _found = [];
    private readonly List<PageVisit> _visits = [];
    private readonly List<WrittenRecord> _taken = [];
    private DateTimeOffset _committed;
    private int _running;

    /// <summary>Makes a crawler for one run.</summary>
    /// <param name="settings">What to visit.</param>
    /// <param name="ask">Asks for addresses; it is not disposed of.</param>
    /// <param name="record">What is known already, and is kept.</param>
    /// <param name="archive">Where answers are written; null where they are not kept.</param>
    /// <param name="time">The clock.</param>
    public Crawler(
        CrawlSettings settings, PageFetcher ask, ICrawlRecord record, CrawlArchive? archive = null, TimeProvider? time = null)
    {
        (_settings, _record, _archive, _time) = (settings, record, archive, time ?? TimeProvider.System);
        _frontier = new Frontier(settings.Scope, new TrapGuard(_time.GetUtcNow(), settings.Traps));
        _visitor = new CrawlVisitor(settings, ask, archive, _time);
    }

    /// <summary>Visits what is due until nothing is, or the pages allowed are fetched.</summary>
    /// <param name="progress">Told after each visit.</param>
    /// <param name="cancellation">Ends the run; what is done is kept first.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<CrawlSummary> RunAsync(Action<CrawlProgress>? progress, CancellationToken cancellation)
    {
        await foreach (KnownAddress known in _record.LoadAsync(cancellation).ConfigureAwait(false))
            _frontier.Restore(known);
        await foreach (KnownPage page in _record.LoadPagesAsync(cancellation).ConfigureAwait(false))
            _duplicates.Add(page.Address, page.Sketch);
        if (_archive is not null)
            _archive.TakeUpFrom(await _record.CheckpointAsync(cancellation).ConfigureAwait(false));
        foreach (CrawlAddress seed in _settings.Seeds)
            Find(new FrontierEntry(seed, AddressKind.Page, 0, null));
        _committed = _time.GetUtcNow();
        try
        {
            while (!HasEnough || _running > 0)
            {
                DateTimeOffset? next = Deal(cancellation);
                if (_running == 0 && next is null)
                    break;
                await WaitAsync(next, cancellation).ConfigureAwait(false);
                while (_done.Reader.TryRead(out (HostQueue Host, FrontierEntry Entry, CrawlStep Step) done))
                {
                    Take(done.Host, done.Entry, done.Step);
                    progress?.Invoke(_tally.Progress(_frontier.Waiting));
                }
                if (_visits.Count >= BatchVisits || _time.GetUtcNow() - _committed >= BatchTime)
                    await CommitAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            // What is under way ends by the cancellation; what was done before it is kept all the same.
            while (_running > 0 && await _done.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (_done.Reader.TryRead(out (HostQueue Host, FrontierEntry Entry, CrawlStep Step) done))
                    Take(done.Host, done.Entry, done.Step);
            }
            await CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        cancellation.ThrowIfCancellationRequested();
        return _tally.Summary(_frontier.Waiting, HasEnough ? $"the {_settings.Scope.MaximumPages} pages allowed are fetched" : null);
    }

    private bool HasEnough => _tally.Pages >= _settings.Scope.MaximumPages;

    /// <summary>Starts requests where they may be sent.</summary>
    /// <returns>When the next may be sent; null where none waits for time.</returns>
    private DateTimeOffset? Deal(CancellationToken cancellation)
    {
        DateTimeOffset? next = null;
        // Those under way may be pages too: no more is begun than may be fetched.
        while (_running < _settings.ConcurrentHosts && !cancellation.IsCancellationRequested
            && (_settings.Scope.MaximumPages is not { } most || _tally.Pages + _running < most)
            && _frontier.Take(_time.GetUtcNow(), out next) is var (host, entry))
        {
            if (_yield.ReasonAgainst(entry) is { } reason)
            {
                Keep(new PageVisit { Entry = entry, Outcome = VisitOutcome.Trap, At = _time.GetUtcNow(), Reason = reason });
                _frontier.Release(host);
                continue;
            }
            _running++;
            _ = VisitAsync(host, entry, cancellation);
        }
        return next;
    }

    private async Task VisitAsync(HostQueue host, FrontierEntry entry, CancellationToken cancellation)
    {
        var step = new CrawlStep();
        try
        {
            await Task.Yield();
            await _visitor.VisitAsync(host, entry, step, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            step.TakeAgain = true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A page that breaks a reader must not end the crawl.
            step.Visits.Add(new PageVisit
            {
                Entry = entry,
                Outcome = VisitOutcome.Failed,
                At = _time.GetUtcNow(),
                Reason = $"its content could not be read ({e.GetType().Name}: {e.Message})",
            });
        }
        await _done.Writer.WriteAsync((host, entry, step), CancellationToken.None).ConfigureAwait(false);
    }

    private async Task WaitAsync(DateTimeOffset? next, CancellationToken cancellation)
    {
        if (_running == 0)
        {
            await Task.Delay(Until(next!.Value), _time, cancellation).ConfigureAwait(false);
            return;
        }
        if (next is null)
        {
            await _done.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false);
            return;
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<bool> done = _done.Reader.WaitToReadAsync(either.Token).AsTask();
        await Task.WhenAny(done, Task.Delay(Until(next.Value), _time, either.Token)).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    private TimeSpan Until(DateTimeOffset at)
    {
        TimeSpan wait = at - _time.GetUtcNow();
        TimeSpan longest = BatchTime;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > longest ? longest : wait;
    }

    private void Take(HostQueue host, FrontierEntry entry, CrawlStep step)
    {
        _running--;
        DateTimeOffset now = _time.GetUtcNow();
        _tally.Count(step);
        _taken.AddRange(step.Answers.Select(a => a.Record).OfType<WrittenRecord>());
        if (step.Robots is not null)
            host.Keep(entry.Address.Origin, step.Robots);
        if (step.Answers.Count > 0)
            host.NextAt = now + DelayOf(host, entry, step);
        if (step.Failure is not null)
            Retry(host, entry, step, now);
        else if (step.Answers.Count > 0)
            host.Failures = 0;
        if (step.TakeAgain)
            _frontier.Enqueue(entry);
        foreach (FrontierEntry found in step.Found)
            Find(found);
        foreach (PageVisit visit in step.Visits)
            Keep(visit);
        _frontier.Release(host);
    }

    private void Retry(HostQueue host, FrontierEntry entry, CrawlStep step, DateTimeOffset now)
    {
        host.Failures++;
        TimeSpan wait = step.RetryAfter ?? _settings.FirstBackoff * Math.Pow(2, Math.Min(host.Failures - 1, 10));
        if (wait > _settings.LongestWait)
            host.PutOff = $"{step.Failure}, and it is to be left alone for {wait.TotalMinutes:0} minutes";
        else if (host.Failures >= (step.RobotsFailed ? _settings.MaximumAttempts : _settings.MaximumHostFailures))
            host.PutOff = $"{step.Failure}, {host.Failures} times in a row";
        if (host.PutOff is not null || step.RobotsFailed)
        {
            // Without robots.txt nothing is known of the address itself, and that is no failure of it.
            host.NextAt = host.PutOff is null ? now + wait : now;
            _frontier.Enqueue(entry);
            return;
        }
        int attempts = _attempts[entry.Address.Text] = _attempts.GetValueOrDefault(entry.Address.Text) + 1;
        if (attempts >= _settings.MaximumAttempts)
        {
            Keep(new PageVisit
            {
                Entry = entry,
                Outcome = VisitOutcome.Failed,
                At = now,
                Reason = $"{step.Failure}, {attempts} times",
                Status = step.Answers.Count > 0 && step.Answers[^1].Outcome.Status is > 0 and int status ? status : null,
            });
            _attempts.Remove(entry.Address.Text);
            // It was this address that failed, perhaps, and not the host.
            host.NextAt = now + (step.RetryAfter ?? _settings.MinimumDelay);
            return;
        }
        host.NextAt = now + wait;
        _frontier.Enqueue(entry);
    }

    private TimeSpan DelayOf(HostQueue host, FrontierEntry entry, CrawlStep step)
    {
        TimeSpan delay = _settings.MinimumDelay;
        if ((step.Robots ?? host.RobotsOf(entry.Address, _time.GetUtcNow()))?.Delay is { } stated && stated > delay)
            delay = stated;
        // A server that answers slowly is under load, or small: it gets as long to rest as it took.
        return delay > TimeSpan.Zero && step.Took > delay ? step.Took : delay;
    }

    private void Find(FrontierEntry entry)
    {
        if (!_frontier.TryAdd(entry, out string? trap))
            return;
        _found.Add(entry);
        if (trap is not null)
            Keep(new PageVisit { Entry = entry, Outcome = VisitOutcome.Trap, At = _time.GetUtcNow(), Reason = trap });
    }

    private void Keep(PageVisit visit)
    {
        if (visit.Page is { } page)
            visit = visit with { Page = _duplicates.Place(page) };
        _yield.Count(visit);
        _tally.Count(visit);
        _visits.Add(visit);
    }

    private async Task CommitAsync(CancellationToken cancellation)
    {
        _committed = _time.GetUtcNow();
        if (_found.Count == 0 && _visits.Count == 0 && _taken.Count == 0)
            return;
        WrittenRecord? checkpoint = _archive?.CheckpointAfter(_taken);
        await _record.CommitAsync(new CrawlBatch([.. _found], [.. _visits], checkpoint), cancellation).ConfigureAwait(false);
        _found.Clear();
        _visits.Clear();
        _taken.Clear();
    }
}
