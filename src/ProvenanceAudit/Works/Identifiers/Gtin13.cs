using System.Globalization;

namespace ProvenanceAudit.Works.Identifiers;

/// <summary>
/// A GTIN-13, the number under the bar code of a product, formerly EAN-13 (GS1 General Specifications). Numbers that start with 978 or
/// 979 are those of books and printed music. The normal form is the 13 digits. A value made without <see cref="TryParse"/> is no GTIN.
/// </summary>
public readonly record struct Gtin13
{
    private readonly long _digits;

    private Gtin13(long digits) => _digits = digits;

    /// <summary>The check digit that belongs to the first 12 digits.</summary>
    /// <param name="digits">12 ASCII digits.</param>
    /// <exception cref="ArgumentException">Not 12 digits.</exception>
    public static char CheckDigit(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 12 || !CheckDigits.AreDigits(digits, lastMayBeX: false))
            throw new ArgumentException("12 digits are needed", nameof(digits));
        return CheckDigits.Modulus10(digits);
    }

    /// <summary>Reads a GTIN-13 with or without blanks and hyphens, with or without a label such as <c>EAN</c> in front.</summary>
    /// <param name="text">The number as written.</param>
    /// <param name="gtin">The number, when it is one.</param>
    /// <param name="problem">One sentence that says what is wrong; null when the number is good.</param>
    public static bool TryParse(string? text, out Gtin13 gtin, out string? problem)
    {
        gtin = default;
        problem = IdentifierText.Unusable(text, "GTIN-13");
        if (problem is not null)
            return false;
        ReadOnlySpan<char> rest = IdentifierText.Fold(text!);
        foreach (string label in (ReadOnlySpan<string>)["gtin-13", "gtin13", "gtin", "ean-13", "ean13", "ean"])
        {
            if (IdentifierText.Cut(ref rest, label))
                break;
        }
        string digits = IdentifierText.Compact(IdentifierText.AfterLabel(rest));
        if (digits.Length != 13 || !CheckDigits.AreDigits(digits, lastMayBeX: false))
        {
            problem = $"{IdentifierText.Quote(text!)} is not a GTIN-13: it has 13 digits and nothing else but blanks and hyphens";
            return false;
        }
        char expected = CheckDigits.Modulus10(digits.AsSpan(0, 12));
        if (digits[12] != expected)
        {
            problem = $"the check digit of GTIN-13 {digits} should be {expected}";
            return false;
        }
        gtin = new Gtin13(long.Parse(digits, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The 13 digits.</summary>
    public override string ToString() => _digits.ToString("D13", CultureInfo.InvariantCulture);
}
