using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>Made-up works and outputs, and the shortest way to scan one with the other.</summary>
internal static class Catalogs
{
    /// <summary>Settings that list all that is found, on one thread.</summary>
    public static MatchSettings Everything { get; } = new() { ShowInsignificant = true, Threads = 1 };

    public static WorkText Work(string id, string text, string? published = null) =>
        new(new Work { Id = id, Title = $"Title of {id}", Published = published }, text);

    /// <summary>Random words of a vocabulary, which has none in common with one of another prefix.</summary>
    public static string[] RandomWords(Random random, int count, string prefix, int vocabulary = 20_000) =>
        [.. Enumerable.Range(0, count).Select(_ => prefix + random.Next(vocabulary))];

    /// <summary>Words as a writer may set them: case, punctuation and line breaks at random.</summary>
    public static string Typeset(Random random, IEnumerable<string> words) => string.Concat(words.Select(word =>
    {
        string set = random.Next(6) == 0 ? word.ToUpperInvariant() : word;
        return set + random.Next(12) switch { 0 => ", ", 1 => ".\n", 2 => " — ", 3 => "\n\n  “", 4 => "😀", _ => " " };
    }));

    public static IReadOnlyList<Match> Scan(IPassageIndex index, string output, MatchSettings? settings = null)
    {
        ScanResult result = new OutputScanner(index, settings ?? Everything).Scan([new ModelOutput { Id = "o", Text = output }]);
        return result.Outputs.Count == 0 ? [] : result.Outputs[0].Matches;
    }

    public static IReadOnlyList<Match> Scan(string work, string output)
    {
        using var index = new InMemoryPassageIndex([Work("w", work)]);
        return Scan(index, output);
    }

    /// <summary>All sources of a match, the named one first.</summary>
    public static IEnumerable<MatchedSource> Sources(Match match) => match.AlsoIn.Prepend(match.Source);
}
