using System.Globalization;

namespace ProvenanceAudit.Catalogs.Harvesting;

/// <summary>
/// Fetches all records behind an address of OAI-PMH 2.0 or of Crossref, and packs the answers, as they came, into a ZIP archive, which is a
/// catalog like any other. How the network is reached is the caller's. Broken off, the same call goes on where it stopped.
/// </summary>
/// <param name="fetch">Asks for an address.</param>
/// <param name="settings">How.</param>
public sealed class CatalogHarvest(HarvestFetch fetch, HarvestSettings? settings = null)
{
    // What is waited before a request is tried again where a server does not say, doubled each time.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    private readonly HarvestSettings _settings = settings ?? new HarvestSettings();

    /// <summary>Looks at an address before it is fetched.</summary>
    /// <param name="text">As somebody typed it.</param>
    /// <param name="address">The address; null where there is a mistake.</param>
    /// <param name="mistake">What is wrong, a sentence without a full stop; null where nothing is.</param>
    public static bool TryRead(string? text, out Uri? address, out string? mistake)
    {
        mistake = null;
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") || address.IdnHost.Length == 0)
            mistake = "the address is none of http or https; give one such as https://repository.example.org/oai or https://api.crossref.org/prefixes/10.1234/works";
        else if (address.UserInfo.Length > 0)
            mistake = "the address holds a name or a password, which would be kept and shown; give it without";
        else if (address.AbsoluteUri.Length > 2000)
            mistake = "the address is longer than 2,000 characters; leave out what is not needed";
        if (mistake is null)
        {
            try
            {
                _ = HarvestProtocol.Of(address!, null);
                return true;
            }
            catch (HarvestException e)
            {
                mistake = e.Message;
            }
        }
        address = null;
        return false;
    }

