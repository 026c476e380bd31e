namespace ProvenanceAudit.Similarity;

/// <summary>Finds the passages that tell enough of one another, and chooses among them.</summary>
internal sealed class CandidateSearch(KnownCopies copies, PassageBorders borders, AlignmentSettings settings)
{
    // Words that seeking borders may walk over. Ordinary pairs need a hundredth.
    private const long MostSteps = 1L << 27;

    // Clusters about which a summary is sought, the most telling first.
    private const int SummaryStarts = 20;

    // A candidate that has this share of a summary's words in the output is as good an explanation.
    private const double MostOfSummary = 0.7;

    /// <summary>Candidates in order of the output, no two about the same words of it.</summary>
    /// <param name="starts">Where to begin, the most telling first.</param>
    public List<AlignmentCandidate> Find(IReadOnlyList<WordRectangle> starts)
    {
        List<AlignmentCandidate> chosen = Choose(Settle(starts));
        foreach (AlignmentCandidate summary in Summaries([.. chosen.Select(static one => one.Words), .. starts.Take(SummaryStarts)]))
        {
            List<AlignmentCandidate> parts = chosen.FindAll(part => part.Words.GapTo(summary.Words) < 0);
            double most = MostOfSummary * (summary.Words.End - summary.Words.Start);
            if (summary.Bits < (1 + settings.BeyondPartsShare) * parts.Sum(static part => part.Bits) + settings.BeyondParts
                || parts.Exists(part => part.IsSummary || part.Words.End - part.Words.Start > most))
                continue;
            chosen.RemoveAll(parts.Contains);
            chosen.Add(summary);
        }
        chosen.Sort(AlignmentCandidate.ByStart);
        return chosen;
    }

    private List<AlignmentCandidate> Settle(IReadOnlyList<WordRectangle> starts)
    {
        var found = new List<AlignmentCandidate>();
        foreach (WordRectangle start in starts)
        {
            if (borders.Steps > MostSteps)
                break;
            if (found.Exists(other => other.Words.Contains(start)))
                continue;
            WordRectangle words = borders.Settle(start, settings.Sought, settings.Kept);
            double bits = words.IsEmpty ? 0 : borders.BitsOf(words, settings.Kept);
            if (bits >= settings.MinimumBits)
                found.Add(new AlignmentCandidate(words, bits, false));
        }
        return found;
    }

    private List<AlignmentCandidate> Summaries(List<WordRectangle> starts)
    {
        var found = new List<AlignmentCandidate>();
        foreach (WordRectangle start in starts)
        {
            if (borders.Steps > MostSteps)
                break;
            if (found.Exists(other => other.Words.Contains(start)))
                continue;
            WordRectangle words = borders.Settle(start, settings.SoughtSummary, settings.KeptSummary);
            if (words.IsEmpty || words.WorkEnd - words.WorkStart < settings.SummaryRatio * (words.End - words.Start))
                continue;
            double bits = borders.BitsOf(words, settings.KeptSummary);
            if (bits >= settings.MinimumSummaryBits + (copies.Any ? settings.BesideCopies : 0))
                found.Add(new AlignmentCandidate(words, bits, true));
        }
        found.Sort(AlignmentCandidate.MostTelling);
        return found;
    }

    /// <summary>The best that do not take the same words of the output, in order of the output, those beside one another joined.</summary>
    private List<AlignmentCandidate> Choose(List<AlignmentCandidate> found)
    {
        double beside = settings.MinimumBits + (copies.Any ? settings.BesideCopies : 0);
        found.RemoveAll(one => one.Bits < beside && !copies.Touch(one.Words));
        found.Sort(AlignmentCandidate.MostTelling);
        var chosen = new List<AlignmentCandidate>();
        foreach (AlignmentCandidate one in found)
        {
            if (!chosen.Exists(better => -one.Words.GapTo(better.Words) > settings.Taken * (one.Words.End - one.Words.Start)))
                chosen.Add(one);
        }
        chosen.Sort(AlignmentCandidate.ByStart);
        Join(chosen);
        return chosen;
    }

    private void Join(List<AlignmentCandidate> chosen)
    {
        for (int i = 0; i < chosen.Count; i++)
        {
            for (int j = i + 1; j < chosen.Count;)
            {
                WordRectangle words = chosen[i].Words, others = chosen[j].Words;
                if (words.GapTo(others) > settings.MergeGap || words.WorkGapTo(others) > settings.MergeGap)
                {
                    j++;
                    continue;
                }
                chosen[i] = new AlignmentCandidate(words.With(others), chosen[i].Bits + chosen[j].Bits, false);
                chosen.RemoveAt(j);
                j = i + 1;
            }
        }
    }
}
