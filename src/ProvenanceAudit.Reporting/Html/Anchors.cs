using System.Globalization;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>Addresses inside the page, made of places in the report alone; ids of works and outputs may hold anything.</summary>
internal static class Anchors
{
    /// <summary>Of the section on a work.</summary>
    /// <param name="finding">Place of its finding in the report, from 0.</param>
    public static string OfWork(int finding) => string.Create(CultureInfo.InvariantCulture, $"work-{finding + 1}");

    /// <summary>Of a match in such a section.</summary>
    /// <param name="finding">Place of the finding in the report, from 0.</param>
    /// <param name="match">Place of the match in the finding, from 0.</param>
    public static string OfMatch(int finding, int match) =>
        string.Create(CultureInfo.InvariantCulture, $"work-{finding + 1}-match-{match + 1}");
}
