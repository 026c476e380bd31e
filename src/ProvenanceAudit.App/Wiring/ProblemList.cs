using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Works;
using Spectre.Console;

namespace ProvenanceAudit.App.Wiring;

/// <summary>
/// Gathers the records that could not be used, and prints the first of them as they come. Safe for concurrent use.
/// </summary>
internal sealed class ProblemList
{
    // A file of another format has a problem a line: the terminal shows enough to see that, the report enough to work with.
    private const int Printed = 20;
    private const int Kept = 10_000;

    // An id or a path may be a whole text by mistake.
    private const int PrintedLength = 500;

    private readonly Lock _lock = new();
    private readonly List<InputProblem> _problems = [];

    /// <summary>Number of problems, kept or not.</summary>
    public long Count { get; private set; }

    /// <summary>The problems, in the order in which they were met; past 10,000, one that counts the others.</summary>
    public IReadOnlyList<InputProblem> All
    {
        get
        {
            lock (_lock)
            {
                return Count <= Kept
                    ? [.. _problems]
                    : [.. _problems, new InputProblem("(all files)", 0, null, $"{Count - Kept:N0} more problems are not listed")];
            }
        }
    }

    /// <summary>Adds a problem.</summary>
    public void Add(InputProblem problem)
    {
        lock (_lock)
        {
            Count++;
            if (_problems.Count < Kept)
                _problems.Add(problem);
            if (Count <= Printed)
                Terminals.Error.WriteLine(Shorten(Terminals.Clean(problem.ToString())));
            if (Count == Printed + 1)
                Terminals.Error.WriteLine("… more problems are not printed");
        }
    }

    private static string Shorten(string line) => line.Length <= PrintedLength
        ? line : $"{line[..(PrintedLength / 2)]} … {line[^(PrintedLength / 2)..]}";
}
