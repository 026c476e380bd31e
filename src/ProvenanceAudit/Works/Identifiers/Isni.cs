using System.Globalization;

namespace ProvenanceAudit.Works.Identifiers;

/// <summary>
/// An International Standard Name Identifier (ISO 27729:2012) of a person or organisation that made something. The normal form is the
/// 16 digits without blanks, the last one perhaps <c>X</c>. A value made without <see cref="TryParse"/> is no ISNI.
/// </summary>
public readonly record struct Isni
{
    // The 15 digits before the check digit.
    private readonly long _body;

    private Isni(long body) => _body = body;

    /// <summary>Whether the number lies in the blocks that ISNI set aside for ORCID, and so is an <see cref="Orcid"/>.</summary>
    public bool IsOrcid => _body is (>= 1_5000_000 and <= 3_5000_000) or (>= 9_0000_0000_000 and <= 9_0010_0000_000);

    /// <summary>
    /// Reads an ISNI with blanks, hyphens or none, after <c>ISNI</c>, <c>urn:isni:</c>, <c>https://isni.org/isni/</c> or
    /// <c>https://isni.org/page/</c>.
    /// </summary>
    /// <param name="text">The number as written.</param>
    /// <param name="isni">The number, when it is one.</param>
    /// <param name="problem">One sentence that says what is wrong; null when the number is good.</param>
    public static bool TryParse(string? text, out Isni isni, out string? problem)
    {
        isni = default;
        problem = IdentifierText.Unusable(text, "ISNI");
        if (problem is not null)
            return false;
        ReadOnlySpan<char> rest = IdentifierText.Fold(text!);
        if (IdentifierText.CutHost(ref rest, "isni.org", "isni-url.oclc.nl"))
        {
            if (!IdentifierText.Cut(ref rest, "isni/"))
                IdentifierText.Cut(ref rest, "page/");
            rest = IdentifierText.WithoutQuery(rest).TrimEnd('/');
        }
        IdentifierText.Cut(ref rest, "urn:");
        if (IdentifierText.Cut(ref rest, "isni"))
            rest = IdentifierText.AfterLabel(rest);
        return TryParseDigits(rest, text!, "ISNI", out isni, out problem);
    }

    /// <summary>Reads the 16 digits that are left when labels are off.</summary>
    internal static bool TryParseDigits(ReadOnlySpan<char> folded, string written, string name, out Isni isni, out string? problem)
    {
        isni = default;
        problem = null;
        string digits = IdentifierText.Compact(folded);
        if (digits.Length != 16 || !CheckDigits.AreDigits(digits, lastMayBeX: true))
        {
            problem = $"{IdentifierText.Quote(written)} is not an {name}: an {name} has 16 digits, the last one perhaps X";
            return false;
        }
        char expected = CheckDigits.Modulus11Radix2(digits.AsSpan(0, 15));
        if (char.ToUpperInvariant(digits[15]) != expected)
        {
            problem = $"the check digit of {name} {Grouped(digits)} should be {expected}";
            return false;
        }
        isni = new Isni(long.Parse(digits.AsSpan(0, 15), NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The 16 digits in groups of four.</summary>
    internal static string Grouped(string digits) =>
        $"{digits.AsSpan(0, 4)}-{digits.AsSpan(4, 4)}-{digits.AsSpan(8, 4)}-{digits.AsSpan(12)}";

    /// <summary>The 16 digits without blanks.</summary>
    public override string ToString()
    {
        string body = _body.ToString("D15", CultureInfo.InvariantCulture);
        return body + CheckDigits.Modulus11Radix2(body);
    }
}
