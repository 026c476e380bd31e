using System.Globalization;
using System.Net;

namespace ProvenanceAudit.Benchmarks.Intake;

/// <summary>A record cut out of novels: a passage as its text, the passage's first words as its title, a valid identifier.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Title">Title.</param>
/// <param name="Author">The novel's author, by the name of its file.</param>
/// <param name="Paragraphs">The passage.</param>
internal sealed record SampleRecord(int Number, string Title, string Author, IReadOnlyList<string> Paragraphs)
{
    /// <summary>How often a record is bad.</summary>
    public const int BadEvery = 1000;

    private const int PassageLength = 4000;

    /// <summary>Whether it is to be written so that it cannot be used.</summary>
    public bool IsBad => Number % BadEvery == BadEvery - 1;

    /// <summary>Its id.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"example.press.{Number:00000000}");

    /// <summary>A DOI.</summary>
    public string Doi => string.Create(CultureInfo.InvariantCulture, $"10.5555/example.{Number}");

    /// <summary>An ISBN of 13 digits.</summary>
    public string Isbn
    {
        get
        {
            string digits = string.Create(CultureInfo.InvariantCulture, $"978{Number % 1_000_000_000:000000000}");
            int sum = digits.Select((c, i) => (c - '0') * (i % 2 == 0 ? 1 : 3)).Sum();
            return digits + (char)('0' + (10 - sum % 10) % 10);
        }
    }

    /// <summary>A day of publication.</summary>
    public DateOnly Day => new DateOnly(1990, 1, 1).AddDays(Number % 12_000);

    /// <summary>The passage as plain text.</summary>
    public string Text => string.Join("\n\n", Paragraphs);

    /// <summary>The passage as elements.</summary>
    public string Elements(string name) => string.Concat(Paragraphs.Select(p => $"<{name}>{Escape(p)}</{name}>\n"));

    /// <summary>A text as XML writes it.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text).Replace("&#39;", "'", StringComparison.Ordinal);

    /// <summary>Cuts records out of a folder of novels, from all of them in turn.</summary>
    public static IEnumerable<SampleRecord> From(string folder, int count)
    {
        var novels = Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => (
            Author: Path.GetFileNameWithoutExtension(path).Split('_')[^1],
            Paragraphs: File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))).ToList();
        if (novels.Count == 0)
            throw new FileNotFoundException($"there are no novels in '{folder}'");
        int[] at = new int[novels.Count];
        for (int number = 0; number < count; number++)
        {
            int novel = number % novels.Count;
            string[] all = novels[novel].Paragraphs;
            List<string> passage = [];
            for (int length = 0; length < PassageLength; length += passage[^1].Length)
                passage.Add(all[at[novel]++ % all.Length]);
            string title = string.Join(' ', passage[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(7));
            yield return new SampleRecord(number, string.Create(CultureInfo.InvariantCulture, $"{title} ({number})"), novels[novel].Author, passage);
        }
    }
}
