using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>Chooses, of all works that a passage of an output is like, the one that is named as its source, and what is told of the others.</summary>
internal sealed class ParaphraseChoice(IPassageIndex index)
{
    // Passages that share this much of the shorter one are one passage.
    private const double SameShare = 0.5;

    // A work that is less like than this is of the same subject, and no source.
    private const double AlsoShare = 0.7;

    // Works as like as this hold the same; the earliest published is named.
    private const double EqualShare = 0.97;

    // What is mostly a copy of another work, or of another place of this one, is that copy, and like this place because both places are alike: people have the same
    // names all through a novel.
    private const double CopiedShare = 0.5;

    // A match of words that tells less may be chance.
    private const double CopyBits = 100;

    // A passage nearly all of which one match of words holds, most of them unchanged, is a copy with edits; what says so is the stronger evidence.
    private const double EditedCopyShare = 0.75;
    private const double EditedCopyIdentity = 0.6;

    // Copies word for word, or nearly, are told apart from each other and from what stands between them.
    private const double CopyIdentity = 0.85;

    /// <summary>Chooses.</summary>
    /// <param name="outputId">Id of the output.</param>
    /// <param name="found">What aligning gave, at least one.</param>
    /// <param name="matches">The output's matches of words.</param>
    /// <returns>Paraphrases in order of the output.</returns>
    public IReadOnlyList<PendingParaphrase> Choose(string outputId, List<FoundParaphrase> found, IReadOnlyList<PendingMatch> matches)
    {
        found.RemoveAll(f => IsCopyFromElsewhere(f, matches) || IsMadeOfCopies(f, matches) || f.Absorbs.Any(m => IsEditedCopy(f, matches[m].Match.Source)));
        found.Sort((a, b) => a.Bits != b.Bits ? b.Bits.CompareTo(a.Bits) : a.Work != b.Work ? ByAge(a.Work, b.Work) : a.Span.Start.CompareTo(b.Span.Start));
        var groups = new List<List<FoundParaphrase>>();
        foreach (FoundParaphrase one in found)
        {
            List<FoundParaphrase>? home = groups.Find(g => SharedShare(g[0].Output, one.Output) >= SameShare);
            if (home is null)
                groups.Add([one]);
            else if (one.Bits >= AlsoShare * home[0].Bits && home.TrueForAll(other => other.Work != one.Work))
                home.Add(one);
        }
        return [.. groups.Select(g => PendingOf(outputId, g, matches)).OrderBy(p => p.Match.Output.Start).ThenBy(p => p.Match.Output.End)];
    }

    private PendingParaphrase PendingOf(string outputId, List<FoundParaphrase> group, IReadOnlyList<PendingMatch> matches)
    {
        FoundParaphrase best = group[0];
        FoundParaphrase head = group.Where(f => f.Bits >= EqualShare * best.Bits).Order(Comparer<FoundParaphrase>.Create((a, b) => ByAge(a.Work, b.Work))).First();
        var match = new Match
        {
            OutputId = outputId,
            Kind = MatchKind.Paraphrase,
            Source = head.ToSource(index),
            AlsoIn = [.. group.Where(f => f != head).Select(f => f.ToSource(index))],
            LongestRun = head.Runs.Select(r => r.Words).DefaultIfEmpty().Max(),
            Similarity = head.Similarity,
            Sentences = head.Sentences,
            EValue = double.NaN,
            Significant = false,
            Quotation = head.Absorbs.Aggregate(QuotationSigns.None, (signs, m) => signs | matches[m].Match.Quotation),
        };
        return new PendingParaphrase(match, head.Bits, head.Absorbs);
    }

    private static bool IsMadeOfCopies(FoundParaphrase found, IReadOnlyList<PendingMatch> matches) =>
        WorkCoverage.Union(found.Absorbs.Select(m => matches[m].Match.Source).Where(s => s.Identity >= CopyIdentity).Select(s => s.Output)).Sum(s => s.Length)
            >= CopiedShare * found.Output.Length;

    private static bool IsEditedCopy(FoundParaphrase found, MatchedSource copy) =>
        copy.Identity >= EditedCopyIdentity && copy.Output.Length >= EditedCopyShare * found.Output.Length
        && copy.Span.Length >= EditedCopyShare * found.Span.Length;

    private static bool IsCopyFromElsewhere(FoundParaphrase found, IReadOnlyList<PendingMatch> matches)
    {
        IEnumerable<TextSpan> copies = matches
            .Where((m, i) => m.Bits >= CopyBits && !found.Absorbs.Contains(i))
            .Select(m => new TextSpan(Math.Max(m.Match.Output.Start, found.Output.Start), Math.Min(m.Match.Output.End, found.Output.End)))
            .Where(s => s.Length > 0);
        return WorkCoverage.Union(copies).Sum(s => s.Length) > CopiedShare * found.Output.Length;
    }

    private static double SharedShare(TextSpan a, TextSpan b) =>
        (Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start)) / (double)Math.Max(1, Math.Min(a.Length, b.Length));

    private int ByAge(int a, int b)
    {
        int order = string.CompareOrdinal(index.WorkAt(a).Published ?? "\uFFFF", index.WorkAt(b).Published ?? "\uFFFF");
        return order != 0 ? order : string.CompareOrdinal(index.WorkAt(a).Id, index.WorkAt(b).Id);
    }
}
