using ProvenanceAudit.Reporting;

namespace ProvenanceAudit.App.Pages.Findings;

/// <summary>The evidence of verdicts in plain words.</summary>
internal static class EvidenceInWords
{
    private static readonly Dictionary<string, (string Name, Func<double, string> Value)> Words = new(StringComparer.Ordinal)
    {
        ["longest-run"] = ("Longest run of identical words", Count("word", "words")),
        ["copied-words"] = ("Words of the work repeated", Count("word", "words")),
        ["passages"] = ("Passages apart from each other", Count("passage", "passages")),
        ["significance"] = ("How far chance falls short", value => value <= 0 ? "not at all" : $"by {Count("power of ten", "powers of ten")(value)}"),
        ["identity"] = ("Identity of the passages", Numbers.Percent),
        ["paraphrase-similarity"] = ("Similarity of the nearest paraphrase", Numbers.Percent),
        ["paraphrased-sentences"] = ("Sentences reworded", Count("sentence", "sentences")),
        ["prompt-share"] = ("Share that the prompt contained", Numbers.Percent),
        ["quoted-share"] = ("Share presented as a quotation", Numbers.Percent),
        ["shared-share"] = ("Share that works of others hold too", Numbers.Percent),
        ["other-works"] = ("Works of others that hold a passage", Count("work", "works")),
        ["public-source-share"] = ("Share with a source in the public domain", Numbers.Percent),
        ["repetitions"] = ("Outputs that hold the same passage", Count("output", "outputs")),
        ["words-scanned"] = ("Words that were scanned", Count("word", "words")),
    };

    /// <summary>What a piece of evidence is; its own name where a later model has one that is not known here.</summary>
    public static string NameOf(string feature) => Words.TryGetValue(feature, out var words) ? words.Name : feature;

    /// <summary>What was found, in its unit.</summary>
    public static string ValueOf(string feature, double? value) => value is not double known ? "not known"
        : Words.TryGetValue(feature, out var words) ? words.Value(known) : Numbers.Plain(known);

    private static Func<double, string> Count(string one, string many) => value => Numbers.Count((long)Math.Round(value), one, many);
}
