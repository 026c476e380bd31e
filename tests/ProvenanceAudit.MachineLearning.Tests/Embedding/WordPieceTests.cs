using System.Text;
using CsCheck;
using ProvenanceAudit.MachineLearning.Embedding.Onnx;
using ProvenanceAudit.MachineLearning.Embedding.Tokens;

namespace ProvenanceAudit.MachineLearning.Tests.Embedding;

/// <summary>The numbers are those of bert-base-uncased, whose vocabulary MiniLM has.</summary>
public sealed class WordPieceTests
{
    private static readonly ModelTokeniser Bert = MiniLmPackage.Read().Tokeniser;

    [Theory]
    [InlineData("hello world", "7592 2088")]
    [InlineData("Hello, World!", "7592 1010 2088 999")]
    [InlineData("unaffable", "14477 20961 3468")]
    [InlineData("", "")]
    [InlineData(" \t\r\n\u00a0\u3000\u2028", "")]
    public void Texts_have_the_numbers_that_the_model_was_trained_with(string text, string expected) => Assert.Equal(expected, Numbers(text));

    [Theory]
    [InlineData("Café NAÏVE ÅNGSTRÖM", "cafe naive ang ##strom")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("日本語abc中文def", "日 本 語 abc 中 文 def")]
    [InlineData("don't stop-it!", "don ' t stop - it !")]
    [InlineData("a\u0000b c\u200Bd \uFEFFe", "ab cd e")]
    [InlineData("tab\tbed\u0085gone", "tab bed ##gon ##e")]
    [InlineData("$5 + ~x^2`", "$ 5 + ~ x ^ 2 `")]
    [InlineData("[SEP] [MASK]", "[ sep ] [ mask ]")]
    [InlineData("«quoted» — “so”…", "« quoted » — “ so ” …")]
    [InlineData("한국", "ᄒ ##ᅡ ##ᆫ ##ᄀ ##ᅮ ##ᆨ")]
    [InlineData("ok \ud83d\ude00", "ok [UNK]")]
    public void Text_is_cleaned_and_parted_as_BERT_does(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Tokens(text).Select(t => Bert.Vocabulary[t])));

    [Fact]
    public void Words_of_more_than_100_characters_are_unknown()
    {
        Assert.DoesNotContain(Bert.Unknown, Tokens(new string('a', 100)));
        Assert.Equal([Bert.Unknown], Tokens(new string('a', 101)));
        Assert.Equal([Bert.Unknown], Tokens(string.Concat(Enumerable.Repeat("\U00010400", 101))));
    }

    [Fact]
    public void Lone_surrogates_are_passed_over() => Assert.Equal(Tokens("hello world"), Tokens("hel\ud800lo \udc00 world\ud83d"));

    [Fact]
    public void No_more_tokens_are_appended_than_asked_for()
    {
        var tokens = new List<int> { 101 };
        Bert.Subwords.Append("unaffable unaffable", 4, tokens);
        Assert.Equal([101, 14477, 20961, 3468, 14477], tokens);
    }

    [Fact]
    public void What_was_cut_before_is_cut_the_same_again() => Gen.Char.Array[0, 60].Select(c => new string(c)).Sample(text =>
    {
        List<int> fresh = [];
        new WordPieceTokeniser(Bert.Vocabulary, Bert.Unknown, Bert.WordPiece!).Append(text, int.MaxValue, fresh);
        return Tokens(text).SequenceEqual(fresh) && Tokens(text).SequenceEqual(fresh);
    }, iter: 20);

    [Fact]
    public void Texts_one_after_the_other_have_their_tokens_one_after_the_other() => Gen.Select(Gen.String, Gen.String).Sample((a, b) =>
        Tokens($"{a} {b}").SequenceEqual(Tokens(a).Concat(Tokens(b))), iter: 500);

    [Fact]
    public void Case_and_accents_stay_where_a_model_keeps_them()
    {
        ModelTokeniser cased = VocabularyFile.Read(Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\nÉté\nété\n##s\n"),
            new WordPieceSettings { LowerCase = false, StripAccents = false }, "v");
        List<int> tokens = [];
        cased.Subwords.Append("Étés été ETE", 9, tokens);
        Assert.Equal([4, 6, 5, 1], tokens);
    }

    private static List<int> Tokens(string text)
    {
        List<int> tokens = [];
        Bert.Subwords.Append(text, int.MaxValue, tokens);
        return tokens;
    }

    private static string Numbers(string text) => string.Join(' ', Tokens(text));
}
