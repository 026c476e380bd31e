using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>Statements of rights that files of a catalog make about their works.</summary>
internal static class FileRights
{
    /// <summary>What readers of rights are told of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="settings">When it was handed in.</param>
    /// <param name="workId">The work that it speaks of.</param>
    /// <param name="declarant">Who says it, where the file names nobody.</param>
    /// <param name="bytes">All bytes of the file, where they are at hand: they become evidence by their hash.</param>
    public static RightsSource Of(CatalogFile file, IntakeSettings settings, string workId, RightsDeclarant declarant, ReadOnlySpan<byte> bytes = default) => new()
    {
        Address = file.Name,
        Evidence = new RightsEvidence { ObservedAt = settings.ReceivedAt, BodySha256 = bytes.IsEmpty ? null : RightsEvidence.HashOf(bytes) },
        Subject = RightsScope.Work(workId),
        Declarant = declarant,
    };

    /// <summary>The statements, what could not be used told as warnings.</summary>
    public static IReadOnlyList<RightsStatement> Take(StatedRights stated, List<string> warnings)
    {
        warnings.AddRange(stated.Problems.Select(p => $"of its rights, {OneLine(p.Reason)}").Distinct());
        return stated.Statements;
    }

    // What is quoted in a reason may hold anything.
    private static string OneLine(string reason)
    {
        string line = new([.. string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(c => !char.IsControl(c))]);
        return line.Length <= 500 ? line.TrimEnd('.') : line[..500] + "…";
    }
}
