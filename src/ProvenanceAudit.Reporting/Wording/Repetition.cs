using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Wording;

/// <summary>What outputs do with the text of works: copying is never said where rewording is meant.</summary>
internal static class Repetition
{
    /// <summary>The verb that goes with the outputs with matches.</summary>
    public static string VerbOf(AuditReport report)
    {
        string ending = report.Outputs.OutputsWithMatches == 1 ? "s" : "";
        return report.Findings.Any(f => f.ParaphraseCount > 0) ? $"repeat{ending} or reword{ending}" : $"repeat{ending}";
    }

    /// <summary>What outputs with matches are called: a paraphrase is no copy.</summary>
    public static string OutputsLabel(AuditReport report) =>
        report.Findings.Any(f => f.ParaphraseCount > 0) ? "Outputs with matches" : "Outputs with copies";

    /// <summary>What the comparison of meaning came to, in a sentence or two.</summary>
    public static string ParaphrasesOf(SimilaritySummary similarity)
    {
        string found = similarity.SignificantParaphrases switch
        {
            0 => "Meaning was compared too; no paraphrase is significant.",
            1 => "Meaning was compared too: 1 passage says in other words what stands in a work.",
            _ => $"Meaning was compared too: {Numbers.Whole(similarity.SignificantParaphrases)} passages say in other words what stands in works.",
        };
        string languages = similarity.IsMultilingual ? "" : " The model that compared knows one language: translations were not looked for.";
        return found + languages;
    }
}
