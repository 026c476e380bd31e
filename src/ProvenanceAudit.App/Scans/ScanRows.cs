using System.Globalization;
using ProvenanceAudit.App.Findings;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Text;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Scans;

/// <summary>The rows that tell what a scan found.</summary>
/// <param name="scan">The scan.</param>
/// <param name="works">All works that a match names.</param>
/// <param name="verdicts">The verdict on each work with a significant match.</param>
internal sealed class ScanRows(Scan scan, IReadOnlyDictionary<Guid, FoundWork> works, IReadOnlyDictionary<Guid, CalibratedVerdict> verdicts)
{
    /// <summary>All matches, significant or not, in the order of the outputs.</summary>
    public List<StoredMatch> MatchesOf(ScanResult result)
    {
        var rows = new List<StoredMatch>();
        foreach (ScannedOutput output in result.Outputs)
        {
            long outputId = long.Parse(output.Output.Id, CultureInfo.InvariantCulture);
            int ordinal = 0;
            // Strongest first, so that an output of more matches than can be numbered loses the weakest.
            foreach (Match match in output.Matches.OrderBy(m => m.EValue).ThenBy(m => m.Output.Start))
            {
                if (ordinal + match.AlsoIn.Count + 1 > RowKey.MatchLimit)
                    break;
                IReadOnlyList<StoredMatch> some = StoredMatch.Of(match, scan, outputId, ordinal, id => works[id].RightsHolderId);
                rows.AddRange(some);
                ordinal += some.Count;
            }
        }
        return rows;
    }

    /// <summary>A finding for each work with a significant match.</summary>
    public List<StoredFinding> FindingsOf(IEnumerable<StoredMatch> matches) =>
        [.. matches.Where(m => m.Significant).GroupBy(m => m.WorkId).Select(found => FindingOf(found.Key, [.. found]))];

    /// <summary>Totals by model, of significant matches alone; of paraphrases the identical words count, and nothing else.</summary>
    public static IReadOnlyList<ModelSummary> ModelsOf(ScanResult result)
    {
        var tokeniser = new Tokeniser();
        var words = new WordTokens();
        var copied = new Dictionary<string, (long Outputs, long Words, int Longest)>(StringComparer.Ordinal);
        foreach (ScannedOutput output in result.Outputs)
        {
            Match[] significant = [.. output.Matches.Where(m => m.Significant)];
            if (significant.Length == 0)
                continue;
            bool isCopied = significant.Any(m => m.Kind != MatchKind.Paraphrase);
            tokeniser.Tokenise(output.Output.Text, words);
            string model = output.Output.Model ?? "(not stated)";
            (long outputs, long known, int longest) = copied.GetValueOrDefault(model);
            copied[model] = (outputs + (isCopied ? 1 : 0), known + WordsIn(significant, words.Starts), Math.Max(longest, significant.Max(m => m.LongestRun)));
        }
        return [.. result.Models.Select(m => copied.GetValueOrDefault(m.Model) is var (outputs, known, longest)
                ? m with { OutputsWithMatches = outputs, CopiedWords = known, LongestRun = longest } : m)
            .OrderByDescending(m => m.CopiedWords).ThenBy(m => m.Model, StringComparer.Ordinal)];
    }

    /// <summary>Words of an output that lie in at least one of its matches, or in the identical words of a paraphrase.</summary>
    private static int WordsIn(IEnumerable<Match> matches, ReadOnlySpan<int> starts)
    {
        int count = 0, next = 0;
        foreach (TextSpan span in matches.SelectMany(m => CopiedText.Of(m.Kind, m.Output, m.Source.Runs)).OrderBy(s => s.Start))
        {
            while (next < starts.Length && starts[next] < span.Start)
                next++;
            for (; next < starts.Length && starts[next] < span.End; next++)
                count++;
        }
        return count;
    }

    private StoredFinding FindingOf(Guid workId, StoredMatch[] matches)
    {
        int length = works[workId].TextLength;
        CalibratedVerdict? verdict = verdicts.GetValueOrDefault(workId);
        // What was reworded is not copied: a paraphrase counts with the words that it shares, and covers nothing.
        IReadOnlyList<TextSpan> covered = WorkCoverage.Union(
            matches.Where(m => m.Kind != MatchKind.Paraphrase).Select(m => new TextSpan(m.WorkStart, m.WorkEnd)));
        return new StoredFinding
        {
            Id = StoredFinding.IdOf(scan.Id, workId),
            ScanId = scan.Id,
            WorkId = workId,
            RightsHolderId = works[workId].RightsHolderId,
            TextSha256 = works[workId].TextSha256,
            Matches = matches.Length,
            Paraphrases = matches.Count(m => m.Kind == MatchKind.Paraphrase),
            Outputs = matches.Select(m => m.OutputId).Distinct().Count(),
            CopiedWords = matches.Sum(m => (long)m.Words),
            ShareOfWork = WorkCoverage.ShareOf(covered, length),
            LongestRun = matches.Max(m => m.LongestRun),
            SmallestEValue = matches.Min(m => m.EValue),
            Coverage = WorkCoverage.SlicesOf(covered, length),
            Probability = verdict?.Probability,
            VerdictJson = FindingVerdict.Write(verdict),
        };
    }
}
