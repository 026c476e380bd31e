using ProvenanceAudit.App.Commands;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.Models;
using ProvenanceAudit.Registry;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Terminal;

/// <summary>Tells an error in a line for each mistake, and in full only where the program itself is at fault.</summary>
internal static class ErrorLine
{
    /// <summary>Prints the error and returns the exit code.</summary>
    public static int Print(Exception error)
    {
        if (error is AggregateException { InnerExceptions: [var only, ..] })
            error = only;
        string text = error switch
        {
            OperationCanceledException => "stopped before the end",
            CommandRuntimeException or CommandAppException or UserErrorException => error.Message,
            IndexUnusableException or RegistryUnusableException or EmbedderUnusableException or EndpointException => error.Message,
            IOException or UnauthorizedAccessException or InvalidDataException => error.Message,
            OutOfMemoryException => "not enough memory; a smaller --threads needs less",
            _ => $"an error of this program: {error}",
        };
        foreach (string line in text.Split('\n'))
            Terminals.Error.WriteLine("error: " + Terminals.Clean(line.TrimEnd('\r')));
        if (error is CommandRuntimeException or CommandAppException)
            Terminals.Error.WriteLine("Help: provenance-audit --help, or --help after a command.");
        return ExitCode.Error;
    }
}
