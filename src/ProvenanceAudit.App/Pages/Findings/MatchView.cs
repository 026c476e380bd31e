using ProvenanceAudit.Matching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Pages.Findings;

/// <summary>A stretch of a passage.</summary>
/// <param name="Text">Its text.</param>
/// <param name="IsShared">Whether its words stand in the other text too.</param>
public sealed record Stretch(string Text, bool IsShared)
{
    /// <summary>Whether it is of words that do not: changed, added, or left out on the other side.</summary>
    public bool IsEdit => !IsShared && Text.Any(char.IsLetterOrDigit);
}

/// <summary>One side of a match.</summary>
/// <param name="Before">Context before.</param>
/// <param name="Passage">The passage.</param>
/// <param name="After">Context after.</param>
public sealed record Side(string Before, IReadOnlyList<Stretch> Passage, string After);

/// <summary>A match as a reader sees it.</summary>
/// <param name="Match">The match.</param>
/// <param name="Output">The output's side.</param>
/// <param name="Work">The work's side.</param>
/// <param name="Prompt">What the model was asked; null when not known.</param>
/// <param name="AlsoIn">Titles of other works that hold the passage.</param>
public sealed record MatchView(StoredMatch Match, Side Output, Side Work, string? Prompt, IReadOnlyList<string> AlsoIn)
{
    /// <summary>How likely chance is, in one sentence.</summary>
    public string Chance => ChanceInWords.Of(Match.EValue);

    /// <summary>Whether every word of the passage stands in the work, in order.</summary>
    public bool IsVerbatim => Match.Kind == MatchKind.Verbatim;

    /// <summary>By what signs the output quotes; null when it presents the passage as its own.</summary>
    public string? Quoted => Match.Quotation == QuotationSigns.None ? null : Quotations.WaysOf(Match.Quotation);

    /// <summary>Makes it.</summary>
    public static MatchView Of(StoredMatch match, string workText, string? prompt, IReadOnlyList<string> alsoIn) => new(
        match,
        SideOf(match.Output!.Text, new TextSpan(match.OutputStart, match.OutputEnd), match.Runs.Select(r => r.Output)),
        SideOf(workText, new TextSpan(match.WorkStart, match.WorkEnd), match.Runs.Select(r => r.Work)),
        prompt, alsoIn);

    private static Side SideOf(string text, TextSpan span, IEnumerable<TextSpan> runs)
    {
        PassageText passage = PassageText.Of(text, span);
        var stretches = new List<Stretch>();
        int at = span.Start;
        foreach (TextSpan run in runs)
        {
            if (run.Start > at)
                stretches.Add(new Stretch(text[at..run.Start], false));
            stretches.Add(new Stretch(text[run.Start..run.End], true));
            at = run.End;
        }
        if (at < span.End)
            stretches.Add(new Stretch(text[at..span.End], false));
        return new Side(passage.Before, stretches, passage.After);
    }
}
