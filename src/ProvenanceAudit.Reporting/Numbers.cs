using System.Globalization;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting;

/// <summary>Numbers, dates and places as reports show them: English, whatever the machine is set to.</summary>
public static class Numbers
{
    private const string Unknown = "not known";
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A whole number, as in 1,234.</summary>
    public static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number and what it counts, kept on one line.</summary>
    public static string Count(long number, string one, string many) => $"{Whole(number)}\u00A0{(number == 1 ? one : many)}";

    /// <summary>A share of 0 to 1 in percent; one that is not whole is never rounded to 0% or 100%.</summary>
    public static string Percent(double share) => share switch
    {
        double.NaN => Unknown,
        > 0 and < 0.0001 => "<\u00A00.01%",
        > 0.999 and < 1 => ">\u00A099.9%",
        < 0.1 => (100 * share).ToString("0.##'%'", CultureInfo.InvariantCulture),
        _ => (100 * share).ToString("0.#'%'", CultureInfo.InvariantCulture),
    };

    /// <summary>A part of a whole in percent.</summary>
    public static string Percent(long part, long whole) => Percent(Share(part, whole));

    /// <summary>A part of a whole, 0 to 1; 0 of nothing.</summary>
    public static double Share(long part, long whole) => whole > 0 ? (double)part / whole : 0;

    /// <summary>An E-value: two digits, with a power of ten where it is small or large.</summary>
    public static string EValue(double value)
    {
        if (double.IsNaN(value))
            return Unknown;
        if (double.IsInfinity(value))
            return "∞";
        // What is too small for the machine's numbers is small, not nothing.
        if (value <= 1e-300)
            return "<\u00A010⁻³⁰⁰";
        if (value is >= 0.001 and < 10_000)
            return value.ToString(value < 1 ? "0.0###" : "#,0.#", CultureInfo.InvariantCulture);
        string[] parts = value.ToString("0.0E+0", CultureInfo.InvariantCulture).Split('E');
        int exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        string digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        digits = string.Concat(digits.Select(digit => Superscripts[digit - '0']));
        return $"{parts[0]}\u00A0×\u00A010{(exponent < 0 ? "⁻" : "")}{digits}";
    }

    /// <summary>A moment, in universal time.</summary>
    public static string Time(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A moment for programs, as in the attribute <c>datetime</c>.</summary>
    public static string MachineTime(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A span of a text: its first offset and the one past its last.</summary>
    public static string Place(TextSpan span) => $"{Whole(span.Start)}\u2013{Whole(span.End)}";

    /// <summary>A number for a style or a picture, at most two digits after the point.</summary>
    public static string Plain(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A share that can be drawn: within 0 to 1, nothing when it is not known.</summary>
    public static double Drawable(double share) => double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
}
