using System.Globalization;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>Dates of publication as files write them.</summary>
internal static class WorkDate
{
    /// <summary>
    /// A date as <see cref="Works.Work.Published"/> has it: the year, month and day that an ISO 8601 date or time begins with, or that are
    /// written together (<c>20120501</c>); null where it is none.
    /// </summary>
    public static string? Of(string? text)
    {
        string date = text?.Trim() ?? "";
        int time = date.AsSpan().IndexOfAny('T', ' ');
        if (time >= 4)
            date = date[..time];
        if (date.Length == 8 && date.All(char.IsAsciiDigit))
            date = $"{date[..4]}-{date[4..6]}-{date[6..]}";
        if (!DateOnly.TryParseExact(date, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            return null;
        // Year 1 is what some software writes for none.
        return day.Year > 1 ? date : null;
    }

    /// <summary>A date of numbers, as much of it as is there; null where the year is none, and without a month or day that cannot be.</summary>
    /// <param name="year">Four digits.</param>
    /// <param name="month">1 to 12, with a leading zero or without.</param>
    /// <param name="day">1 to 31, likewise.</param>
    public static string? Of(string? year, string? month, string? day)
    {
        if (Of(year) is not { Length: 4 } date)
            return null;
        if (!int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out int m) || m is < 1 or > 12)
            return date;
        date = string.Create(CultureInfo.InvariantCulture, $"{date}-{m:00}");
        return int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out int d)
            && Of(string.Create(CultureInfo.InvariantCulture, $"{date}-{d:00}")) is { } whole ? whole : date;
    }
}
