using System.Text;
using ProvenanceAudit.Catalogs.Iscc;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>The words by which a work is found again: see <see cref="WorkKey"/>.</summary>
internal static class WorkKeys
{
    /// <summary>Schemes of identifiers that belong to one work or one edition of it, never to many.</summary>
    private static readonly HashSet<string> Strong = ["isbn", "doi", "uuid", "urn", "pmid", "pmcid", "guid", "istc", "handle"];

    private const int ShortestText = 500;

    private static readonly HashSet<string> RelationsOfEditions =
        [WorkRelationKinds.EditionOf, WorkRelationKinds.OtherFormat, WorkRelationKinds.Replaces, WorkRelationKinds.ReplacedBy];

    /// <summary>Keys of the work's own identifiers.</summary>
    public static IReadOnlyList<string> Own(Work work) =>
        [.. work.Identifiers.Where(i => Strong.Contains(i.Key)).Select(i => Bounded($"{i.Key}:{i.Value}")).Order(StringComparer.Ordinal)];

    /// <summary>Keys of the identifiers of works that this is an edition of, or another form of.</summary>
    public static IReadOnlyList<string> Related(Work work) =>
        [.. work.Relations.Where(r => RelationsOfEditions.Contains(r.Kind)).Select(r => Bounded($"related:{r.Scheme}:{r.Value}")).Distinct()];

    /// <summary>
    /// Key of title and first contributor; null where they are too little to tell works apart. Works with an identifier that editions do
    /// not share, such as articles and news, have none: their titles recur.
    /// </summary>
    public static string? Title(Work work)
    {
        if (work.Contributors.Count == 0 || (work.Identifiers.Keys.Any(Strong.Contains) && !work.Identifiers.ContainsKey("isbn") && !work.Identifiers.ContainsKey("uuid")))
            return null;
        string title = string.Join(' ', WordsOf(MainTitle(work.Title)));
        // Names are written both ways round.
        string name = string.Join(' ', WordsOf(work.Contributors[0]).Order(StringComparer.Ordinal));
        return title.Length < 4 || name.Length < 3 ? null : Bounded($"title:{title}|{name}");
    }

    /// <summary>Key under which a record is known that describes a work of another id, or brings its text.</summary>
    public static string Alias(Guid catalogId, string recordId) => Bounded($"record:{catalogId:N}:{recordId}");

    /// <summary>Whether a key is that of <see cref="Alias"/>.</summary>
    public static bool IsAlias(string key) => key.StartsWith("record:", StringComparison.Ordinal);

    /// <summary>Keys of a text code, of which two texts that are nearly the same have one in common.</summary>
    /// <param name="code">The code; null where there is none.</param>
    /// <param name="length">UTF-16 code units in the text: short ones are alike by chance, and have no keys.</param>
    public static IReadOnlyList<string> Text(IsccCode? code, int length) => code is null || length < ShortestText ? [] : [.. TextCodeBands.Of(code).Select(b => "text:" + b)];

    /// <summary>Everything under which a work is kept.</summary>
    public static IReadOnlyList<string> All(Work work, IsccCode? text, int textLength) =>
        [.. Own(work), .. Related(work), .. Title(work) is { } title ? [title] : Array.Empty<string>(), .. Text(text, textLength)];

    /// <summary>Under what editions of the same work are looked for.</summary>
    public static IEnumerable<string> OfEditions(Work work)
    {
        foreach (string own in Own(work))
        {
            yield return own;
            yield return "related:" + own;
        }
        foreach (string related in Related(work))
        {
            yield return related;
            yield return related["related:".Length..];
        }
        if (Title(work) is { } title)
            yield return title;
    }

    private static string MainTitle(string title)
    {
        int colon = title.IndexOf(": ", StringComparison.Ordinal);
        return colon < 4 ? title : title[..colon];
    }

    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (char c in text.Append(' '))
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark)
                word.Append(c);
            else if (word.Length > 0)
            {
                words.Add(ComparisonForm.Of(word.ToString()));
                word.Clear();
            }
        }
        return words;
    }

    private static string Bounded(string key) => key.Length <= WorkKey.LongestKey ? key : key[..WorkKey.LongestKey];
}
