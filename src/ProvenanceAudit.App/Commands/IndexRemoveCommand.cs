using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Lucene;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Removes works from a kept index: all that are named, or none when one of them is not there.</summary>
internal sealed class IndexRemoveCommand : Command<IndexRemoveOptions>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, IndexRemoveOptions options, CancellationToken cancellation)
    {
        if (!Directory.Exists(options.Index))
            throw new IndexUnusableException($"there is no index '{options.Index}'");
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(options.Index);
        string[] missing = [.. options.Ids.Where(id => !writer.Contains(id))];
        if (missing.Length > 0)
        {
            string names = string.Join(", ", missing.Select(id => $"'{id}'"));
            throw new UserErrorException($"the index has no work {names}; nothing was removed");
        }
        foreach (string id in options.Ids.Distinct())
            writer.Remove(id);
        writer.Commit();
        Terminals.Output.WriteLine($"Removed {Amount.Of(options.Ids.Distinct().Count(), "work")}.");
        return ExitCode.NothingFound;
    }
}
