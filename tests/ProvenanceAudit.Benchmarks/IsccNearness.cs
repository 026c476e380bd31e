using System.Globalization;
using ProvenanceAudit.Catalogs.Iscc;

namespace ProvenanceAudit.Benchmarks;

/// <summary>
/// How many bits of 256 differ between the Text-Codes of different texts, and of one text before and after some of its words were changed; and how many of
/// the changed texts share a key of <see cref="TextCodeBands"/> with the text they were made from.
/// </summary>
internal static class IsccNearness
{
    private const int Bits = 256;

    private static readonly double[] Shares = [0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

    /// <summary>Measures the text files of a folder, each a text of its own, and prints a table.</summary>
    internal static void Run(string folder)
    {
        string[] texts = [.. Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        IsccCode[] codes = [.. texts.AsParallel().AsOrdered().Select(CodeOf)];
        List<(IsccCode, IsccCode)> apart = [];
        for (int i = 0; i < codes.Length; i++)
        {
            for (int k = 0; k < i; k++)
                apart.Add((codes[i], codes[k]));
        }
        Print($"{texts.Length} texts, pairs of different ones", apart);
        foreach (double share in Shares)
        {
            Print(string.Create(CultureInfo.InvariantCulture, $"{share * 100} % of the words changed"),
                [.. texts.AsParallel().AsOrdered().Select((text, i) => (codes[i], CodeOf(Changed(text, share, new Random(i)))))]);
        }
    }

    private static IsccCode CodeOf(string text) => IsccTextCode.Of(text, Bits).Code;

    private static bool Share(IsccCode one, IsccCode other, int bands) =>
        TextCodeBands.Of(one, bands).Zip(TextCodeBands.Of(other, bands)).Any(pair => pair.First == pair.Second);

    // Each changed word becomes another word of the same text.
    private static string Changed(string text, double share, Random random)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Select(word => random.NextDouble() < share ? words[random.Next(words.Length)] : word));
    }

    private static void Print(string what, List<(IsccCode One, IsccCode Other)> pairs)
    {
        int[] distances = [.. pairs.Select(pair => pair.One.HammingDistance(pair.Other)).Order()];
        int At(double quantile) => distances[(int)Math.Round((distances.Length - 1) * quantile)];
        string Sharing(int bands) => string.Create(CultureInfo.InvariantCulture,
            $"{100.0 * pairs.Count(pair => Share(pair.One, pair.Other, bands)) / pairs.Count:F1} %");
        Console.WriteLine($"{what}: {pairs.Count} pairs, bits of {Bits} that differ: least {At(0)}, 1 % {At(0.01)}, median {At(0.5)}, 99 % {At(0.99)}, "
            + $"most {At(1)}; sharing one of 4 bands {Sharing(4)}, of 8 {Sharing(8)}, of 16 {Sharing(16)}");
    }
}
