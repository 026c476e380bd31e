using ProvenanceAudit.App.Wiring;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Adds the works of a catalog to a kept index.</summary>
internal sealed class IndexAddCommand : Command<IndexAddOptions>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, IndexAddOptions options, CancellationToken cancellation)
    {
        var problems = new ProblemList();
        BuildOutcome outcome =
            IndexBuilding.AddWithProgress(options.Index!, options.Catalog!, options.Threads, problems, cancellation);
        if (outcome.Added + outcome.Replaced + outcome.Unchanged == 0)
            throw new UserErrorException($"the catalog '{options.Catalog}' has no work that can be used");
        return ExitCode.NothingFound;
    }
}
