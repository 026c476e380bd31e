using System.Globalization;

namespace ProvenanceAudit.Reporting.Wording;

/// <summary>Says an E-value in words.</summary>
public static class ChanceInWords
{
    private static readonly (double Scans, string Name)[] Powers =
        [(1e12, "a trillion"), (1e9, "a billion"), (1e6, "a million"), (1e3, "a thousand")];

    /// <summary>One sentence, for a reader who knows no statistics.</summary>
    public static string Of(double eValue)
    {
        if (double.IsNaN(eValue))
            return "How often chance gives a match like this is not known.";
        if (double.IsInfinity(eValue))
            return "Chance alone may give any number of matches like this.";
        if (eValue >= 0.95)
        {
            string matches = eValue < 1.5 ? "one match" : $"{eValue.ToString("#,0", CultureInfo.InvariantCulture)} matches";
            return $"Chance alone would give about {matches} like this in a scan of this size.";
        }
        if (eValue > 1e-3)
        {
            long scans = (long)Math.Round(1 / eValue);
            string often = scans <= 1 ? "nearly every scan" : $"about one scan in {Numbers.Whole(scans)}";
            return $"Chance alone would give a match like this in {often} of this size.";
        }
        string most = Array.Find(Powers, power => eValue <= 1 / power.Scans).Name;
        return $"Chance alone would give a match like this less than once in {most} scans of this size.";
    }
}
