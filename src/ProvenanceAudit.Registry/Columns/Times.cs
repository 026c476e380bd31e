using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProvenanceAudit.Registry;

/// <summary>Times in PostgreSQL: <c>timestamp with time zone</c>, which takes UTC and microseconds.</summary>
internal sealed class UtcTime : ValueConverter<DateTimeOffset, DateTimeOffset>
{
    public UtcTime() : base(time => Of(time), time => time) { }

    public static DateTimeOffset Of(DateTimeOffset time)
    {
        DateTimeOffset utc = time.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}

/// <summary>
/// Times in SQLite, which has no type for them: ISO 8601 in UTC, always to the microsecond, so that the order of the texts is the
/// order of the times.
/// </summary>
internal sealed class UtcText : ValueConverter<DateTimeOffset, string>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public UtcText() : base(time => Write(time), text => Read(text)) { }

    public static string Write(DateTimeOffset time) => time.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
