using System.Text.RegularExpressions;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>
/// Tells browsers and screen readers the language of a passage, when the catalog states one that can be a language tag.
/// </summary>
internal readonly partial struct LanguageAttribute
{
    /// <summary>Takes the language of a work as the catalog states it.</summary>
    public LanguageAttribute(string? stated) => Tag = stated is not null && LanguageTag().IsMatch(stated) ? stated : null;

    /// <summary>A well-formed tag; null when none was stated, or what was stated is none.</summary>
    public string? Tag { get; }

    // RFC 5646, section 2.1: subtags of letters and digits, at most eight each, the first of letters only. 35 holds every
    // registered form.
    [GeneratedRegex(@"^(?=.{2,35}\z)[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
