using System.Globalization;

namespace ProvenanceAudit.App.Rights;

/// <summary>The moment for which rights are asked, as people write it.</summary>
internal static class RightsMoment
{
    /// <summary>Reads a day, which stands for its end, so that what was seen in it counts; or a time in ISO 8601, UTC without an offset.</summary>
    /// <returns>Null when it is neither.</returns>
    public static DateTimeOffset? Read(string text)
    {
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out DateTimeOffset at) ? at : null;
    }
}
