using System.Text;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.Works.Identifiers;

/// <summary>
/// A Digital Object Identifier (ISO 26324:2022; DOI Handbook, 2.2): a prefix <c>10.</c> with four to nine digits, which may be subdivided
/// (<c>10.1000.10</c>), a slash and a suffix. The normal form has its ASCII letters in lower case, for DOI names are the same whatever the
/// case of these; other letters stay as they are. A value made without <see cref="TryParse"/> is no DOI.
/// </summary>
public readonly partial record struct Doi
{
    private readonly string? _name;

    private Doi(string name) => _name = name;

    /// <summary>The part before the first slash, for example <c>10.1000</c>.</summary>
    public string Prefix => _name is null ? "" : _name[.._name.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>
    /// Reads a DOI after <c>doi:</c>, <c>DOI</c>, <c>info:doi/</c>, <c>urn:doi:</c> or as an address at doi.org, percent signs decoded then
    /// and query and fragment left out. Full-width letters and digits are read as ASCII.
    /// </summary>
    /// <param name="text">The name as written.</param>
    /// <param name="doi">The name, when it is one.</param>
    /// <param name="problem">One sentence that says what is wrong; null when the name is good.</param>
    public static bool TryParse(string? text, out Doi doi, out string? problem)
    {
        doi = default;
        problem = IdentifierText.Unusable(text, "DOI");
        if (problem is not null)
            return false;
        ReadOnlySpan<char> rest = Plain(text!);
        bool labelled = true;
        bool address = false;
        // Labels stand in front of addresses, and addresses of resolvers in front of labels.
        while (labelled)
        {
            labelled = false;
            if (IdentifierText.CutHost(ref rest, "doi.org", "dx.doi.org", "hdl.handle.net"))
                labelled = address = true;
            if (IdentifierText.Cut(ref rest, "info:doi/"))
                labelled = true;
            if (IdentifierText.Cut(ref rest, "urn:doi:") || IdentifierText.Cut(ref rest, "doi:") || IdentifierText.Cut(ref rest, "doi "))
            {
                rest = IdentifierText.AfterLabel(rest);
                labelled = true;
            }
        }
        if (address)
            rest = IdentifierText.WithoutQuery(rest);
        bool encoded = address || !rest.Contains('/') && rest.Contains("%2f", StringComparison.OrdinalIgnoreCase);
        string name = encoded ? Uri.UnescapeDataString(rest.ToString()) : rest.ToString();
        problem = Wrong(name, text!);
        if (problem is not null)
            return false;
        doi = new Doi(string.Create(name.Length, name, (lower, from) =>
        {
            for (int i = 0; i < from.Length; i++)
                lower[i] = char.IsAsciiLetterUpper(from[i]) ? (char)(from[i] | 0x20) : from[i];
        }));
        return true;
    }

    // Dashes are kept: unlike in a number, a dash in a suffix is a character of its own. Publishers put zero-width blanks into long names
    // so that lines may break there.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is >= '\uFF01' and <= '\uFF5E')
                plain.Append((char)(c - 0xFEE0));
            else if (!IdentifierText.IsInvisible(c))
                plain.Append(c);
        }
        return plain.ToString().Trim();
    }

    private static string? Wrong(string name, string written)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        string? reason = null;
        if (!name.StartsWith("10.", StringComparison.Ordinal))
            reason = "a DOI starts with 10.";
        else if (slash < 0)
            reason = "the slash between prefix and suffix is missing";
        else if (!PrefixForm().IsMatch(name.AsSpan(0, slash)))
            reason = "the prefix before the slash is 10. with four to nine digits, perhaps subdivided by further stops and digits";
        else if (slash + 1 == name.Length)
            reason = "nothing follows the slash";
        else if (HasUnprintable(name))
            reason = "it has blanks or characters that cannot be printed";
        return reason is null ? null : $"{IdentifierText.Quote(written)} is not a DOI: {reason}";
    }

    private static bool HasUnprintable(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsWhiteSpace(name[i]) || char.IsControl(name[i]))
                return true;
            if (char.IsSurrogate(name[i]))
            {
                if (!char.IsSurrogatePair(name, i))
                    return true;
                i++;
            }
        }
        return false;
    }

    /// <summary>The DOI name in normal form, without <c>doi:</c> and without address.</summary>
    public override string ToString() => _name ?? "";

    [GeneratedRegex(@"\A10\.[0-9]{4,9}(?:\.[0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrefixForm();
}
