namespace ProvenanceAudit.Works.Identifiers;

/// <summary>
/// Check digits of the identifiers of works. Every method takes the digits before the check digit, ASCII <c>0</c> to <c>9</c> only,
/// and returns the check digit as it is printed.
/// </summary>
internal static class CheckDigits
{
    /// <summary>
    /// Modulus 11 with weights that fall to 2 at the last digit before the check digit, as ISBN-10 (ISO 2108:1992) and ISSN (ISO 3297)
    /// have it. Any one wrong digit and any two digits exchanged are found. <c>X</c> stands for ten.
    /// </summary>
    internal static char Modulus11(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
            sum += (digits.Length + 1 - i) * (digits[i] - '0');
        int check = (11 - sum % 11) % 11;
        return check == 10 ? 'X' : (char)('0' + check);
    }

    /// <summary>
    /// Modulus 10 with weights 1 and 3 in turn, 3 at the last digit before the check digit, as GTIN-13 and ISBN-13 (GS1 General
    /// Specifications; ISO 2108:2017) have it. Any one wrong digit is found; neighbours exchanged are found unless they differ by 5.
    /// </summary>
    internal static char Modulus10(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
            sum += ((digits.Length - i) % 2 == 1 ? 3 : 1) * (digits[i] - '0');
        return (char)('0' + (10 - sum % 10) % 10);
    }

    /// <summary>
    /// ISO/IEC 7064 MOD 11-2, as ISNI (ISO 27729) and ORCID have it. Any one wrong digit and any two neighbours exchanged are found.
    /// <c>X</c> stands for ten.
    /// </summary>
    internal static char Modulus11Radix2(ReadOnlySpan<char> digits)
    {
        int total = 0;
        foreach (char digit in digits)
            total = (total + digit - '0') * 2 % 11;
        int check = (12 - total) % 11;
        return check == 10 ? 'X' : (char)('0' + check);
    }

    /// <summary>Whether all characters are digits, the last one perhaps <c>X</c> or <c>x</c>.</summary>
    internal static bool AreDigits(ReadOnlySpan<char> text, bool lastMayBeX)
    {
        if (text.IsEmpty)
            return false;
        if (lastMayBeX && text[^1] is 'X' or 'x')
            text = text[..^1];
        return !text.ContainsAnyExceptInRange('0', '9');
    }
}
