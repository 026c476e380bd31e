using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Scans;

/// <summary>What of an output counts as copied in a match.</summary>
internal static class CopiedText
{
    /// <summary>The whole passage of a match of words; of a paraphrase the identical words alone, which may be none.</summary>
    public static IEnumerable<TextSpan> Of(MatchKind kind, TextSpan passage, IReadOnlyList<CommonRun> runs) =>
        kind == MatchKind.Paraphrase ? runs.Select(r => r.Output) : [passage];
}
