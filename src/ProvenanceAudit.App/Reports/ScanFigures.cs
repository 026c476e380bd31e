using System.Text.Json;
using System.Text.Json.Serialization;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.App.Reports;

/// <summary>What several scans say of themselves, made one: settings, chance, models.</summary>
/// <param name="scans">The scans of a report.</param>
internal sealed class ScanFigures(IReadOnlyList<Scan> scans)
{
    /// <summary>How scans keep their figures as JSON; E-values may be infinite.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly SignificanceSummary[] _significance =
        [.. scans.Where(s => s.SignificanceJson is not null).Select(s => JsonSerializer.Deserialize<SignificanceSummary>(s.SignificanceJson!, Json)!)];

    /// <summary>The least strict settings of the scans: nothing that is listed is beyond them.</summary>
    public MatchSettings Settings
    {
        get
        {
            MatchSettings[] all = [.. scans.Select(SettingsOf).OfType<MatchSettings>()];
            return all.Length == 0 ? new MatchSettings { Threads = 1 } : all[0] with
            {
                MinimumWords = all.Min(s => s.MinimumWords),
                MaximumFalseDiscoveryRate = all.Max(s => s.MaximumFalseDiscoveryRate),
                MaximumEValue = all.Max(s => s.MaximumEValue),
                MinimumIdentity = all.Min(s => s.MinimumIdentity),
                ShowInsignificant = all.Any(s => s.ShowInsignificant),
            };
        }
    }

    /// <summary>How chance was accounted for, for the matches of the report.</summary>
    /// <param name="significant">Significant matches in the report.</param>
    /// <param name="insignificant">Others.</param>
    /// <param name="remarks">Sentences that the account ends with.</param>
    public SignificanceSummary SignificanceOf(long significant, long insignificant, string remarks)
    {
        SignificanceSummary[] measured = [.. _significance.Where(s => s.DecoyMatches is not null)];
        // The rate was measured over all that a scan found; of what is listed here, the same share may be chance.
        long found = measured.Sum(s => s.SignificantMatches);
        double? rate = found > 0 && significant > 0 && measured.Length == _significance.Length
            ? Math.Min(1, measured.Sum(s => s.DecoyMatches!.Value) / found) : null;
        string method = _significance.Length > 0 ? _significance[^1].Method + " " : "";
        string several = rate is null ? ""
            : "The false discovery rate was measured on each scan as a whole, and is applied here to the matches of this report. ";
        return new SignificanceSummary(
            method + several + remarks, significant, insignificant, _significance.Select(s => s.EValueThreshold).DefaultIfEmpty().Max(),
            rate * significant, rate);
    }

    /// <summary>How meaning was compared, for the paraphrases of the report; null where no scan compared it.</summary>
    /// <param name="significant">Significant paraphrases in the report.</param>
    /// <param name="insignificant">Others.</param>
    public SimilaritySummary? SimilarityOf(long significant, long insignificant)
    {
        SimilaritySummary[] compared = [.. scans.Select(ComparedMeaning.Of).OfType<SimilaritySummary>()];
        if (compared.Length == 0)
            return null;
        SimilaritySummary last = compared[^1];
        string[] others = [.. compared.Select(s => $"{s.Model} ({s.ModelHash})").Distinct().Where(m => m != $"{last.Model} ({last.ModelHash})")];
        string without = compared.Length == scans.Count ? "" : $" Of the {scans.Count} scans of this report, {compared.Length} compared meaning.";
        string by = others.Length == 0 ? "" : $" Scans of this report compared by {string.Join(", by ", others)} too.";
        // As with matches of words, rates were measured over all that a scan found.
        long found = compared.Sum(s => s.SignificantParaphrases);
        bool isMeasured = found > 0 && significant > 0 && compared.All(s => s.FalseDiscoveryRate is not null || s.SignificantParaphrases == 0);
        return last with
        {
            Method = last.Method + without + by,
            IsMultilingual = compared.All(s => s.IsMultilingual),
            Passages = compared.Max(s => s.Passages),
            SignificantParaphrases = significant,
            InsignificantParaphrases = insignificant,
            EValueThreshold = compared.Max(s => s.EValueThreshold),
            FalseDiscoveryRate = isMeasured ? compared.Sum(s => s.SignificantParaphrases * (s.FalseDiscoveryRate ?? 0)) / found : null,
        };
    }

    /// <summary>Models with what was scanned of them, and what they copied from the works of the report.</summary>
    public IReadOnlyList<ModelSummary> ModelsWith(ModelCopying copying)
    {
        var scanned = scans.Where(s => s.ModelsJson is not null)
            .SelectMany(s => JsonSerializer.Deserialize<ModelSummary[]>(s.ModelsJson!, Json)!)
            .GroupBy(m => m.Model, StringComparer.Ordinal)
            .ToDictionary(m => m.Key, m => m.ToArray(), StringComparer.Ordinal);
        return [.. scanned.Keys.Union(copying.Models, StringComparer.Ordinal).Select(model =>
        {
            ModelSummary[] parts = scanned.GetValueOrDefault(model) ?? [];
            ModelCopying.Counts copied = copying.Of(model);
            return new ModelSummary(
                model, parts.Sum(p => p.Outputs), copied.Outputs, parts.Sum(p => p.Words), copied.Words, copied.LongestRun)
            {
                FirstAsked = parts.Min(p => p.FirstAsked),
                LastAsked = parts.Max(p => p.LastAsked),
            };
        }).OrderByDescending(m => m.CopiedWords).ThenBy(m => m.Model, StringComparer.Ordinal)];
    }

    private static MatchSettings? SettingsOf(Scan scan)
    {
        using var document = JsonDocument.Parse(scan.SettingsJson);
        return document.RootElement.TryGetProperty("matching", out JsonElement matching) ? matching.Deserialize<MatchSettings>(Json) : null;
    }
}
