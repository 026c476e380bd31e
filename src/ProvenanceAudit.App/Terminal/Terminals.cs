using Spectre.Console;

namespace ProvenanceAudit.App.Terminal;

/// <summary>The two streams of the terminal: results go to the output, progress and errors to the error stream.</summary>
internal static class Terminals
{
    // Wider than any line that is printed, and little enough for tables to be laid out in.
    private const int PipeWidth = 10_000;

    /// <summary>Where results go.</summary>
    public static IAnsiConsole Output { get; } = Of(Console.Out, Console.IsOutputRedirected);

    /// <summary>Where progress and errors go.</summary>
    public static IAnsiConsole Error { get; } = Of(Console.Error, Console.IsErrorRedirected);

    /// <summary>Text from outside without control characters, which could rewrite what the terminal shows.</summary>
    public static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static IAnsiConsole Of(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        // In a pipe lines are not wrapped: a program, or grep, reads them.
        if (redirected)
            console.Profile.Width = PipeWidth;
        return console;
    }
}
