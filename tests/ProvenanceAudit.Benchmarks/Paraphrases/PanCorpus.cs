using System.Text;
using System.Xml.Linq;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks.Paraphrases;

/// <summary>A corpus of text alignment as PAN 2013 laid it out: folders <c>src</c> and <c>susp</c>, and one of pairs for each kind of obfuscation.</summary>
internal sealed class PanCorpus
{
    public required IReadOnlyDictionary<string, string> Suspicious { get; init; }

    public required IReadOnlyDictionary<string, string> Sources { get; init; }

    public required IReadOnlyList<string> Kinds { get; init; }

    public required IReadOnlyList<PanPair> Pairs { get; init; }

    public static PanCorpus Read(string folder)
    {
        Dictionary<string, string> suspicious = Texts(Path.Combine(folder, "susp")), sources = Texts(Path.Combine(folder, "src"));
        List<string> kinds = [.. Directory.GetDirectories(folder).Where(static kind => File.Exists(Path.Combine(kind, "pairs"))).Order(StringComparer.Ordinal)];
        var pairs = new List<PanPair>();
        for (int kind = 0; kind < kinds.Count; kind++)
        {
            foreach (string line in File.ReadLines(Path.Combine(kinds[kind], "pairs")).Where(static line => !string.IsNullOrWhiteSpace(line)))
            {
                string[] names = [.. line.Split(' ').Select(static name => Path.GetFileNameWithoutExtension(name))];
                string truth = Path.Combine(kinds[kind], $"{names[0]}-{names[1]}.xml");
                pairs.Add(new PanPair
                {
                    Kind = kind,
                    Suspicious = names[0],
                    Source = names[1],
                    Planted = File.Exists(truth) ? Planted(truth, suspicious[names[0]], sources[names[1]]) : [],
                });
            }
        }
        return new PanCorpus { Suspicious = suspicious, Sources = sources, Kinds = [.. kinds.Select(static kind => Path.GetFileName(kind))], Pairs = pairs };
    }

    private static Dictionary<string, string> Texts(string folder) => Directory.GetFiles(folder, "*.txt")
        .ToDictionary(static file => Path.GetFileNameWithoutExtension(file), static file => new UTF8Encoding(false).GetString(File.ReadAllBytes(file)));

    private static List<PanPassages> Planted(string truth, string suspicious, string source) =>
        [.. XDocument.Load(truth).Root!.Elements("feature").Where(static feature => (string?)feature.Attribute("name") == "plagiarism").Select(feature => new PanPassages(
            Span(feature, "this", suspicious), Span(feature, "source", source)))];

    private static TextSpan Span(XElement feature, string side, string text)
    {
        int start = (int)feature.Attribute($"{side}_offset")!, length = (int)feature.Attribute($"{side}_length")!;
        return new TextSpan(CodeUnits(text, start), CodeUnits(text, start + length));
    }

    /// <summary>The corpus counts code points.</summary>
    private static int CodeUnits(string text, int points)
    {
        int at = 0;
        for (; points > 0 && at < text.Length; points--)
            at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return at;
    }
}
