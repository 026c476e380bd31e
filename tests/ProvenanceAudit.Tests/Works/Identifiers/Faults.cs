namespace ProvenanceAudit.Tests.Works.Identifiers;

/// <summary>The slips of a typist, for tests of check digits.</summary>
internal static class Faults
{
    /// <summary>The text with every digit in turn replaced by every other digit, a last X too.</summary>
    internal static IEnumerable<string> OneWrongDigit(string digits)
    {
        for (int i = 0; i < digits.Length; i++)
        {
            if (!char.IsAsciiDigit(digits[i]) && i < digits.Length - 1)
                continue;
            foreach (char other in "0123456789")
            {
                if (other != digits[i])
                    yield return digits[..i] + other + digits[(i + 1)..];
            }
        }
    }

    /// <summary>The text with each two unlike neighbours among its digits exchanged.</summary>
    internal static IEnumerable<string> TwoExchanged(string digits)
    {
        for (int i = 0; i + 1 < digits.Length; i++)
        {
            if (digits[i] != digits[i + 1] && char.IsAsciiDigit(digits[i]) && char.IsAsciiDigit(digits[i + 1]))
                yield return digits[..i] + digits[i + 1] + digits[i] + digits[(i + 2)..];
        }
    }
}
