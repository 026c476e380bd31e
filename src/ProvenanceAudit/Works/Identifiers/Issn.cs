using System.Globalization;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.Works.Identifiers;

/// <summary>
/// An International Standard Serial Number (ISO 3297:2022), of a journal, newspaper or series in one medium, or its linking number ISSN-L,
/// which has the same form. The normal form is <c>1234-567X</c>. A value made without <see cref="TryParse"/> is no ISSN.
/// </summary>
public readonly partial record struct Issn
{
    // The 7 digits before the check digit.
    private readonly int _body;

    private Issn(int body) => _body = body;

    /// <summary>
    /// Reads an ISSN with a hyphen, a dash of any kind, a blank or nothing in the middle, after <c>ISSN</c>, <c>e-ISSN</c>, <c>ISSN-L</c>,
    /// <c>urn:issn:</c> or <c>https://portal.issn.org/resource/ISSN/</c>, with a remark in brackets behind it.
    /// </summary>
    /// <param name="text">The number as written.</param>
    /// <param name="issn">The number, when it is one.</param>
    /// <param name="problem">One sentence that says what is wrong; null when the number is good.</param>
    public static bool TryParse(string? text, out Issn issn, out string? problem)
    {
        issn = default;
        problem = IdentifierText.Unusable(text, "ISSN");
        if (problem is not null)
            return false;
        ReadOnlySpan<char> rest = IdentifierText.Fold(text!);
        if (IdentifierText.CutHost(ref rest, "portal.issn.org", "issn.org", "urn.issn.org"))
        {
            IdentifierText.Cut(ref rest, "resource/");
            IdentifierText.Cut(ref rest, "issn-l/");
            IdentifierText.Cut(ref rest, "issn/");
            rest = IdentifierText.WithoutQuery(rest);
        }
        foreach (ValueMatch label in Label().EnumerateMatches(rest))
            rest = rest[label.Length..];
        int remark = rest.IndexOfAny('(', '[');
        if (remark > 0)
            rest = rest[..remark];
        string digits = IdentifierText.Compact(rest);
        if (digits.Length != 8 || !CheckDigits.AreDigits(digits, lastMayBeX: true))
        {
            problem = $"{IdentifierText.Quote(text!)} is not an ISSN: an ISSN has 8 digits, the last one perhaps X";
            return false;
        }
        char expected = CheckDigits.Modulus11(digits.AsSpan(0, 7));
        if (char.ToUpperInvariant(digits[7]) != expected)
        {
            problem = $"the check digit of ISSN {digits.AsSpan(0, 4)}-{digits.AsSpan(4)} should be {expected}";
            return false;
        }
        issn = new Issn(int.Parse(digits.AsSpan(0, 7), NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The form <c>1234-567X</c>.</summary>
    public override string ToString()
    {
        string body = _body.ToString("D7", CultureInfo.InvariantCulture);
        return $"{body.AsSpan(0, 4)}-{body.AsSpan(4)}{CheckDigits.Modulus11(body)}";
    }

    [GeneratedRegex(@"^(?:urn:)?(?:[epl]-?)?issn(?:-?l(?![a-z]))?[ :.#=]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