    /// <summary>Fetches all answers into a folder and packs them.</summary>
    /// <param name="address">What <see cref="TryRead"/> took.</param>
    /// <param name="folder">Where answers are kept meanwhile, for this address alone. It stays; remove it when the archive is where it should be.</param>
    /// <param name="archive">Opens the stream to which the archive is written, once all answers are there; closed afterwards.</param>
    /// <param name="cancellation">Breaks off; what was fetched stays in the folder.</param>
    /// <exception cref="HarvestException">It cannot be fetched, or not all of it.</exception>
    /// <exception cref="IOException">The folder or the archive cannot be written.</exception>
    public async Task<HarvestSummary> RunAsync(Uri address, string folder, Func<Stream> archive, CancellationToken cancellation)
    {
        HarvestProtocol protocol = HarvestProtocol.Of(address, _settings.Contact);
        using var kept = new HarvestFolder(folder, address, _settings.Time.GetUtcNow());
        await FetchAllAsync(protocol, kept, cancellation).ConfigureAwait(false);
        HarvestProgress progress = ProgressOf(kept);
        List<string> notes = [.. kept.Restarts];
        if (progress.CompleteSize is { } complete && complete != progress.Records)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"the server said that there are {complete:N0} records, and sent {progress.Records:N0}"));
        Stream target = archive();
        await using (target.ConfigureAwait(false))
            kept.Pack(target, protocol.Name, _settings.Time.GetUtcNow(), notes, cancellation);
        return new HarvestSummary(progress, notes);
    }

    private async Task FetchAllAsync(HarvestProtocol protocol, HarvestFolder kept, CancellationToken cancellation)
    {
        long began = _settings.Time.GetTimestamp();
        var marks = new HashSet<string>(kept.Answers.Select(a => a.Mark).OfType<string>(), StringComparer.Ordinal);
        LogLine? last = kept.Answers.LastOrDefault();
        Uri? next = last is null ? await FirstAsync(protocol, kept, cancellation).ConfigureAwait(false) : last.Next is null ? null : new Uri(last.Next);
        int empty = 0;
        HarvestProgress progress = ProgressOf(kept);
        while (next is not null)
        {
            Check(progress, _settings.Time.GetElapsedTime(began));
            (ReadOnlyMemory<byte> body, HarvestStep step) = await AskAsync(next, protocol.Read, cancellation).ConfigureAwait(false);
            if (step.HasForgotten)
            {
                if (progress.Answers == 0 || kept.Restarts.Any())
                    throw new HarvestException("the repository forgot twice where it was in its list (badResumptionToken); ask its operator, or fetch parts of it with from= and until=");
                kept.Restart($"the repository forgot after {progress.Answers:N0} answers where it was in its list (badResumptionToken); all was fetched again", _settings.Time.GetUtcNow());
                marks.Clear();
                progress = ProgressOf(kept);
                next = await FirstAsync(protocol, kept, cancellation).ConfigureAwait(false);
                continue;
            }
            if (step.Mark is not null && !marks.Add(step.Mark))
                throw new HarvestException("the list of the server goes round: it sends on to what it gave before; ask its operator, or fetch parts of it");
            empty = step.Records > 0 ? 0 : empty + 1;
            if (empty > _settings.Limits.EmptyAnswers)
                throw new HarvestException($"the server sent {empty} answers without a record one after the other, and names yet another; ask its operator");
            // The last answer of Crossref's lists may be empty, and says nothing then.
            if (step.Records > 0 || step.Next is not null || progress.Answers == 0)
            {
                kept.Keep(body, next, protocol.Ending, _settings.Time.GetUtcNow(), step);
                progress = new HarvestProgress(
                    progress.Answers + 1, progress.Records + step.Records, step.CompleteSize ?? progress.CompleteSize, progress.Bytes + body.Length);
                _settings.OnProgress?.Invoke(progress);
            }
            next = step.Next;
        }
    }

    private void Check(HarvestProgress progress, TimeSpan elapsed)
    {
        HarvestLimits limits = _settings.Limits;
        if (progress.Answers >= limits.Answers)
            throw new HarvestException($"the list has more than {limits.Answers:N0} answers; fetch parts of it, by dates or sets");
        if (progress.Bytes >= limits.Bytes)
            throw new HarvestException($"the answers are longer than {limits.Bytes >> 20:N0} MiB; fetch parts of the list, by dates or sets");
        if (elapsed >= limits.Time)
            throw new HarvestException($"not all came within {limits.Time.TotalHours:0.#} hours; what came is kept, fetch again to go on");
    }

    private async Task<Uri> FirstAsync(HarvestProtocol protocol, HarvestFolder kept, CancellationToken cancellation)
    {
        if (protocol.Preliminary is not { } ask)
            return protocol.First(null);
        if (kept.Preliminary is not { } answer)
        {
            (ReadOnlyMemory<byte> body, _) = await AskAsync(ask, null, cancellation).ConfigureAwait(false);
            // Whether it is of use is known before it is kept.
            _ = protocol.First(body);
            kept.KeepPreliminary(body);
            answer = body.ToArray();
        }
        return protocol.First(answer);
    }

    /// <summary>Asks until there is an answer that can be used, as often as the limits allow.</summary>
    private async Task<(ReadOnlyMemory<byte> Body, HarvestStep Step)> AskAsync(
        Uri address, Func<ReadOnlyMemory<byte>, HarvestStep>? read, CancellationToken cancellation)
    {
        TimeSpan wait = FirstWait;
        for (int attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            HarvestAnswer answer = await fetch(address, cancellation).ConfigureAwait(false);
            string? problem = answer.Failure;
            bool mayHelp = !answer.IsFinal;
            if (problem is null && answer.Status is < 200 or >= 300)
                (problem, mayHelp) = ($"the server answered with status {answer.Status}", answer.Status is 408 or 425 or 429 or >= 500);
            if (problem is null)
            {
                HarvestStep step = read?.Invoke(answer.Body) ?? new HarvestStep(0, null, null, null);
                if (step.Problem is null)
                    return (answer.Body, step);
                (problem, mayHelp) = (step.Problem, step.IsDamaged);
            }
            if (!mayHelp || attempt >= _settings.Limits.Tries)
                throw new HarvestException($"{address.GetLeftPart(UriPartial.Path)}: {problem}{(attempt > 1 ? $"; it was tried {attempt} times" : "")}");
            TimeSpan asked = RetryAfter(answer.RetryAfter) ?? wait;
            await _settings.Wait(asked > _settings.Limits.LongestWait ? _settings.Limits.LongestWait : asked, cancellation).ConfigureAwait(false);
            wait *= 2;
        }
    }

    // RFC 9110, 10.2.3: seconds or a date.
    private TimeSpan? RetryAfter(string? header)
    {
        if (int.TryParse(header?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParseExact(header?.Trim(), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? TimeSpan.FromTicks(Math.Max(0, (date - _settings.Time.GetUtcNow()).Ticks)) : null;
    }

    private static HarvestProgress ProgressOf(HarvestFolder kept)
    {
        LogLine[] answers = [.. kept.Answers];
        return new HarvestProgress(
            answers.Length, answers.Sum(a => a.Records), answers.Select(a => a.CompleteSize).LastOrDefault(size => size is not null), answers.Sum(a => a.Bytes));
    }
}
