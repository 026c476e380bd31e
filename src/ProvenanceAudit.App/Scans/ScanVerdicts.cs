using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.MachineLearning.Verdicts;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.App.Scans;

/// <summary>Judges what a scan found, work by work.</summary>
internal sealed class ScanVerdicts(RegistryDatabase database)
{
    private const int OutputsAtOnce = 500;

    /// <summary>
    /// The verdict on each work with a significant match. All works that hold a passage are weighed, whosever they are: a passage that others hold too shows less,
    /// and a verdict names none of them.
    /// </summary>
    /// <param name="result">What was found; outputs go by their keys, works by their ids in the index.</param>
    /// <param name="index">The index that was scanned with.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async Task<IReadOnlyDictionary<Guid, CalibratedVerdict>> OfAsync(ScanResult result, IPassageIndex index, CancellationToken cancellation)
    {
        ScannedOutput[] significant = [.. result.Outputs.Where(o => o.Matches.Any(m => m.Significant))];
        ScanResult asked = result with { Outputs = await WithPromptsAsync(significant, cancellation) };
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        return FindingEvidence.Of(asked, index, today, EvidenceScope.Significant | EvidenceScope.EveryWork)
            .ToDictionary(e => Guid.ParseExact(e.Key, "N"), e => VerdictModel.BuiltIn.Judge(e.Value));
    }

    /// <summary>The outputs with what the model was asked: what it was given, it need not have known.</summary>
    private async Task<IReadOnlyList<ScannedOutput>> WithPromptsAsync(ScannedOutput[] outputs, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        var asked = new List<ScannedOutput>(outputs.Length);
        foreach (ScannedOutput[] some in outputs.Chunk(OutputsAtOnce))
        {
            long[] ids = [.. some.Select(KeyOf)];
            Dictionary<long, long> probes = await registry.Outputs.Where(o => ids.Contains(o.Id) && o.ProbeId != null)
                .ToDictionaryAsync(o => o.Id, o => o.ProbeId!.Value, cancellation);
            long[] probeIds = [.. probes.Values.Distinct()];
            Dictionary<long, string> prompts = await registry.Probes.Where(p => probeIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Prompt, cancellation);
            asked.AddRange(some.Select(o => probes.TryGetValue(KeyOf(o), out long probe) ? o with { Output = o.Output with { Prompt = prompts[probe] } } : o));
        }
        return asked;
    }

    private static long KeyOf(ScannedOutput output) => long.Parse(output.Output.Id, CultureInfo.InvariantCulture);
}
