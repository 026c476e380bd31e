using ProvenanceAudit.Works;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Makes one group of all places that a passage of an output was copied from, so that a passage that stands in five works is one match
/// and not five.
/// </summary>
internal sealed class MatchGrouping(IPassageIndex index, int minimumWords)
{
    // Places that share this much of the shorter one's words in the output are one passage.
    private const double SameShare = 0.5;

    // The earliest published work is named as the source when it holds nearly all of the passage, not when it holds a phrase of it; and word for
    // word, when another holds it word for word.
    private const double NearlyAll = 0.95;

    /// <summary>Groups alignments; each group has the one to be named first.</summary>
    public List<List<WordAlignment>> Group(List<WordAlignment> alignments)
    {
        alignments.Sort(Strongest);
        var groups = new List<List<WordAlignment>>();
        var works = new List<HashSet<int>>();
        foreach (WordAlignment alignment in alignments)
        {
            int home = groups.FindIndex(group => IsHome(group[0], alignment));
            if (home < 0)
            {
                groups.Add([alignment]);
                works.Add([alignment.Work]);
            }
            else if (works[home].Add(alignment.Work))
            {
                groups[home].Add(alignment);
            }
        }
        foreach (List<WordAlignment> group in groups)
            NameSource(group);
        groups.Sort(InOrder);
        return groups;
    }

    private bool IsHome(WordAlignment head, WordAlignment alignment)
    {
        int shared = Math.Min(head.End, alignment.End) - Math.Max(head.Start, alignment.Start);
        return shared >= SameShare * (alignment.End - alignment.Start) && !TellsMore(alignment, head);
    }

    private int InOrder(List<WordAlignment> a, List<WordAlignment> b)
    {
        int order = a[0].Start.CompareTo(b[0].Start);
        if (order == 0)
            order = b[0].End.CompareTo(a[0].End);
        return order != 0 ? order : Strongest(a[0], b[0]);
    }

    /// <summary>Whether an alignment has a run, long enough to be a match by itself, that reaches outside the head of the group.</summary>
    private bool TellsMore(WordAlignment alignment, WordAlignment head)
    {
        foreach (WordRun run in alignment.Runs)
        {
            if (run.Length >= minimumWords && (run.Word < head.Start || run.End > head.End))
                return true;
        }
        return false;
    }

    private void NameSource(List<WordAlignment> group)
    {
        if (group.Count == 1)
            return;
        int words = group[0].Words;
        bool verbatim = group[0].Runs.Length == 1;
        bool IsWhole(WordAlignment place) => place.Words >= NearlyAll * words && (place.Runs.Length == 1 || !verbatim);
        group.Sort((a, b) =>
        {
            bool aWhole = IsWhole(a), bWhole = IsWhole(b);
            if (aWhole != bWhole)
                return aWhole ? -1 : 1;
            Work x = index.WorkAt(a.Work), y = index.WorkAt(b.Work);
            // Unknown dates after known ones; dates of different precision compare as text.
            int order = string.CompareOrdinal(x.Published ?? "~", y.Published ?? "~");
            if (order == 0)
                order = b.Words.CompareTo(a.Words);
            return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
        });
    }

    private int Strongest(WordAlignment a, WordAlignment b)
    {
        int order = b.Bits.CompareTo(a.Bits);
        if (order == 0)
            order = a.Start.CompareTo(b.Start);
        if (order == 0)
            order = string.CompareOrdinal(index.WorkAt(a.Work).Id, index.WorkAt(b.Work).Id);
        // Equal places of one work: the first, whatever the order in which the index gave them.
        if (order == 0)
            order = a.WorkStart.CompareTo(b.WorkStart);
        return order != 0 ? order : b.End.CompareTo(a.End);
    }
}
