using System.Diagnostics;
using Spectre.Console;

namespace ProvenanceAudit.App.Terminal;

/// <summary>How far a stage of work is.</summary>
/// <param name="Fraction">Share that is done, 0 to 1; null when the end is not known.</param>
/// <param name="Amount">What is done so far, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit of the amount.</param>
internal readonly record struct StageState(double? Fraction, double Amount, string Unit);

/// <summary>Shows a stage of work with rate and time left: a bar on a terminal, plain lines in a pipe.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan FirstLine = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NextLines = TimeSpan.FromSeconds(10);

    /// <summary>Does the work on another thread and shows how far it is.</summary>
    /// <param name="title">Name of the stage.</param>
    /// <param name="look">Asked on this thread how far the work is.</param>
    /// <param name="work">The work.</param>
    /// <param name="sumUp">What was done, for the line that stays.</param>
    public static T Run<T>(string title, Func<StageState> look, Func<T> work, Func<T, string> sumUp)
    {
        var clock = Stopwatch.StartNew();
        Task<T> task =
            Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Console.IsErrorRedirected)
            ShowLines(title, look, task, clock);
        else
            ShowBar(title, look, task, clock);
        T result = task.GetAwaiter().GetResult();
        StageState end = look();
        // A rate over less than a second tells of starting up.
        string rate = clock.Elapsed.TotalSeconds < 1 ? "" : $" ({Rate(end, clock.Elapsed)})";
        Terminals.Error.WriteLine($"{title}: {sumUp(result)} in {Seconds(clock.Elapsed)}{rate}");
        return result;
    }

    private static void ShowBar<T>(string title, Func<StageState> look, Task<T> task, Stopwatch clock) =>
        Terminals.Error.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                ProgressTask bar = context.AddTask(title, maxValue: 1);
                while (!Wait(task, TimeSpan.FromMilliseconds(100)))
                {
                    StageState state = look();
                    bar.IsIndeterminate = state.Fraction is null;
                    bar.Value = state.Fraction ?? 0;
                    bar.Description = Markup.Escape($"{title}  {Rate(state, clock.Elapsed)}{Left(state, clock.Elapsed)}");
                }
            });

    private static void ShowLines<T>(string title, Func<StageState> look, Task<T> task, Stopwatch clock)
    {
        TimeSpan wait = FirstLine;
        while (!Wait(task, wait))
        {
            StageState state = look();
            string share = state.Fraction is { } fraction ? $"{100 * fraction:F0} %, " : "";
            Terminals.Error.WriteLine(
                $"{title}: {share}{state.Amount:#,0.#} {state.Unit}, {Rate(state, clock.Elapsed)}{Left(state, clock.Elapsed)}");
            wait = NextLines;
        }
    }

    // The error of the work is thrown later, where its result is asked for.
    private static bool Wait(Task task, TimeSpan time) => Task.WaitAny([task], time) == 0;

    private static string Rate(StageState state, TimeSpan elapsed)
    {
        double rate = state.Amount / Math.Max(0.001, elapsed.TotalSeconds);
        string number = rate >= 1e6 ? $"{rate / 1e6:F1} M" : rate >= 100 ? $"{rate:N0}" : $"{rate:F1}";
        return $"{number} {state.Unit}/s";
    }

    private static string Left(StageState state, TimeSpan elapsed)
    {
        if (state.Fraction is not (> 0.01 and < 1))
            return "";
        var left = TimeSpan.FromSeconds(elapsed.TotalSeconds * (1 - state.Fraction.Value) / state.Fraction.Value);
        return left.TotalHours >= 1 ? $", {(int)left.TotalHours}:{left:mm\\:ss} left" : $", {left:m\\:ss} left";
    }

    private static string Seconds(TimeSpan time) =>
        time.TotalMinutes < 1 ? $"{time.TotalSeconds:F1} s" : $"{(int)time.TotalMinutes} min {time.Seconds} s";
}
