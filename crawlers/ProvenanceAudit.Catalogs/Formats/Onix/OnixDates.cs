using System.Globalization;
using System.Xml.Linq;

namespace ProvenanceAudit.Catalogs.Formats.Onix;

/// <summary>Dates of ONIX (code list 55) as ISO 8601, with as much as is known.</summary>
internal static class OnixDates
{
    /// <summary>Reads a date.</summary>
    /// <param name="text">As written.</param>
    /// <param name="format">
    /// Code of list 55; where it is null, the length of the text tells it. Of spreads of dates the beginning is taken, of weeks, quarters and
    /// seasons the year.
    /// </param>
    /// <returns>A year, a month or a day; null where it is none, or of a calendar that is not the common one.</returns>
    public static string? Read(string? text, string? format)
    {
        if (text is null)
            return null;
        string digits = text.Trim().Replace("-", "", StringComparison.Ordinal);
        // Times are told apart by the letter before them.
        int time = digits.IndexOf('T', StringComparison.Ordinal);
        if (time > 0)
            digits = digits[..time];
        int? length = format switch
        {
            null => digits.Length,
            "00" or "06" or "13" or "14" => 8,
            "01" or "07" => 6,
            "02" or "03" or "04" or "05" or "08" or "09" or "10" or "11" => 4,
            _ => null,
        };
        if (length is null || digits.Length < length)
            return null;
        string date = digits[..length.Value];
        return date.Length switch
        {
            4 when Is(date, "yyyy") => date,
            6 when Is(date, "yyyyMM") => $"{date[..4]}-{date[4..]}",
            // Days that are not known are written as zeros by some.
            6 when Is(date[..4], "yyyy") && date[4..] == "00" => date[..4],
            8 when Is(date, "yyyyMMdd") => $"{date[..4]}-{date[4..6]}-{date[6..]}",
            8 when date[6..] == "00" => Read(date[..6], null),
            _ => null,
        };
    }

    /// <summary>Reads the date of an element that holds one, with its format in an attribute (3.0.2 and later) or in an element.</summary>
    public static string? Read(XElement holder, string name)
    {
        XElement? date = holder.One(name);
        string? format = date?.Attribute("dateformat")?.Value ?? holder.Words("DateFormat");
        return date is null ? null : Read(OnixTags.WordsOf(date), format);
    }

    private static bool Is(string date, string format) =>
        DateOnly.TryParseExact(date, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
