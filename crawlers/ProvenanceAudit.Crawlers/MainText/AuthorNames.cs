using System.Text.RegularExpressions;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>Names of people out of what pages write for authors: "By Ann Author and Bob Bee, Staff Writers | The Paper".</summary>
internal static partial class AuthorNames
{
    private const int LongestName = 60;
    private const int MostWords = 6;
    private const int MostNames = 20;

    /// <summary>The names in texts, each once, in their order.</summary>
    /// <param name="texts">What is written for authors.</param>
    /// <param name="site">Name of the site, which is nobody.</param>
    public static List<string> In(IEnumerable<string> texts, string? site)
    {
        var names = new List<string>();
        foreach (string text in texts)
        {
            bool first = true;
            foreach (string part in Parts().Split(Spaces.Fold(text)))
            {
                string name = Before().Replace(part.Trim(), "").Trim(' ', '.', '-', '–', '—', ':', '"', '(', ')', '|');
                // Degrees and agencies follow a name: "Ann Bee, MD, PhD", "Cy Dee, CNN".
                bool isTitle = !first && IsShortTitle().IsMatch(name);
                first = false;
                if (!isTitle && IsName(name, site) && !names.Contains(name, StringComparer.OrdinalIgnoreCase) && names.Count < MostNames)
                    names.Add(name);
            }
        }
        return names;
    }

    /// <summary>The names in the line above an article; none where it does not say that it names one.</summary>
    public static List<string> InByline(IEnumerable<string> lines, string? site) =>
        In(lines.Where(l => l.Length < 120).Select(l => ByLine().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).Take(1), site);

    private static bool IsName(string name, string? site)
    {
        if (name.Length is < 2 or > LongestName || name.Any(char.IsDigit) || name.Contains('/', StringComparison.Ordinal) || name.Contains('@', StringComparison.Ordinal)
            || name.Contains("www.", StringComparison.OrdinalIgnoreCase) || !name.Any(char.IsLetter))
        {
            return false;
        }
        return name.Count(c => c == ' ') < MostWords && !name.Equals(site, StringComparison.OrdinalIgnoreCase) && !NoName().IsMatch(name);
    }

    [GeneratedRegex(@"\s*(?:[,;|•·、]|\s+(?:and|und|et|y|e|og|och|en|i|dan|и|&)\s+)\s*", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?:(?:by|von|par|por|di|door|av|af|oleh|автор|text|words|written by|posted by|published by|author|auteur|autor|autore)(?:\s*:\s*|\s+))+",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Before();

    [GeneratedRegex(@"^\s*(?:by|von|par|por|di|door|oleh|автор|written by|posted by|author|auteur|autor|autore)(?:\s*:\s*|\s+)(\p{L}.*?)(?:$|\s+(?:on|at|am|le|el|published|posted|updated|in|,)\s.*|\s*[|•·].*|\s+\d.*|\s+\p{L}+\.?\s+\d{1,2},?\s+\d{4}.*)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex ByLine();

    [GeneratedRegex(@"^(?:\p{Lu}{2,4}|Ph\.?D|Jr|Sr)$", RegexOptions.NonBacktracking)]
    private static partial Regex IsShortTitle();

    [GeneratedRegex(@"^(?:admin|administrator|staff|editor|editors|webmaster|unknown|anonymous|guest|null|undefined|none|author|.*\b(?:writer|reporter|correspondent|editor|staff|follow|more|view|posts|updated|published)s?)$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex NoName();
}
