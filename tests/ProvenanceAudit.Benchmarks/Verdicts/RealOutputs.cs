using System.Globalization;
using ProvenanceAudit.MachineLearning.Verdicts;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Records;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks.Verdicts;

/// <summary>Judges what real models recited, beside novels that they were not asked for: how far verdicts made from constructed scans carry over.</summary>
internal static class RealOutputs
{
    /// <summary>Prints, for each model and both catalogs, how probable the findings are said to be.</summary>
    /// <param name="outputs">Outputs of models that were asked to recite the novels of the first catalog.</param>
    /// <param name="asked">Folder of these novels.</param>
    /// <param name="notAsked">Folder of novels that nobody asked for; none of them may be in both.</param>
    public static void Run(string outputs, string asked, string notAsked)
    {
        using InputFile file = InputFile.Open(outputs);
        ILookup<string, ModelOutput> byModel = OutputFile.Read(file, _ => { }).ToLookup(o => o.Model ?? "(not stated)");
        foreach ((string name, string folder) in new[] { ("asked for", asked), ("not asked for", notAsked) })
        {
            using var index = new InMemoryPassageIndex(SourceTexts.Read(folder).Select(b => new WorkText(new Work { Id = b.Name, Title = b.Name }, b.Text)));
            foreach (IGrouping<string, ModelOutput> model in byModel)
            {
                ScanResult scan = new OutputScanner(index, new MatchSettings { ShowInsignificant = true, Threads = 1 }).Scan(model);
                foreach (EvidenceScope scope in (EvidenceScope[])[EvidenceScope.Listed, EvidenceScope.Significant])
                {
                    double[] stated = [.. FindingEvidence.Of(scan, index, new DateOnly(2025, 1, 1), scope).Values
                        .Select(e => VerdictModel.BuiltIn.Judge(e).Probability).Order()];
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"novels {name}, {model.Key}, {scope} matches: {stated.Length} findings of {index.WorkCount} works; {string.Join(' ', stated.Select(p => p.ToString("F2", CultureInfo.InvariantCulture)))}"));
                }
            }
        }
    }
}
