using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>Takes one job of the registry and does it. Run by the job engine, as often as there may be jobs.</summary>
internal sealed class JobWorker(JobLeases leases, WorkerName name, LeaseKeeping keeping, IServiceScopeFactory scopes, ILogger<JobWorker> log)
{
    private int _running;

    /// <summary>Jobs that run in this process now.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Does the job that has waited longest, if there is one.</summary>
    /// <param name="shutdown">Cancelled when the program shuts down: the job is given back for another to go on with.</param>
    // The registry counts attempts; the engine must not repeat on its own.
    [AutomaticRetry(Attempts = 0)]
    public async Task RunNextAsync(CancellationToken shutdown)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        IJobRunner[] runners = [.. scope.ServiceProvider.GetServices<IJobRunner>()];
        JobLease? lease = await leases.ClaimAsync(name.Value, [.. runners.Select(r => r.Kind)], shutdown);
        if (lease is null)
            return;
        Interlocked.Increment(ref _running);
        try
        {
            await RunAsync(lease, runners.Single(r => r.Kind == lease.Job.Kind), shutdown);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task RunAsync(JobLease lease, IJobRunner runner, CancellationToken shutdown)
    {
        var job = new RunningJob(lease);
        long begin = Stopwatch.GetTimestamp();
        using Activity? activity = JobTelemetry.Begin(lease);
        log.LogInformation("job {Job} begins: {Kind}, attempt {Attempt}", lease.Job.Id, lease.Job.Kind, lease.Job.Attempts);
        Exception? failure = null;
        LeaseState state;
        await using (HeldLease held = keeping.Hold(job, shutdown))
        {
            try
            {
                await runner.RunAsync(job, held.Token);
            }
            catch (Exception e)
            {
                failure = e;
            }
            state = await held.EndAsync();
        }
        string ended = await TellAsync(lease, state, failure, shutdown.IsCancellationRequested);
        JobTelemetry.End(activity, lease.Job.Kind, ended, Stopwatch.GetElapsedTime(begin));
    }

    private async Task<string> TellAsync(JobLease lease, LeaseState state, Exception? failure, bool isShutDown)
    {
        (string ended, string outcome) = ("lost", "is another worker's now");
        bool held = true;
        if (state == LeaseState.Lost)
            held = false;
        else if (failure is null)
            (ended, outcome, held) = ("done", "is done", await leases.FinishAsync(lease));
        else if (failure is OperationCanceledException && state == LeaseState.CancelRequested)
            (ended, outcome, held) = ("cancelled", "was cancelled", await leases.CancelledAsync(lease));
        else if (failure is OperationCanceledException && isShutDown)
            (ended, outcome, held) = ("released", "is given back", await leases.ReleaseAsync(lease));
        else if (IsTemporary(failure))
        {
            TimeSpan wait = (failure as TemporaryFailureException)?.RetryAfter ?? TimeSpan.Zero;
            (ended, outcome, held) = ("retried", "is to be tried again", await leases.RetryLaterAsync(lease, InWords(failure), wait));
        }
        else
            (ended, outcome, held) = ("failed", "failed", await leases.FailAsync(lease, InWords(failure)));
        LogLevel level = failure is null or OperationCanceledException ? LogLevel.Information : LogLevel.Warning;
        log.Log(level, failure, "job {Job} {Outcome}", lease.Job.Id, held ? outcome : "is another worker's now");
        return held ? ended : "lost";
    }

    private static bool IsTemporary(Exception failure) => failure switch
    {
        // What is not there will not be there later.
        FileNotFoundException or DirectoryNotFoundException => false,
        TemporaryFailureException or IOException or SocketException or HttpRequestException or TimeoutException => true,
        DbException or DbUpdateException => true,
        // A wait within the work ended, not the job.
        OperationCanceledException => true,
        InvalidOperationException { InnerException: DbException } => true,
        _ => false,
    };

    private static string InWords(Exception failure) => failure switch
    {
        TemporaryFailureException or UserErrorException or IndexUnusableException or RegistryUnusableException => failure.Message,
        InvalidDataException or IOException or HttpRequestException or FileTooLargeException => failure.Message,
        OperationCanceledException => "something that was waited for did not come in time",
        DbException or DbUpdateException or InvalidOperationException { InnerException: DbException } =>
            $"the registry's database: {failure.GetBaseException().Message}",
        _ => $"an error of the program: {failure.GetType().Name}: {failure.Message}",
    };
}
