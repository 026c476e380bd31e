using System.Globalization;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.Works.Identifiers;

/// <summary>
/// An International Standard Book Number (ISO 2108:2017), of 13 digits or of the 10 that were given until 2007. Both forms of one book are
/// equal; the normal form is the 13 digits without hyphens. A value made without <see cref="TryParse"/> is no ISBN.
/// </summary>
public readonly partial record struct Isbn
{
    // The 12 digits before the check digit.
    private readonly long _body;

    private Isbn(ReadOnlySpan<char> body) => _body = long.Parse(body, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads an ISBN with hyphens, dashes of any kind, blanks or none, full-width or other digits, after <c>ISBN</c>, <c>ISBN-13:</c>,
    /// <c>urn:isbn:</c> and the like, with a remark in brackets behind it as library records have it.
    /// </summary>
    /// <param name="text">The number as written.</param>
    /// <param name="isbn">The number, when it is one.</param>
    /// <param name="problem">One sentence that says what is wrong; null when the number is good.</param>
    public static bool TryParse(string? text, out Isbn isbn, out string? problem)
    {
        isbn = default;
        problem = IdentifierText.Unusable(text, "ISBN");
        if (problem is not null)
            return false;
        string folded = IdentifierText.Fold(text!);
        folded = folded[Label().Match(folded).Length..];
        int remark = folded.IndexOfAny(['(', '[']);
        if (remark > 0)
            folded = folded[..remark];
        string digits = IdentifierText.Compact(folded);
        if (!CheckDigits.AreDigits(digits, lastMayBeX: digits.Length == 10))
        {
            problem = $"{IdentifierText.Quote(text!)} is not an ISBN: it has characters other than digits, blanks and hyphens";
            return false;
        }
        if (digits.Length == 10)
            return TryParse10(digits, out isbn, out problem);
        if (digits.Length == 13)
            return TryParse13(digits, out isbn, out problem);
        problem = $"{IdentifierText.Quote(text!)} is not an ISBN: it has {digits.Length.ToString(CultureInfo.InvariantCulture)} digits instead of 10 or 13"
            + (digits.Length == 9 ? ", and a number of nine digits from before 1970 becomes an ISBN with a 0 in front" : "");
        return false;
    }

    private static bool TryParse10(string digits, out Isbn isbn, out string? problem)
    {
        isbn = default;
        problem = null;
        char expected = CheckDigits.Modulus11(digits.AsSpan(0, 9));
        if (char.ToUpperInvariant(digits[9]) != expected)
        {
            problem = $"the check digit of ISBN {digits} should be {expected}";
            return false;
        }
        isbn = new Isbn($"978{digits.AsSpan(0, 9)}");
        return true;
    }

    private static bool TryParse13(string digits, out Isbn isbn, out string? problem)
    {
        isbn = default;
        problem = null;
        char expected = CheckDigits.Modulus10(digits.AsSpan(0, 12));
        if (!digits.StartsWith("978", StringComparison.Ordinal) && !digits.StartsWith("979", StringComparison.Ordinal))
            problem = $"ISBN {digits} should start with 978 or 979";
        else if (digits.StartsWith("9790", StringComparison.Ordinal))
            problem = $"{digits} is not an ISBN: numbers that start with 979-0 are those of printed music (ISMN)";
        else if (digits[12] != expected)
            problem = $"the check digit of ISBN {digits} should be {expected}";
        else
            isbn = new Isbn(digits.AsSpan(0, 12));
        return problem is null;
    }

    /// <summary>The 13 digits without hyphens.</summary>
    public override string ToString()
    {
        string body = _body.ToString("D12", CultureInfo.InvariantCulture);
        return body + CheckDigits.Modulus10(body);
    }

    /// <summary>The form of 10 digits, the last one perhaps <c>X</c>; null for an ISBN that does not start with 978, which has none.</summary>
    public string? ToIsbn10()
    {
        string body = _body.ToString("D12", CultureInfo.InvariantCulture);
        return body.StartsWith("978", StringComparison.Ordinal) ? body[3..] + CheckDigits.Modulus11(body.AsSpan(3)) : null;
    }

    // "ISBN-13: 978…", but not the 10 of "ISBN 10-123…": a number of digits is part of the label only before a blank or a colon.
    [GeneratedRegex(@"^(?:urn:)?(?:[ep]-?)?(?:isbn(?:[- ]?1[03](?=[ :]))?[ :.#=]*|(?:gtin|ean)(?:-?13)?[ :.#=]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
