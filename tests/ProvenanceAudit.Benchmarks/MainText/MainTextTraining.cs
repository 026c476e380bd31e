using System.IO.Compression;
using System.Text.Json;
using ProvenanceAudit.Crawlers.MainText;
using ProvenanceAudit.Text.Pages;

namespace ProvenanceAudit.Benchmarks.MainText;

/// <summary>A page of which it is known what belongs to its text.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Site">Where it is from: pages of one site are learnt or tested together.</param>
/// <param name="Tree">Its elements and blocks.</param>
/// <param name="StatedText">Its text as structured data states it.</param>
/// <param name="Features">What is known of each block.</param>
/// <param name="Labels">Whether each block belongs, as <see cref="PageLabels"/> has it.</param>
/// <param name="Gold">Its whole text, where that is known.</param>
internal sealed record TrainingPage(
    string Name, string Site, PageTree Tree, string StatedText, float[][] Features, float[] Labels, string? Gold);

/// <summary>
/// Learns the two models of the main-text reader from pages of known text, and measures what they do on pages of sites that they were not learnt from.
/// </summary>
internal static class MainTextTraining
{
    private const int Folds = 7;
    private const int InnerFolds = 4;
    private const int Seed = 1;

    // A labelled part of a page counts less than a page of which everything is known.
    private const double WeightOfSnippets = 0.3;

    /// <summary>Reads data, measures and, where a folder is named, writes the models there.</summary>
    /// <param name="folders">Folders with a labels.json that maps names of page files to {"url", "articleBody"} or {"url", "with", "without"}.</param>
    /// <param name="target">Folder for <c>first.trees</c> and <c>second.trees</c>; null to measure alone.</param>
    public static void Run(IEnumerable<string> folders, string? target)
    {
        List<TrainingPage> pages = [.. folders.SelectMany(Read)];
        Console.WriteLine($"{pages.Count} pages, {pages.Sum(p => p.Labels.Count(l => l >= 0))} blocks");
        if (target is not null)
        {
            (byte[] first, byte[] second) = Learn(pages);
            File.WriteAllBytes(Path.Combine(target, "first.trees"), first);
            File.WriteAllBytes(Path.Combine(target, "second.trees"), second);
            return;
        }
        var found = new (double Precision, double Recall, string Name)?[pages.Count];
        Dictionary<string, int> foldOf = Deal(pages, Folds, Seed);
        Parallel.For(0, Folds, fold =>
        {
            (byte[] first, byte[] second) = Learn([.. pages.Where(p => foldOf[p.Site] != fold)]);
            GradientTrees one = GradientTrees.Read(first), two = GradientTrees.Read(second);
            for (int i = 0; i < pages.Count; i++)
            {
                TrainingPage page = pages[i];
                if (foldOf[page.Site] != fold || page.Gold is null)
                    continue;
                double[] odds = [.. Second(page, one).Select(f => two.LogOdds(f))];
                found[i] = TextAgreement.Compare(page.Gold, TextAssembly.Of(page.Tree, odds, page.StatedText), page.Name);
            }
        });
        (double Precision, double Recall, string Name)[] measured = [.. found.Where(f => f is not null).Select(f => f!.Value)];
        foreach ((double precision, double recall, string name) in measured.OrderBy(m => Math.Min(m.Precision, m.Recall)).Take(10))
            Console.WriteLine($"  precision {precision:F3}  recall {recall:F3}  {name}");
        double p = measured.Average(m => m.Precision), r = measured.Average(m => m.Recall);
        Console.WriteLine($"held out by site: precision {p:F4}  recall {r:F4}  F1 {2 * p * r / (p + r):F4}  on {measured.Length} pages");
    }

    private static IEnumerable<TrainingPage> Read(string folder)
    {
        using JsonDocument labels = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "labels.json")));
        foreach (JsonProperty page in labels.RootElement.EnumerateObject())
        {
            using FileStream file = File.OpenRead(Path.Combine(folder, page.Name));
            using Stream content = page.Name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            var address = new Uri(page.Value.GetProperty("url").GetString()!);
            (_, PageTree tree, PageClues clues) = MainTextReader.Survey(MainTextReader.Parse(PageDecoder.Decode(bytes.ToArray()).Text), address);
            string? gold = page.Value.TryGetProperty("articleBody", out JsonElement body) ? body.GetString() : null;
            float[] known = gold is null ? PageLabels.BySnippets(tree, page.Value) : PageLabels.ByText(tree, gold);
            var measure = new BlockFeatures(tree, new PageOutline(tree), clues);
            yield return new TrainingPage(page.Name, address.Host, tree, clues.StatedText, [.. known.Select((_, i) => measure.Of(i))], known, gold);
        }
    }

    /// <summary>
    /// The second model learns from first opinions as it will meet them: by models that were not learnt from the page that they judge.
    /// </summary>
    private static (byte[] First, byte[] Second) Learn(List<TrainingPage> pages)
    {
        byte[] first = Fit(pages, p => p.Features, Seed);
        Dictionary<string, int> foldOf = Deal(pages, InnerFolds, Seed + 100);
        var context = new Dictionary<TrainingPage, float[][]>(ReferenceEqualityComparer.Instance);
        for (int fold = 0; fold < InnerFolds; fold++)
        {
            GradientTrees model = GradientTrees.Read(Fit([.. pages.Where(p => foldOf[p.Site] != fold)], p => p.Features, Seed + fold));
            foreach (TrainingPage page in pages.Where(p => foldOf[p.Site] == fold))
                context.Add(page, Second(page, model));
        }
        return (first, Fit(pages, p => context[p], Seed + 50));
    }

    private static float[][] Second(TrainingPage page, GradientTrees first) =>
        ContextFeatures.Of(page.Tree, page.Features, [.. page.Features.Select(f => first.LogOdds(f))]);

    private static byte[] Fit(List<TrainingPage> pages, Func<TrainingPage, float[][]> features, int seed)
    {
        var rows = new List<float[]>();
        var belongs = new List<bool>();
        var weights = new List<float>();
        foreach (TrainingPage page in pages)
        {
            float[][] known = features(page);
            double words = Math.Max(30, page.Tree.Blocks.Where((_, i) => page.Labels[i] > 0).Sum(b => b.Counts.Words));
            for (int i = 0; i < known.Length; i++)
            {
                if (page.Labels[i] < 0)
                    continue;
                double block = page.Tree.Blocks[i].Counts.Words;
                rows.Add(known[i]);
                belongs.Add(page.Labels[i] > 0);
                // What a mistake costs is the share of the page's words that it adds or takes away.
                weights.Add((float)(page.Gold is null ? WeightOfSnippets * Math.Sqrt(Math.Clamp(block, 2, 60)) / 8
                    : Math.Clamp((block + 2) / words, 0.003, 0.3) * 10 + 0.02));
            }
        }
        return TreeLearner.Learn(rows, belongs, weights, seed);
    }

    /// <summary>Deals sites to folds.</summary>
    private static Dictionary<string, int> Deal(List<TrainingPage> pages, int folds, int seed)
    {
        string[] sites = [.. pages.Select(p => p.Site).Distinct().Order(StringComparer.Ordinal)];
        new Random(seed).Shuffle(sites);
        return sites.Index().ToDictionary(s => s.Item, s => s.Index % folds);
    }
}
