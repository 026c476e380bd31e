using Spectre.Console;

namespace ProvenanceAudit.App.Terminal;

/// <summary>The two streams of the terminal: results go to the output, progress and errors to the error stream.</summary>
internal static class Terminals
{
    /// <summary>Where results go.</summary>
    public static IAnsiConsole Output { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    /// <summary>Where progress and errors go.</summary>
    public static IAnsiConsole Error { get; } = Narrow(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>Text from outside without control characters, which could rewrite what the terminal shows.</summary>
    public static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    // In a pipe lines are not wrapped: a program, or grep, reads them.
    private static IAnsiConsole Narrow(IAnsiConsole console)
    {
        if (Console.IsErrorRedirected)
            console.Profile.Width = int.MaxValue;
        return console;
    }
}
