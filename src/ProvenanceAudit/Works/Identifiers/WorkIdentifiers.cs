using System.Text.RegularExpressions;

namespace ProvenanceAudit.Works.Identifiers;

/// <summary>The one way from identifiers as catalogs write them to identifiers that may be compared.</summary>
public static partial class WorkIdentifiers
{
    /// <summary>
    /// Brings an identifier into the normal form of its scheme. Scheme names are taken as catalogs write them, for example <c>ISBN-13</c>,
    /// <c>eissn</c>, <c>EAN</c> or <c>ORCID iD</c>. A GTIN-13 that starts with 978 or 979 is an ISBN, with 979-0 an ISMN; an ISNI stated as
    /// ORCID stays as written, with the problem told. Schemes not known here keep their value, their name in lower case.
    /// </summary>
    /// <param name="scheme">Name of the scheme.</param>
    /// <param name="value">The identifier as written.</param>
    public static WorkIdentifier Normalise(string scheme, string value)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(value);
        string asWritten = value.Trim();
        string? problem;
        switch (Letters(scheme))
        {
            case "isbn" or "isbn10" or "isbn13" or "eisbn" or "pisbn" or "urnisbn":
                return Isbn.TryParse(value, out Isbn isbn, out problem)
                    ? new("isbn", isbn.ToString(), null) : new("isbn", asWritten, problem);
            case "issn" or "eissn" or "pissn" or "issnl" or "lissn" or "issnonline" or "issnprint" or "issnelectronic" or "onlineissn"
                or "printissn" or "electronicissn" or "urnissn":
                return Issn.TryParse(value, out Issn issn, out problem)
                    ? new("issn", issn.ToString(), null) : new("issn", asWritten, problem);
            case "doi" or "doiname" or "urndoi" or "infodoi":
                return Doi.TryParse(value, out Doi doi, out problem)
                    ? new("doi", doi.ToString(), null) : new("doi", asWritten, problem);
            case "isni" or "urnisni":
                return Isni.TryParse(value, out Isni isni, out problem)
                    ? new("isni", isni.ToString(), null) : new("isni", asWritten, problem);
            case "orcid" or "orcidid":
                return Orcid.TryParse(value, out Orcid orcid, out problem)
                    ? new("orcid", orcid.ToString(), null) : new("orcid", asWritten, problem);
            case "ean" or "ean13" or "gtin" or "gtin13":
                return OfGtin(value, asWritten);
            default:
                return new(scheme.Trim().ToLowerInvariant(), asWritten, null);
        }
    }

    /// <summary>
    /// Recognises an identifier that stands alone, as in the <c>dc:identifier</c> of an EPUB: one with a label or address
    /// (<c>urn:isbn:</c>, <c>doi:</c>, <c>https://orcid.org/</c>, <c>urn:uuid:</c> …), a DOI, an ISBN of 13 digits, an ISBN of 10 digits
    /// in its four groups, or an ORCID iD in its four groups. Bare numbers are taken for what they look like only when their check digit
    /// agrees; a number that may be many things, such as an ISSN without label, is not guessed.
    /// </summary>
    /// <param name="text">The identifier as written.</param>
    /// <returns>The identifier, with its problem when the label says what it is but its number is faulty; null when nothing was recognised.</returns>
    public static WorkIdentifier? Guess(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IdentifierText.Unusable(text, "identifier") is not null)
            return null;
        string folded = IdentifierText.Fold(text);
        Match label = Label().Match(folded);
        if (label.Success)
            return Normalise(Named(label), text);
        if (Uuid().IsMatch(folded) && Guid.TryParse(folded[^36..], out Guid uuid))
            return new("uuid", uuid.ToString("D"), null);
        if (Thirteen().IsMatch(folded) && OfGtin(text, text.Trim()) is { Problem: null } gtin)
            return gtin;
        if (Ten().IsMatch(folded) && Normalise("isbn", text) is { Problem: null } isbn)
            return isbn;
        return FourGroups().IsMatch(folded) && Normalise("orcid", text) is { Problem: null } orcid ? orcid : null;
    }

    private static WorkIdentifier OfGtin(string value, string asWritten)
    {
        if (!Gtin13.TryParse(value, out Gtin13 gtin, out string? problem))
        {
            // Bar codes of books are numbers of books, though one may stand there in its old form.
            return Isbn.TryParse(value, out Isbn old, out _) ? new("isbn", old.ToString(), null) : new("gtin-13", asWritten, problem);
        }
        string digits = gtin.ToString();
        if (digits.StartsWith("9790", StringComparison.Ordinal))
            return new("ismn", digits, null);
        return Isbn.TryParse(digits, out _, out _) ? new("isbn", digits, null) : new("gtin-13", digits, null);
    }

    private static string Named(Match label)
    {
        for (int i = 1; i < label.Groups.Count; i++)
        {
            if (label.Groups[i].Success)
                return label.Groups[i].Name;
        }
        return "";
    }

    private static string Letters(string scheme)
    {
        string folded = IdentifierText.Fold(scheme[..Math.Min(scheme.Length, IdentifierText.Longest)]);
        return string.Concat(folded.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
    }

    [GeneratedRegex("""
        ^(?:urn:|info:|https?://|www\.)*
        (?:
            (?<isbn>(?:[ep]-?)?isbn(?![a-z]))
          | (?<issn>(?:[epl]-?)?issn(?:-?l)?(?![a-z])|portal\.issn\.org/|urn\.issn\.org/)
          | (?<doi>doi[:\x20]|doi/10\.|(?:dx\.)?doi\.org/|10\.[0-9]{4,9}(?:\.[0-9]+)*/|hdl\.handle\.net/10\.[0-9]{4,9}/)
          | (?<isni>isni(?![a-z])(?!\.)|isni\.org/)
          | (?<orcid>orcid(?![a-z])(?!\.)|orcid\.org/)
          | (?<gtin>(?:ean|gtin)(?:-?13)?[\x20:])
        )
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:urn:)?(?:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^97[89](?:[ -]?[0-9]){10}$", RegexOptions.CultureInvariant)]
    private static partial Regex Thirteen();

    [GeneratedRegex(@"^(?=.{13}$)[0-9]+([ -])[0-9]+\1[0-9]+\1[0-9Xx]$", RegexOptions.CultureInvariant)]
    private static partial Regex Ten();

    [GeneratedRegex(@"^(?:[0-9]{4}-){3}[0-9]{3}[0-9Xx]$", RegexOptions.CultureInvariant)]
    private static partial Regex FourGroups();
}
