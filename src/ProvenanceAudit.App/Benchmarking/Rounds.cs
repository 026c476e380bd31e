using System.Diagnostics;

namespace ProvenanceAudit.App.Benchmarking;

/// <summary>How long something took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="CpuSeconds">By the processor, all threads of the process together: what a busy machine does not make longer.</param>
internal readonly record struct Timing(double Seconds, double CpuSeconds);

/// <summary>
/// Times several contestants in turns, round after round, so that a machine that is busy for a while is busy for all of them,
/// and keeps the best time of each: what disturbs a measurement only ever makes it longer.
/// </summary>
internal static class Rounds
{
    // The just-in-time compiler replaces code that runs often by better code within this time.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.7);

    /// <summary>Rounds that a contestant is timed in which takes longer than the warm-up: the timer is nothing beside it.</summary>
    public const int RoundsOfSlow = 3;

    /// <summary>Warms up each contestant, then times all of them.</summary>
    /// <param name="rounds">Rounds that are timed, at least 1.</param>
    /// <param name="cancellation">Stops between two runs.</param>
    /// <param name="contestants">What is timed.</param>
    /// <returns>The best times of each contestant.</returns>
    public static Timing[] Best(int rounds, CancellationToken cancellation, params ReadOnlySpan<Action> contestants)
    {
        var best = new Timing[contestants.Length];
        bool[] slow = new bool[contestants.Length];
        for (int i = 0; i < contestants.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            slow[i] = Warm(contestants[i]) > 2 * WarmUp;
            best[i] = new Timing(double.MaxValue, double.MaxValue);
        }
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contestants.Length; i++)
            {
                if (slow[i] && round >= RoundsOfSlow)
                    continue;
                cancellation.ThrowIfCancellationRequested();
                // Each finds the processor's caches as it leaves them itself, and not full of what another contestant reads.
                contestants[i]();
                Timing timing = Time(contestants[i]);
                best[i] = new Timing(Math.Min(best[i].Seconds, timing.Seconds), Math.Min(best[i].CpuSeconds, timing.CpuSeconds));
            }
        }
        return best;
    }

    /// <summary>Times one run.</summary>
    public static Timing Time(Action contestant)
    {
        // Nobody pays for the garbage of the one before.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TimeSpan cpu = CpuTime();
        long start = Stopwatch.GetTimestamp();
        contestant();
        return new Timing(Stopwatch.GetElapsedTime(start).TotalSeconds, (CpuTime() - cpu).TotalSeconds);
    }

    private static TimeSpan Warm(Action contestant)
    {
        long start = Stopwatch.GetTimestamp();
        int runs = 0;
        while (runs++ < 2 || Stopwatch.GetElapsedTime(start) < WarmUp)
            contestant();
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan CpuTime()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
