using ProvenanceAudit.Matching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reporting.Wording;

namespace ProvenanceAudit.App.Pages.Findings;

/// <summary>A match as a reader sees it.</summary>
/// <param name="Match">The match.</param>
/// <param name="Anchor">Id of its element in the page.</param>
/// <param name="Output">The output's side.</param>
/// <param name="Work">The work's side.</param>
/// <param name="Prompt">What the model was asked; null when not known.</param>
/// <param name="AlsoIn">Titles of other works that hold the passage.</param>
public sealed record MatchView(StoredMatch Match, string Anchor, Side Output, Side Work, string? Prompt, IReadOnlyList<string> AlsoIn)
{
    /// <summary>How likely chance is, in one sentence.</summary>
    public string Chance => ChanceInWords.Of(Match.EValue);

    /// <summary>Whether it was found by its meaning, and is no copy word for word.</summary>
    public bool IsParaphrase => Match.Kind == MatchKind.Paraphrase;

    /// <summary>By what signs the output quotes; null when it presents the passage as its own.</summary>
    public string? Quoted => Match.Quotation == QuotationSigns.None ? null : Quotations.WaysOf(Match.Quotation);

    /// <summary>Makes it.</summary>
    /// <param name="match">The match with its output.</param>
    /// <param name="number">Its number in the page, from 1.</param>
    /// <param name="workText">The work's whole text.</param>
    /// <param name="prompt">What the model was asked; null when not known.</param>
    /// <param name="alsoIn">Titles of other works that hold the passage.</param>
    public static MatchView Of(StoredMatch match, int number, string workText, string? prompt, IReadOnlyList<string> alsoIn)
    {
        string anchor = $"passage-{number}";
        Match found = match.ToMatch();
        var output = Side.Of(found, isWork: false, match.Output!.Text, anchor);
        var work = Side.Of(found, isWork: true, workText, anchor);
        // A pair that lies within others on one side has no place of its own there to lead to.
        return new MatchView(
            match, anchor, output with { Opposite = work.Pairs }, work with { Opposite = output.Pairs }, prompt, alsoIn);
    }
}
