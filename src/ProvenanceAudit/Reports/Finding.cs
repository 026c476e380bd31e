using ProvenanceAudit.Matching;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reports;

/// <summary>What one scan says about one work.</summary>
public sealed record Finding
{
    /// <summary>The work.</summary>
    public required Work Work { get; init; }

    /// <summary>Words in the work's text.</summary>
    public required long WorkWords { get; init; }

    /// <summary>Number of listed matches whose source is this work.</summary>
    public required int MatchCount { get; init; }

    /// <summary>Number of outputs with such a match.</summary>
    public required int OutputCount { get; init; }

    /// <summary>Identical words over all matches; a passage recited twice counts twice.</summary>
    public required long CopiedWords { get; init; }

    /// <summary>Share of the work's characters that at least one match covers, 0 to 1.</summary>
    public required double ShareOfWork { get; init; }

    /// <summary>Longest verbatim run, in words.</summary>
    public required int LongestRun { get; init; }

    /// <summary>Where the copied passages lie: share of characters covered in each of 100 equal slices of the work, 0 to 1.</summary>
    public required IReadOnlyList<double> Coverage { get; init; }

    /// <summary>The matches that the report shows, strongest first; at most the number asked for, so possibly fewer than <see cref="MatchCount"/>.</summary>
    public required IReadOnlyList<ReportedMatch> Matches { get; init; }

    /// <summary>Number of the matches that are paraphrases, found by meaning; the others are <see cref="MatchCount"/> less these.</summary>
    public int ParaphraseCount { get; init; }

    /// <summary>How probable it is that the work was reproduced beyond chance, from all the evidence; null where that was not reckoned.</summary>
    public CalibratedVerdict? Verdict { get; init; }

    /// <summary>What a person decided on the finding; null while nobody has.</summary>
    public FindingDecision? Decision { get; init; }
}

/// <summary>What a person who looked at a finding holds of it.</summary>
public enum Verdict
{
    /// <summary>The works' text was copied, as found.</summary>
    Confirmed,

    /// <summary>The finding is set aside, for the reason given.</summary>
    Dismissed,
}

/// <summary>A decision of a person on a finding.</summary>
/// <param name="Verdict">What was decided.</param>
/// <param name="Reason">Why, in the person's words; null when none was given.</param>
/// <param name="By">Who decided; null when not kept.</param>
/// <param name="At">When; null when not kept.</param>
public sealed record FindingDecision(Verdict Verdict, string? Reason, string? By, DateTimeOffset? At);

/// <summary>A match with the words of both sides, ready to be shown.</summary>
public sealed record ReportedMatch
{
    private const int PromptLength = 2000;

    /// <summary>The match.</summary>
    public required Match Match { get; init; }

    /// <summary>Model, when stated.</summary>
    public string? Model { get; init; }

    /// <summary>Prompt, when kept; cut to 2,000 code units.</summary>
    public string? Prompt { get; init; }

    /// <summary>When the model answered, when kept.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The output's side. <see cref="CommonRun.Output"/> minus the match's start gives places in <see cref="PassageText.Text"/>.</summary>
    public required PassageText Output { get; init; }

    /// <summary>The work's side, likewise.</summary>
    public required PassageText Work { get; init; }

    /// <summary>Titles of the other works that hold the passage, as in <see cref="Match.AlsoIn"/>.</summary>
    public IReadOnlyList<string> AlsoInTitles { get; init; } = [];

    /// <summary>A prompt cut to the length of <see cref="Prompt"/>.</summary>
    public static string? Shorten(string? prompt) =>
        prompt?.Length > PromptLength ? PassageText.EndWhole(prompt[..PromptLength]) + "…" : prompt;
}

/// <summary>A passage with a little of what stands around it.</summary>
/// <param name="Before">Context before, cut at a word; may be empty.</param>
/// <param name="Text">The passage itself, exactly the span's text.</param>
/// <param name="After">Context after; may be empty.</param>
public sealed record PassageText(string Before, string Text, string After)
{
    /// <summary>Context on either side, in UTF-16 code units, before it is cut at a word.</summary>
    public const int ContextLength = 240;

    /// <summary>Takes a passage and its context from a whole text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches outside the text.</exception>
    public static PassageText Of(string text, TextSpan span) => new(
        CutBefore(text[Math.Max(0, span.Start - ContextLength)..span.Start], span.Start > ContextLength),
        span.Of(text),
        CutAfter(text[span.End..Math.Min(text.Length, span.End + ContextLength)], span.End + ContextLength < text.Length));

    /// <summary>Context before a passage; where it was cut, it begins at a word, or at least at a whole character.</summary>
    internal static string CutBefore(string context, bool cut)
    {
        int space = cut ? context.AsSpan().IndexOfAny(' ', '\n', '\t') : -1;
        if (space >= 0)
            return context[(space + 1)..];
        return cut && context.Length > 0 && char.IsLowSurrogate(context[0]) ? context[1..] : context;
    }

    /// <summary>Context after a passage; where it was cut, it ends at a word, or at least at a whole character.</summary>
    internal static string CutAfter(string context, bool cut)
    {
        int space = cut ? context.AsSpan().LastIndexOfAny(' ', '\n', '\t') : -1;
        return space >= 0 ? context[..space] : cut ? EndWhole(context) : context;
    }

    /// <summary>The text without half a character at its end.</summary>
    internal static string EndWhole(string text) => text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
}
