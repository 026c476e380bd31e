using ProvenanceAudit.MachineLearning.Comparing;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Similarity.Passages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.MachineLearning.Tests;

/// <summary>Scans that compare meaning, with what ships with the program.</summary>
public sealed class ParaphraseScanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("provenance-audit-").FullName;
    private readonly ITextEmbedder _embedder = EmbedderFile.Open(SimilaritySettings.BuiltIn);
    private readonly IVectorComparer _comparer = VectorComparers.Open("cpu");
    private readonly InMemoryPassageIndex _index = new(Retellings.Works);

    public void Dispose()
    {
        _index.Dispose();
        _comparer.Dispose();
        _embedder.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_retelling_is_found_as_a_paraphrase_of_the_work_with_its_pairs_of_sentences()
    {
        Match match = Assert.Single(Scan(Retellings.Jonah));

        Assert.Equal(MatchKind.Paraphrase, match.Kind);
        Assert.Contains("jonah", match.Source.WorkId, StringComparison.OrdinalIgnoreCase);
        Assert.True(match.Significant);
        Assert.True(match.Output.Length > Retellings.Jonah.Length / 2);
        Assert.InRange(match.Similarity!.Value, 0, 1);
        Assert.True(match.Sentences.Count >= 3);
        Assert.All(match.Sentences, pair =>
        {
            Assert.True(match.Output.Holds(pair.Output));
            Assert.True(match.Source.Span.Holds(pair.Work));
        });
    }

    [Fact]
    public void A_text_on_another_subject_gives_no_significant_paraphrase() =>
        Assert.DoesNotContain(Scan(Retellings.Unrelated), match => match.Significant);

    [Fact]
    public void A_copy_stays_what_the_matcher_of_words_makes_of_it()
    {
        WorkText jonah = Retellings.Works.Single(w => w.Work.Id.Contains("jonah", StringComparison.OrdinalIgnoreCase));
        string copy = "It is told as follows. " + jonah.Text[100..900];

        Match alone = Assert.Single(Scan(copy, compareMeaning: false)), match = Assert.Single(Scan(copy));

        Assert.Equal(alone.Kind, match.Kind);
        Assert.Equal((alone.Output, alone.Source.Span, alone.Words), (match.Output, match.Source.Span, match.Words));
        Assert.Null(match.Similarity);
        Assert.Empty(match.Sentences);
    }

    [Fact]
    public void What_is_found_does_not_depend_on_threads()
    {
        ModelOutput[] outputs = [.. Enumerable.Range(0, 130).Select(i => new ModelOutput { Id = $"o{i}", Text = i % 13 == 0 ? Retellings.Jonah : Retellings.Unrelated })];
        string Found(int threads) => string.Join('\n', Result(outputs, threads, showInsignificant: true).Outputs.SelectMany(o => o.Matches).Select(
            m => $"{m.OutputId} {m.Kind} {m.Output} {m.Source.WorkId} {m.Source.Span} {m.EValue:R} {string.Join(' ', m.Sentences)}"));

        string one = Found(1);

        Assert.Equal(10, one.Split('\n').Count(line => line.Contains("Paraphrase", StringComparison.Ordinal)));
        Assert.Equal(one, Found(4));
    }

    [Fact]
    public void A_report_counts_a_paraphrase_apart_and_says_by_which_model()
    {
        ScanResult scan = Result([new ModelOutput { Id = "o", Text = Retellings.Jonah }], 1);
        AuditReport report = new ReportCompiler(_index, new MatchSettings()).Compile(
            scan, new ReportFrame("works", "outputs", "1", DateTimeOffset.UnixEpoch, []));

        Finding finding = Assert.Single(report.Findings);
        Assert.Equal(1, finding.ParaphraseCount);
        Assert.Equal(finding.Matches.Sum(m => m.Match.Words), finding.CopiedWords);
        Assert.Equal(0, finding.ShareOfWork);
        Assert.Equal((_embedder.Model.Name, _embedder.Model.Hash), (report.Similarity!.Model, report.Similarity.ModelHash));
        Assert.Equal(1, report.Similarity.SignificantParaphrases);
    }

    [Fact]
    public void A_selection_of_works_is_all_that_is_compared_with()
    {
        var others = new SelectedWorks(_index, id => !id.Contains("jonah", StringComparison.OrdinalIgnoreCase));
        Store().Update(_index, cancellation: TestContext.Current.CancellationToken);
        using PassageVectors vectors = Store().Open(others);
        var search = new SimilaritySearch(others, vectors, _embedder, _comparer, new SimilaritySettings());

        ScanResult scan = new OutputScanner(others, new MatchSettings(), search).Scan(
            [new ModelOutput { Id = "o", Text = Retellings.Jonah }], cancellation: TestContext.Current.CancellationToken);

        Assert.DoesNotContain(scan.Outputs.SelectMany(o => o.Matches), m => m.Source.WorkId.Contains("jonah", StringComparison.OrdinalIgnoreCase));
        Assert.True(vectors.Count > 0);
    }

    private PassageStore Store() => new(_folder, _embedder);

    private IReadOnlyList<Match> Scan(string text, bool compareMeaning = true) =>
        [.. Result([new ModelOutput { Id = "o", Text = text }], 1, compareMeaning).Outputs.SelectMany(o => o.Matches)];

    private ScanResult Result(IEnumerable<ModelOutput> outputs, int threads, bool compareMeaning = true, bool showInsignificant = false)
    {
        var settings = new MatchSettings { Threads = threads, ShowInsignificant = showInsignificant };
        if (!compareMeaning)
            return new OutputScanner(_index, settings).Scan(outputs, cancellation: TestContext.Current.CancellationToken);
        Store().Update(_index, cancellation: TestContext.Current.CancellationToken);
        using PassageVectors vectors = Store().Open(_index);
        var search = new SimilaritySearch(_index, vectors, _embedder, _comparer, new SimilaritySettings());
        return new OutputScanner(_index, settings, search).Scan(outputs, cancellation: TestContext.Current.CancellationToken);
    }
}
