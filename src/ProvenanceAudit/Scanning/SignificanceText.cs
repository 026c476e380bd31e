using System.Globalization;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Scanning;

/// <summary>Tells in plain words how chance was accounted for.</summary>
internal static class SignificanceText
{
    /// <summary>Sums up the significance of a scan.</summary>
    public static SignificanceSummary Summary(ChanceModel chance, double threshold, long significant, long insignificant)
    {
        // The E-value at the threshold is what decoys give there, by its definition.
        double? decoys = chance.Observed > 0 ? threshold : null;
        double? rate = chance.Observed > 0 && significant > 0 ? Math.Min(1, threshold / significant) : null;
        return new SignificanceSummary(Method(chance, threshold), significant, insignificant, threshold, decoys, rate);
    }

    private static string Method(ChanceModel chance, double threshold)
    {
        string measured = chance.Observed > 0
            ? string.Create(CultureInfo.InvariantCulture,
                $"How often chance gives a match of a score was measured on decoys: {chance.ObservedWords:N0} words of the catalog itself, each passage ")
                + string.Create(CultureInfo.InvariantCulture, $"compared with all works but its own, which gave {chance.Observed:N0} matches that independent writers share. ")
            : "The catalog is too small to measure how often chance gives a match, so rates measured on English novels were taken. ";
        string significant = threshold > 0
            ? string.Create(CultureInfo.InvariantCulture, $"Matches up to an E-value of {threshold:G3} are significant: the largest at which the false discovery rate holds.")
            : "No match is significant at the false discovery rate asked for.";
        return "Each match has a score: what its identical words tell, in bits, given how predictable each is after the words before it in a language model of the "
            + "catalog, less what its edits hide. Idioms and set phrases are made of predictable words and score low. " + measured
            + "The E-value of a match is the number of matches of at least its score that chance would give in the whole scan; beside a long copy from the same work, "
            + "only that work counts as searched. " + significant;
    }
}
