using CsCheck;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Tests.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Similarity;

public sealed class ParaphraseAlignerTests
{
    private const string Original =
        "The lighthouse keeper had counted forty winters upon the granite rock before the admiralty sent an inspector to examine the lamp. "
        + "Every evening he polished the copper reflector with vinegar and chalk until the harbour masters could read their ledgers by its glow. "
        + "When the inspector finally climbed the spiral staircase, he found the brass clockwork dismantled and spread across a woollen blanket. "
        + "The old man explained that sand from the southern dunes had crept into the bearings during the September gales.";

    private const string Reworded =
        "Before an inspector was sent by the admiralty to look at the lamp, forty winters had been counted on the granite rock by its lighthouse keeper. "
        + "With chalk and vinegar he would polish the copper reflector each evening, so that harbour masters could read ledgers by the glow. "
        + "The inspector, climbing the spiral staircase at last, saw the brass clockwork lying dismantled across a blanket of wool. "
        + "Sand of the southern dunes, the old man explained, crept into its bearings during the gales of September.";

    private const string Elsewhere =
        "Our recipe begins with two cups of flour and a spoonful of yeast. Knead the dough for ten minutes, then let it rest under a damp cloth. "
        + "Meanwhile chop onions, fry them gently in butter and season with pepper. Bake everything in a hot oven until the crust turns golden brown.";

    private const string Otherwise =
        "Parliament debated the tariff on imported steel all through Tuesday night. Members of the opposition called the measure reckless and unfair. "
        + "A spokesman for the ministry promised that exceptions would be granted to small manufacturers. The vote was postponed until the following week.";

    private static SentenceText Read(string text, ReadOnlyMemory<float> vectors = default) => new SentenceTextReader(_ => 13).Read(text, vectors);

    [Fact]
    public void A_reworded_passage_is_found_with_its_borders_and_its_sentences()
    {
        string output = $"{Elsewhere} {Reworded} {Elsewhere}", work = $"{Otherwise} {Original} {Otherwise}";

        ParaphraseAlignment found = Assert.Single(ParaphraseAligner.Align(Read(output), Read(work), []));

        Assert.Equal(Reworded, found.Output.Of(output));
        Assert.Equal(Original, found.Work.Of(work));
        Assert.Equal(4, found.Sentences.Count);
        Assert.All(found.Sentences, (pair, i) =>
        {
            Assert.Equal(SentenceSplitter.Split(Reworded)[i].Of(Reworded), pair.Output.Of(output));
            Assert.Equal(SentenceSplitter.Split(Original)[i].Of(Original), pair.Work.Of(work));
        });
        Assert.False(found.IsSummary);
        Assert.InRange(found.Similarity, 0.4f, 1);
    }

    [Fact]
    public void Texts_about_other_things_give_nothing() => Assert.Empty(ParaphraseAligner.Align(Read(Elsewhere), Read(Otherwise), []));

    [Fact]
    public void A_match_of_words_inside_a_paraphrase_is_absorbed_and_one_elsewhere_is_not()
    {
        const string copied = "Knead the dough for ten minutes, then let it rest under a damp cloth.";
        string output = $"{Reworded} {Elsewhere}", work = $"{Original} {Otherwise} {Otherwise} {Otherwise} {Otherwise} {copied}";
        MatchedSource[] known = [Known(output, work, "spiral staircase", 0.5), Known(output, work, copied, 1)];

        ParaphraseAlignment found = Assert.Single(ParaphraseAligner.Align(Read(output), Read(work), known));

        Assert.Equal([0], found.Absorbed);
        Assert.Equal(Reworded, found.Output.Of(output));
    }

    [Fact]
    public void What_was_copied_word_for_word_stays_a_match_of_words()
    {
        string output = $"{Elsewhere} {Original}", work = $"{Otherwise} {Original} {Otherwise}";

        Assert.Empty(ParaphraseAligner.Align(Read(output), Read(work), [Known(output, work, Original, 1)]));
    }

