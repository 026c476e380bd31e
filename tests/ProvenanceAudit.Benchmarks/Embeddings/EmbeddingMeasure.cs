using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.Benchmarks.Embeddings;

/// <summary>
/// Measures embedders on STS-B (Cer and others 2017; Spearman's correlation of cosine and judgement) and MRPC (Dolan, Brockett 2005; F1 at the threshold that is best on its
/// training pairs), on pairs of the same words that mean something else, and in passages a second of processor time.
/// </summary>
internal static class EmbeddingMeasure
{
    private const int SpeedPassages = 200;
    private const int WordsPerPassage = 120;

    /// <summary>Measures.</summary>
    /// <param name="folder">A folder with <c>stsbenchmark/sts-*.csv</c> and <c>mrpc/msr_paraphrase_*.txt</c>.</param>
    /// <param name="names">Embedders.</param>
    public static void Run(string folder, string[] names)
    {
        (Pair[] dev, Pair[] test) = (Sts(folder, "dev"), Sts(folder, "test"));
        (Pair[] train, Pair[] judged) = (Mrpc(folder, "train"), Mrpc(folder, "test"));
        string[] passages = Passages([.. train.Concat(judged)]);
        Console.WriteLine($"{"",-20}{"STS-B dev",10}{"test",10}{"MRPC F1",10}{"accuracy",10}{"threshold",10}{"order",10}{"passages/s per core",22}");
        double first = 0;
        foreach (string name in names)
        {
            using ITextEmbedder embedder = EmbedderFile.Open(name, "cpu");
            float[] trained = Cosines(embedder, train), tested = Cosines(embedder, judged);
            float threshold = trained.Distinct().MaxBy(t => Judge(trained, train, t).F1);
            (double f1, double accuracy) = Judge(tested, judged, threshold);
            double speed = Speed(embedder, passages);
            first = first == 0 ? speed : first;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{embedder.Model.Name,-20}{Spearman(embedder, dev),10:F4}{Spearman(embedder, test),10:F4}{f1,10:F4}{accuracy,10:F4}{threshold,10:F3}{OrderPairs.Auc(embedder),10:F3}")
                + string.Create(CultureInfo.InvariantCulture, $"{speed,14:N1} (x {speed / first:N0})"));
        }
    }

    /// <summary>Cosines of pairs.</summary>
    public static float[] Cosines(ITextEmbedder embedder, IReadOnlyList<Pair> pairs)
    {
        int dimensions = embedder.Model.Dimensions;
        string[] texts = [.. pairs.SelectMany(p => new[] { p.One, p.Other })];
        float[] vectors = new float[texts.Length * dimensions];
        embedder.Embed(texts, vectors);
        return [.. pairs.Select((_, i) => TensorPrimitives.Dot(
            vectors.AsSpan(2 * i * dimensions, dimensions), vectors.AsSpan(((2 * i) + 1) * dimensions, dimensions)))];
    }

    private static double Spearman(ITextEmbedder embedder, Pair[] pairs)
    {
        double[] one = Ranks(Cosines(embedder, pairs)), other = Ranks([.. pairs.Select(p => p.Score)]);
        TensorPrimitives.Subtract(one, one.Average(), one);
        TensorPrimitives.Subtract(other, other.Average(), other);
        return TensorPrimitives.CosineSimilarity<double>(one, other);
    }

    /// <summary>Ranks from 0; equal numbers share the mean of theirs.</summary>
    private static double[] Ranks(float[] values)
    {
        double[] ranks = new double[values.Length];
        foreach ((int start, int[] same) in Groups(values))
        {
            foreach (int i in same)
                ranks[i] = start + ((same.Length - 1) / 2.0);
        }
        return ranks;
    }

    private static IEnumerable<(int Start, int[] Same)> Groups(float[] values)
    {
        int start = 0;
        foreach (IGrouping<float, int> same in Enumerable.Range(0, values.Length).GroupBy(i => values[i]).OrderBy(g => g.Key))
        {
            int[] members = [.. same];
            yield return (start, members);
            start += members.Length;
        }
    }

    private static (double F1, double Accuracy) Judge(float[] cosines, Pair[] pairs, float threshold)
    {
        int right = 0, wrong = 0, missed = 0;
        for (int i = 0; i < pairs.Length; i++)
        {
            bool said = cosines[i] >= threshold, same = pairs[i].Score > 0;
            right += said && same ? 1 : 0;
            wrong += said && !same ? 1 : 0;
            missed += !said && same ? 1 : 0;
        }
        return (2.0 * right / Math.Max(1, (2 * right) + wrong + missed), (pairs.Length - wrong - missed) / (double)pairs.Length);
    }

    private static double Speed(ITextEmbedder embedder, string[] passages)
    {
        float[] vectors = new float[passages.Length * embedder.Model.Dimensions];
        embedder.Embed(passages, vectors);
        // Time of the processor, so that the number of cores and what else runs count for little.
        TimeSpan before = Environment.CpuUsage.TotalTime;
        int done = 0;
        do
        {
            embedder.Embed(passages, vectors);
            done += passages.Length;
        }
        while ((Environment.CpuUsage.TotalTime - before).TotalSeconds < 2);
        return done / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static string[] Passages(Pair[] pairs)
    {
        string[] words = [.. pairs.SelectMany(p => p.One.Split(' ')).Take(SpeedPassages * WordsPerPassage)];
        return [.. words.Chunk(WordsPerPassage).Select(w => string.Join(' ', w))];
    }

    private static Pair[] Sts(string folder, string part) => [.. File.ReadLines(Path.Combine(folder, "stsbenchmark", $"sts-{part}.csv"), Encoding.UTF8)
        .Select(line => line.Split('\t')).Select(f => new Pair(f[5], f[6], float.Parse(f[4], CultureInfo.InvariantCulture)))];

    private static Pair[] Mrpc(string folder, string part) => [.. File.ReadLines(Path.Combine(folder, "mrpc", $"msr_paraphrase_{part}.txt"), Encoding.UTF8).Skip(1)
        .Select(line => line.Split('\t')).Select(f => new Pair(f[3], f[4], float.Parse(f[0], CultureInfo.InvariantCulture)))];
}
