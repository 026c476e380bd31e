using CsCheck;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Tests.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Similarity;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("Call me Ishmael. Some years ago I went to sea.", "Call me Ishmael.|Some years ago I went to sea.")]
    [InlineData("“Who is there?” asked Mr. J. Smith of St. Ives. Nobody!", "“Who is there?” asked Mr. J. Smith of St. Ives.|Nobody!")]
    [InlineData("He said: “Stop!” Then he ran.", "He said: “Stop!”|Then he ran.")]
    [InlineData("It cost 3.5 million. Really?! Yes...", "It cost 3.5 million.|Really?!|Yes...")]
    [InlineData("Das kostet ca. 5 Euro, z.B. heute. Morgen mehr.", "Das kostet ca. 5 Euro, z.B. heute.|Morgen mehr.")]
    [InlineData("吾輩は猫である。名前はまだ無い。", "吾輩は猫である。|名前はまだ無い。")]
    [InlineData("यह एक वाक्य है। यह दूसरा है।", "यह एक वाक्य है।|यह दूसरा है।")]
    [InlineData("كيف حالك؟ أنا بخير.", "كيف حالك؟|أنا بخير.")]
    [InlineData("A title\n\nThe first line goes\non in the next.\nAnother one.", "A title|The first line goes\non in the next.|Another one.")]
    [InlineData("Things to buy\n- Apples\n- Pears", "Things to buy|- Apples|- Pears")]
    [InlineData("no stop at all", "no stop at all")]
    [InlineData(" \n\t ", "")]
    public void Sentences_end_where_readers_of_the_language_see_them_end(string text, string sentences) =>
        Assert.Equal(sentences.Split('|', StringSplitOptions.RemoveEmptyEntries), SentenceSplitter.Split(text).Select(span => span.Of(text)));

    [Fact]
    public void Sentences_hold_all_that_is_not_white_space_in_order_and_none_is_too_long() => NastyTexts.Gen.Sample(text =>
    {
        int end = 0;
        foreach (TextSpan sentence in SentenceSplitter.Split(text))
        {
            Assert.True(string.IsNullOrWhiteSpace(text[end..sentence.Start]));
            Assert.InRange(sentence.Length, 1, SentenceSplitter.MaximumLength);
            Assert.False(char.IsWhiteSpace(text[sentence.Start]) || char.IsWhiteSpace(text[sentence.End - 1]));
            end = sentence.End;
        }
        Assert.True(string.IsNullOrWhiteSpace(text[end..]));
    });

    [Theory]
    [InlineData("word ")]
    [InlineData("x")]
    [InlineData("\n")]
    [InlineData("a.")]
    [InlineData(". ")]
    [InlineData("\"")]
    public void A_million_of_anything_is_cut_into_bounded_sentences(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 1_000_000));

        Assert.All(SentenceSplitter.Split(text), sentence => Assert.InRange(sentence.Length, 1, SentenceSplitter.MaximumLength));
    }

    [Fact]
    public void Passages_hold_every_sentence_and_each_reaches_further_than_the_one_before() => NastyTexts.Gen.Array[1, 8].Sample(texts =>
    {
        string text = string.Join(". ", texts);
        IReadOnlyList<TextSpan> sentences = SentenceSplitter.Split(text);
        int end = 0;
        foreach (TextPassage passage in PassageSplitter.Split(text, sentences))
        {
            Assert.InRange(passage.FirstSentence, 0, end);
            Assert.True(passage.FirstSentence + passage.Sentences > end);
            end = passage.FirstSentence + passage.Sentences;
            Assert.Equal(new TextSpan(sentences[passage.FirstSentence].Start, sentences[end - 1].End), passage.Span);
            Assert.True(passage.Sentences == 1 || passage.Span.Length <= 2 * PassageSplitter.MaximumLength + 200);
        }
        Assert.Equal(sentences.Count, end);
    });
}