    [Fact]
    public void Vectors_alone_find_a_translation_when_the_model_knows_both_languages()
    {
        string[] ours = [.. Enumerable.Range(0, 12).Select(i => $"Frase {i} alfa{i} beta{i} gama{i} delta{i} epsilon{i} zeta{i}.")];
        string[] theirs = [.. Enumerable.Range(0, 40).Select(i => $"Sentence number {i} quux{i}x corge{i}x grault{i}x garply{i}x waldo{i}x.")];
        // Sentences 2 to 9 of the output translate 20 to 27 of the work: same directions; all others have their own.
        var random = new Random(5);
        float[][] directions = [.. Enumerable.Range(0, 52).Select(_ => Direction(random))];
        float[] outputVectors = [.. Enumerable.Range(0, 12).SelectMany(i => i is >= 2 and <= 9 ? directions[20 + i - 2] : directions[40 + i])];
        float[] workVectors = [.. Enumerable.Range(0, 40).SelectMany(i => directions[i])];
        string output = string.Join(' ', ours), work = string.Join(' ', theirs);

        ParaphraseAlignment found = Assert.Single(ParaphraseAligner.Align(
            Read(output, outputVectors), Read(work, workVectors), [], new AlignmentSettings { AcrossLanguages = true }));

        Assert.Equal(string.Join(' ', ours[2..10]), found.Output.Of(output));
        Assert.Equal(string.Join(' ', theirs[20..28]), found.Work.Of(work));
        Assert.Equal(8, found.Sentences.Count);
        Assert.Empty(ParaphraseAligner.Align(Read(output), Read(work), []));
    }

    [Fact]
    public void Spans_lie_in_the_texts_and_pairs_in_the_spans_in_order_whatever_the_texts_are() =>
        Gen.Select(NastyTexts.Gen, NastyTexts.Gen, NastyTexts.Gen).Sample((a, b, shared) =>
        {
            string output = $"{a} {shared} {Reworded} {b}", work = $"{b} {Original} {shared} {a}";
            IReadOnlyList<ParaphraseAlignment> found = ParaphraseAligner.Align(Read(output), Read(work), [], new AlignmentSettings { MinimumBits = 5, MinimumLength = 1 });
            int end = 0;
            foreach (ParaphraseAlignment alignment in found)
            {
                Assert.InRange(alignment.Output.Start, 0, alignment.Output.End - 1);
                Assert.InRange(alignment.Output.End, 1, output.Length);
                Assert.InRange(alignment.Work.Start, 0, alignment.Work.End - 1);
                Assert.InRange(alignment.Work.End, 1, work.Length);
                Assert.InRange(alignment.Similarity, 0f, 1f);
                Assert.NotEmpty(alignment.Sentences);
                int last = alignment.Output.Start;
                foreach (SentencePair pair in alignment.Sentences)
                {
                    Assert.InRange(pair.Output.Start, last, pair.Output.End - 1);
                    Assert.InRange(pair.Output.End, pair.Output.Start + 1, alignment.Output.End);
                    Assert.InRange(pair.Work.Start, alignment.Work.Start, pair.Work.End - 1);
                    Assert.InRange(pair.Work.End, pair.Work.Start + 1, alignment.Work.End);
                    Assert.InRange(pair.Similarity, 0f, 1f);
                    last = pair.Output.End;
                }
                Assert.True(alignment.Output.Start >= end || alignment.Output.End > end);
                end = alignment.Output.End;
            }
        }, iter: 200);

    [Theory]
    [InlineData("stop. ", 50_000)]
    [InlineData("The same sentence again and again about nothing at all. ", 4_000)]
    [InlineData("word ", 100_000)]
    [InlineData("中", 100_000)]
    public void Texts_that_repeat_themselves_without_end_are_done_with(string unit, int times)
    {
        string text = string.Concat(Enumerable.Repeat(unit, times));

        IReadOnlyList<ParaphraseAlignment> found = ParaphraseAligner.Align(Read(text), Read(text + Original), []);

        Assert.All(found, alignment => Assert.InRange(alignment.Output.End, 1, text.Length));
    }

    [Fact]
    public void Vectors_that_do_not_fit_the_sentences_are_refused() =>
        Assert.Throws<ArgumentException>(() => ParaphraseAligner.Align(Read(Original, new float[7]), Read(Reworded, new float[8]), []));

    private static MatchedSource Known(string output, string work, string words, double identity) => new()
    {
        WorkId = "work",
        Output = Find(output, words),
        Span = Find(work, words),
        Words = words.Split(' ').Length,
        Identity = identity,
        Runs = [new CommonRun(Find(output, words), Find(work, words), words.Split(' ').Length)],
    };

    private static TextSpan Find(string text, string words)
    {
        int at = text.IndexOf(words, StringComparison.Ordinal);
        return new TextSpan(at, at + words.Length);
    }

    private static float[] Direction(Random random)
    {
        float[] vector = [.. Enumerable.Range(0, 64).Select(_ => random.NextSingle() - 0.5f)];
        float length = MathF.Sqrt(vector.Sum(static x => x * x));
        return [.. vector.Select(x => x / length)];
    }
}
