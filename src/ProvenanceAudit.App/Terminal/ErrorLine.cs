using ProvenanceAudit.App.Commands;
using ProvenanceAudit.Lucene;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Terminal;

/// <summary>Tells an error in one line, and in full only where the program itself is at fault.</summary>
internal static class ErrorLine
{
    /// <summary>Prints the error and returns the exit code.</summary>
    public static int Print(Exception error)
    {
        if (error is AggregateException { InnerExceptions: [var only, ..] })
            error = only;
        string text = error switch
        {
            OperationCanceledException => "stopped; nothing was written",
            CommandRuntimeException or CommandAppException => error.Message + "\nSee 'provenance-audit --help'.",
            UserErrorException or IndexUnusableException or IOException or UnauthorizedAccessException => error.Message,
            OutOfMemoryException => "not enough memory; a smaller --threads needs less",
            _ => $"an error of this program: {error}",
        };
        Terminals.Error.WriteLine("error: " + text);
        return ExitCode.Error;
    }
}
