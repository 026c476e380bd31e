using System.Collections.Concurrent;
using System.Diagnostics;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks.Paraphrases;

/// <summary>
/// Plagdet on a corpus of PAN 2013, of the listed pairs: of the matches of words alone, with paraphrases by words, and with paraphrases by words and vectors.
/// </summary>
internal static class PanMeasure
{
    public static void Run(string folder, string embedder)
    {
        PanCorpus corpus = PanCorpus.Read(folder);
        using var index = new InMemoryPassageIndex(corpus.Sources.Select(static source => new WorkText(new Work { Id = source.Key, Title = source.Key }, source.Value)));
        MatchWords(corpus, index);
        foreach (PanPair pair in corpus.Pairs)
            pair.Found = [.. pair.Words.Select(static match => new PanPassages(match.Output, match.Span))];
        Print("matches of words", corpus);
        Align(corpus, index, null);
        using ITextEmbedder vectors = EmbedderFile.Open(embedder);
        Align(corpus, index, vectors);
    }

    private static void MatchWords(PanCorpus corpus, InMemoryPassageIndex index)
    {
        ScanResult result = new OutputScanner(index, new MatchSettings()).Scan(corpus.Suspicious.Select(static text => new ModelOutput { Id = text.Key, Text = text.Value }));
        ILookup<(string, string), MatchedSource> matches = result.Outputs.SelectMany(static output => output.Matches).Where(static match => match.Significant)
            .ToLookup(static match => (match.OutputId, match.Source.WorkId), static match => match.Source);
        foreach (PanPair pair in corpus.Pairs)
            pair.Words = [.. matches[(pair.Suspicious, pair.Source)]];
    }

    private static void Align(PanCorpus corpus, InMemoryPassageIndex index, ITextEmbedder? embedder)
    {
        var texts = new ConcurrentDictionary<string, SentenceText>();
        using var readers = new ThreadLocal<SentenceTextReader>(() => new SentenceTextReader(index.Background.BitsOf));
        SentenceText Read(string name, string text) => texts.GetOrAdd(name, _ => readers.Value!.Read(text, Vectors(text, embedder)));
        var watch = Stopwatch.StartNew();
        Parallel.ForEach(corpus.Pairs, pair =>
        {
            SentenceText output = Read(pair.Suspicious, corpus.Suspicious[pair.Suspicious]), work = Read(pair.Source, corpus.Sources[pair.Source]);
            IReadOnlyList<ParaphraseAlignment> alignments = ParaphraseAligner.Align(output, work, pair.Words);
            HashSet<int> absorbed = [.. alignments.SelectMany(static alignment => alignment.Absorbed)];
            pair.Found =
            [
                .. alignments.Select(static alignment => new PanPassages(alignment.Output, alignment.Work)),
                .. pair.Words.Where((_, i) => !absorbed.Contains(i)).Select(static match => new PanPassages(match.Output, match.Span)),
            ];
        });
        string name = embedder is null ? "paraphrases by words" : $"paraphrases by words and {embedder.Model.Name}";
        Print($"{name}, {watch.Elapsed.TotalMilliseconds / corpus.Pairs.Count:F2} ms a pair with reading", corpus);
    }

    private static float[] Vectors(string text, ITextEmbedder? embedder)
    {
        if (embedder is null)
            return [];
        List<string> sentences = [.. SentenceSplitter.Split(text).Select(span => span.Of(text))];
        float[] vectors = new float[sentences.Count * embedder.Model.Dimensions];
        embedder.Embed(sentences, vectors);
        return vectors;
    }

    private static void Print(string name, PanCorpus corpus)
    {
        Console.WriteLine(name);
        for (int kind = 0; kind < corpus.Kinds.Count; kind++)
            Print(corpus.Kinds[kind], corpus.Pairs.Where(pair => pair.Kind == kind));
        Print("all", corpus.Pairs);
        Print("all, even documents", corpus.Pairs.Where(static pair => pair.IsEven));
        Print("all, odd documents", corpus.Pairs.Where(static pair => !pair.IsEven));
    }

    private static void Print(string name, IEnumerable<PanPair> pairs)
    {
        Plagdet score = Plagdet.Of(pairs);
        Console.WriteLine(FormattableString.Invariant(
            $"  {name,-28} plagdet {score.Score:F4}  precision {score.Precision:F4}  recall {score.Recall:F4}  granularity {score.Granularity:F3}  detections {score.Detections}"));
    }
}
