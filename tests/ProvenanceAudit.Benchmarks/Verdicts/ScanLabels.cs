using System.Diagnostics;
using ProvenanceAudit.MachineLearning.Comparing;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.MachineLearning.Verdicts;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Similarity.Passages;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks.Verdicts;

/// <summary>A finding that the engine made of a constructed scan, with what it truly is.</summary>
/// <param name="Labelled">The evidence and the label.</param>
/// <param name="Origin">Of the planting that its longest match lies in.</param>
/// <param name="Significant">Whether only significant matches count.</param>
internal sealed record ConstructedFinding(LabelledEvidence Labelled, Origin Origin, bool Significant);

/// <summary>
/// Runs the engine on constructed scans and says what each finding truly is. A finding reproduces its work beyond chance if and only if at least one of its matches lies, with more than
/// half of its length, in a passage that was taken from that work's own text, or from another edition of it, and put into the output without its prompt containing it. Chance likeness,
/// what the prompt contained, what the work itself quotes from elsewhere, and boilerplate are not reproductions of the work, however long they are.
/// </summary>
internal static class ScanLabels
{
    private static readonly ITextEmbedder Embedder = EmbedderFile.Open(SimilaritySettings.BuiltIn);

    private static readonly EvidenceScope[] Scopes =
        [EvidenceScope.Significant, EvidenceScope.Significant | EvidenceScope.EveryWork, EvidenceScope.Listed];

    /// <summary>Findings of so many scans, of which every sixth is small and compares meaning too.</summary>
    public static IReadOnlyList<ConstructedFinding> Make(SourcePart part, int scans, int seed)
    {
        var watch = Stopwatch.StartNew();
        var found = new IReadOnlyList<ConstructedFinding>[scans];
        Parallel.For(0, scans, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => found[i] = FindingsOf(ScanMaking.Make(part, seed + i, i % 6 == 0), i % 6 == 0));
        ConstructedFinding[] all = [.. found.SelectMany(f => f)];
        Console.WriteLine($"{scans} scans, {all.Length} findings, {all.Count(f => f.Labelled.Reproduces)} of them reproductions, {watch.Elapsed.TotalSeconds:F0} s");
        return all;
    }

    private static List<ConstructedFinding> FindingsOf(ConstructedScan made, bool comparesMeaning)
    {
        using var index = new InMemoryPassageIndex(made.Catalog);
        ScanResult scan = Scan(index, made, comparesMeaning);
        var plantings = made.Plantings.ToLookup(p => p.OutputId);
        var findings = new List<ConstructedFinding>();
        var seen = new HashSet<FindingEvidence>();
        foreach (EvidenceScope scope in Scopes)
        {
            foreach (FindingEvidence evidence in FindingEvidence.Of(scan, index, new DateOnly(2025, 1, 1), scope).Values.OrderBy(e => e.WorkId, StringComparer.Ordinal))
            {
                if (seen.Add(evidence))
                    findings.Add(Label(evidence, scan, plantings, scope));
            }
        }
        return findings;
    }

    private static ScanResult Scan(InMemoryPassageIndex index, ConstructedScan made, bool comparesMeaning)
    {
        var settings = new MatchSettings { ShowInsignificant = true, Threads = 1 };
        if (!comparesMeaning)
            return new OutputScanner(index, settings).Scan(made.Outputs);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("provenance-audit-");
        try
        {
            var store = new PassageStore(folder.FullName, Embedder);
            store.Update(index);
            using PassageVectors vectors = store.Open(index);
            using var comparer = new CpuVectorComparer(CpuKernels.Best, 1);
            // Measuring on each small catalog would take longer than all its scans.
            var search = new SimilaritySearch(index, vectors, Embedder, comparer, new SimilaritySettings()) { KnownChance = ParaphraseChance.Prior };
            return new OutputScanner(index, settings, search).Scan(made.Outputs);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ConstructedFinding Label(FindingEvidence evidence, ScanResult scan, ILookup<string, Planting> plantings, EvidenceScope scope)
    {
        bool reproduces = false;
        (int Length, Origin Origin) longest = (0, Origin.Chance), reproduced = longest;
        foreach (Match match in scan.Outputs.SelectMany(o => o.Matches))
        {
            if (scope.HasFlag(EvidenceScope.Significant) && !match.Significant)
                continue;
            MatchedSource? place = match.Source.WorkId == evidence.WorkId ? match.Source
                : scope.HasFlag(EvidenceScope.EveryWork) ? match.AlsoIn.FirstOrDefault(s => s.WorkId == evidence.WorkId) : null;
            if (place is null)
                continue;
            Planting? planting = plantings[match.OutputId].FirstOrDefault(p => 2 * Overlap(p.Span, place.Output) > place.Output.Length);
            if (place.Output.Length > longest.Length)
                longest = (place.Output.Length, planting?.Origin ?? Origin.Chance);
            if (planting?.Reproduced.Contains(evidence.WorkId) != true)
                continue;
            reproduces = true;
            if (place.Output.Length > reproduced.Length)
                reproduced = (place.Output.Length, planting.Origin);
        }
        return new ConstructedFinding(
            new LabelledEvidence(evidence, reproduces, 1), reproduces ? reproduced.Origin : longest.Origin, scope.HasFlag(EvidenceScope.Significant));
    }

    private static int Overlap(TextSpan a, TextSpan b) => Math.Max(0, Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start));
}
