using System.Globalization;

namespace ProvenanceAudit.App.Pages;

/// <summary>Amounts as pages show them.</summary>
internal static class Amounts
{
    /// <summary>A size: <c>12.3 MB</c>, in powers of 1,000.</summary>
    public static string OfBytes(double bytes) => bytes switch
    {
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:N1} kB"),
        < 1e9 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:N2} GB"),
    };

    /// <summary>Some units: <c>1,234 outputs</c>; bytes as a size.</summary>
    public static string Of(double count, string unit) =>
        unit == "bytes" ? OfBytes(count) : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}");

    /// <summary>A length of time, roughly: <c>40 seconds</c>, <c>12 minutes</c>, <c>3.5 hours</c>.</summary>
    public static string OfTime(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1.5 } => "a second",
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:N0} seconds"),
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:N0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:N1} hours"),
    };
}
