using System.Globalization;
using ProvenanceAudit.MachineLearning.Embedding.Onnx;
using ProvenanceAudit.MachineLearning.Embedding.Static;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>How far a distillation is.</summary>
/// <param name="Fraction">Done of the whole, 0 to 1, as a guess; null while texts are read.</param>
/// <param name="Passages">Passages read so far while texts are read, then passages that have their vectors.</param>
public readonly record struct DistillationProgress(double? Fraction, int Passages);

/// <summary>What a distillation gave.</summary>
/// <param name="Model">What was made.</param>
/// <param name="Bytes">Bytes of its file.</param>
/// <param name="Tokens">Tokens that have a vector.</param>
/// <param name="Passages">Passages it was fitted to.</param>
/// <param name="Agreement">Mean cosine of its vectors to the model's, of the passages in the last round, as far as the dimensions kept can tell; NaN without passages.</param>
public sealed record DistillationResult(EmbeddingModel Model, long Bytes, int Tokens, int Passages, double Agreement);

/// <summary>
/// Makes a static embedder of an ONNX model: the vector of each token alone (Model2Vec), along the directions in which vectors of passages are strongest, weighted by rarity
/// (SIF: Arora, Liang, Ma 2017), fitted to the model's vectors of passages, as 8-bit integers. The same texts give the same file, but for the rounding of the machine.
/// </summary>
public static class Distillation
{
    private const int AtOnce = 1024;

    // What a token alone, and a passage in one round of the fit, cost beside the vector of a passage.
    private const double TokenShare = 0.15;
    private const double FitShare = 0.01;

    /// <summary>Makes a static embedder and writes its file.</summary>
    /// <param name="model">The model: <see cref="EmbedderFile.MiniLm"/> or a folder.</param>
    /// <param name="device">Where it runs.</param>
    /// <param name="texts">Texts, of which tokens are counted and passages taken; none gives weights by Zipf's law, and no fit.</param>
    /// <param name="settings">How.</param>
    /// <param name="to">Receives the file.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="ArgumentException">The settings are not usable.</exception>
    /// <exception cref="EmbedderUnusableException">The model is not usable.</exception>
    public static DistillationResult Write(
        string model, string device, IEnumerable<string> texts, DistillationSettings settings, Stream to, Action<DistillationProgress>? progress, CancellationToken cancellation)
    {
        if (settings.Mistakes() is { Count: > 0 } mistakes)
            throw new ArgumentException(string.Join("; ", mistakes), nameof(settings));
        using OnnxEmbedder teacher = EmbedderFile.Open(model, device) as OnnxEmbedder
            ?? throw new EmbedderUnusableException($"'{model}' is distilled already; name minilm or a folder with an ONNX model");
        return Write(teacher, texts, settings, to, progress, cancellation);
    }

    internal static DistillationResult Write(
        OnnxEmbedder teacher, IEnumerable<string> texts, DistillationSettings settings, Stream to, Action<DistillationProgress>? progress, CancellationToken cancellation)
    {
        var sample = new PassageSample(teacher.Source.Tokeniser, settings.Passages);
        foreach (string text in texts)
        {
            cancellation.ThrowIfCancellationRequested();
            sample.Add(text);
            progress?.Invoke(new DistillationProgress(null, sample.Passages.Count));
        }
        int count = sample.Passages.Count, tokens = teacher.Source.Tokeniser.Vocabulary.Count, wide = teacher.Model.Dimensions;
        double all = (TokenShare * tokens) + ((1 + (FitShare * settings.Rounds)) * count);
        void Tell(double work, int embedded) => progress?.Invoke(new DistillationProgress(work / all, embedded));

        float[] tokenVectors = TokenVectors.Make(teacher, done => Tell(TokenShare * done, 0), cancellation);
        float[] targets = new float[count * wide];
        for (int first = 0; first < count; first += AtOnce)
        {
            int portion = Math.Min(AtOnce, count - first);
            teacher.Embed([.. sample.Passages.Skip(first).Take(portion)], targets.AsSpan(first * wide, portion * wide), cancellation);
            Tell((TokenShare * tokens) + first + portion, first + portion);
        }
        int[][] passages = [.. sample.Passages.Select(p => sample.TokensOf(p).ToArray())];
        double agreement = double.NaN;
        float[] table = TableMaking.Make(tokenVectors, sample.Counts.Weights(settings.Smoothing), passages, targets, wide, settings, (round, cosine) =>
        {
            agreement = cosine;
            Tell((TokenShare * tokens) + count + (FitShare * round * count), count);
        }, cancellation);
        int dimensions = Math.Min(settings.Dimensions, wide);
        StaticTable made = TableAssembly.Assemble(table, dimensions, Header(teacher, settings, sample, dimensions), teacher.Source.TokeniserSource);
        made = StaticTableFile.Write(made, to);
        var model = new EmbeddingModel(made.Header.Name, made.Hash, dimensions) { IsMultilingual = made.Header.IsMultilingual };
        return new DistillationResult(model, to.Position, made.Factors.Length, passages.Length, agreement);
    }

    private static StaticTableHeader Header(OnnxEmbedder teacher, DistillationSettings settings, PassageSample sample, int dimensions) => new()
    {
        Name = settings.Name,
        Source = teacher.Model.Name,
        SourceHash = teacher.Model.Hash,
        IsMultilingual = teacher.Model.IsMultilingual,
        Notice = settings.Notice,
        MadeBy = string.Create(CultureInfo.InvariantCulture,
            $"{sample.Counts.Total} tokens counted, smoothing {settings.Smoothing}, fitted to {sample.Passages.Count} passages in {settings.Rounds} rounds"),
        Dimensions = dimensions,
        Tokens = teacher.Source.Tokeniser.Vocabulary.Count,
        Rows = 0,
    };
}
