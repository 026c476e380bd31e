using CsCheck;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Text;

public sealed class TokeniserTests
{
    [Theory]
    [InlineData("Call me Ishmael.", "Call|me|Ishmael")]
    [InlineData("L’homme n'est qu'un roseau.", "L’homme|n'est|qu'un|roseau")]
    [InlineData("Größe: 3,5 km²", "Größe|3|5|km²")]
    [InlineData("A saudade não é português?", "A|saudade|não|é|português")]
    [InlineData("Все счастливые семьи…", "Все|счастливые|семьи")]
    [InlineData("السلام عليكم، كيف", "السلام|عليكم|كيف")]
    [InlineData("בְּרֵאשִׁית בָּרָא", "בְּרֵאשִׁית|בָּרָא")]
    [InlineData("ג׳ירפה ג'ירפה", "ג׳ירפה|ג'ירפה")]
    [InlineData("हिन्दी में लिखा।", "हिन्दी|में|लिखा")]
    [InlineData("中文，你好", "中|文|你|好")]
    [InlineData("吾輩は猫である。", "吾|輩|は|猫|で|あ|る")]
    [InlineData("ภาษาไทย", "ภ|า|ษ|า|ไ|ท|ย")]
    [InlineData("น้ำดี", "น้|ำ|ดี")]
    [InlineData("한국어 문장", "한국어|문장")]
    [InlineData("Python3.12でＡＢＣ", "Python3|12|で|ＡＢＣ")]
    public void Words_of_many_languages_keep_their_offsets(string text, string words) =>
        Assert.Equal(words.Split('|'), Words.Written(text));

    [Theory]
    [InlineData("don't 'quoted' rock'n'roll dogs' ''", "don't|quoted|rock'n'roll|dogs")]
    [InlineData("said ’yes’😀 and 'no'中", "said|yes|and|no|中")]
    [InlineData("O'\u00ADNeill x'\u200B y", "O'\u00ADNeill|x|y")]
    public void Apostrophes_belong_to_words_only_between_letters(string text, string words) =>
        Assert.Equal(words.Split('|'), Words.Written(text));

    [Theory]
    [InlineData("a hyphen-\nated word", "a|hyphenated|word")]
    [InlineData("a hyphen-\r\n    ated word", "a|hyphenated|word")]
    [InlineData("a hyphen\u00AD\nated word", "a|hyphenated|word")]
    [InlineData("a hyphen\u2010\nated word", "a|hyphenated|word")]
    [InlineData("a hy\u00ADphen\u00ADated word", "a|hyphenated|word")]
    [InlineData("Anglo-\nSaxon", "anglo|saxon")]
    [InlineData("well-known", "well|known")]
    [InlineData("list -\nitem", "list|item")]
    [InlineData("1914-\nand", "1914|and")]
    [InlineData("end-\n\nstart", "end|start")]
    public void A_word_hyphenated_over_a_line_end_is_one_word(string text, string forms) =>
        Assert.Equal(forms.Split('|'), Words.Forms(text));

    [Theory]
    [InlineData("ﬁnd the ﬂow", "find the flow")]
    [InlineData("café", "cafe\u0301")]
    [InlineData("Ｆｕｌｌ　Ｗｉｄｔｈ １２", "full width 12")]
    [InlineData("it’s “quoted” — yes", "It's \"QUOTED\" - Yes")]
    [InlineData("Straße GROẞ", "strasse gross")]
    [InlineData("ΟΔΥΣΣΕΥΣ ὁδός", "οδυσσευς ὁδόσ")]
    [InlineData("soft\u00ADhyphen zero\u200Bwidth", "softhyphen zerowidth")]
    [InlineData("I \u2764\uFE0F you", "I \u2764 you")]
    [InlineData("葛\U000E0100城", "葛城")]
    [InlineData("ｶﾞｷﾞ", "ガギ")]
    [InlineData("か\u3099", "が")]
    [InlineData("\u1112\u1161\u11AB\u1100\u116E\u11A8", "한국")]
    [InlineData("Ё е\u0308", "ё ё")]
    [InlineData("ג׳ירפה", "ג'ירפה")]
    [InlineData("\uFEFFbegin", "begin")]
    public void Typographic_variants_have_equal_hashes(string one, string other) =>
        Assert.Equal(Words.Hashes(one), Words.Hashes(other));

    [Theory]
    [InlineData("cote", "coté")]
    [InlineData("resume", "resumes")]
    [InlineData("its", "it's")]
    [InlineData("о", "o")]
    public void Different_words_have_different_hashes(string one, string other) =>
        Assert.NotEqual(Words.Hashes(one), Words.Hashes(other));

    [Theory]
    [InlineData("")]
    [InlineData("😀🎉 ❤\uFE0F")]
    [InlineData("...—…\r\n\t \0")]
    [InlineData("\u0301 \uFE0F \u200B")]
    public void A_text_without_letters_has_no_words(string text) => Assert.Empty(Words.Of(text));

    [Fact]
    public void Lone_surrogates_end_words() => Assert.Equal(["ab", "cd", "ef"], Words.Written("ab\uD800cd\uDC00ef"));

    [Fact]
    public void Letters_outside_the_basic_plane_fold_their_case() =>
        Assert.Equal(Words.Hashes("\U00010428\U00010429"), Words.Hashes("\U00010400\U00010401"));

    [Fact]
    public void Every_length_and_place_around_the_blocks_gives_the_words_of_the_slow_tokeniser()
    {
        string[] cores = ["x", "it's", "wörd", "e\u0301'e\u0301", "ab-\n cd", "中文", "a'", "'a", "x\u00AD\ny", "\U0001D400b"];
        foreach (string core in cores)
        {
            for (int before = 0; before <= 130; before++)
            {
                // The core slides over the borders of the 32-unit halves and the 64-unit blocks, at the end of the text and
                // inside it.
                string text = new string(before % 2 == 0 ? 'q' : ' ', before) + core;
                Assert.Equal(SlowTokeniser.Tokenise(text), Words.Of(text));
                text += new string('r', 70) + " tail";
                Assert.Equal(SlowTokeniser.Tokenise(text), Words.Of(text));
            }
        }
    }

    [Fact]
    public void Any_text_has_the_words_of_the_slow_tokeniser()
    {
        var tokeniser = new ThreadLocal<Tokeniser>(() => new Tokeniser());
        var tokens = new ThreadLocal<WordTokens>(() => new WordTokens());
        NastyTexts.Gen.Sample(
            text =>
            {
                tokeniser.Value!.Tokenise(text, tokens.Value!);
                Assert.Equal(SlowTokeniser.Tokenise(text), Words.In(tokens.Value!));
            },
            iter: 20_000);
    }

    [Fact]
    public void Spans_are_in_order_inside_the_text_and_disjoint_and_hash_to_the_words_hash()
    {
        NastyTexts.Gen.Sample(
            text =>
            {
                int end = 0;
                foreach ((TextSpan span, ulong hash) in Words.Of(text))
                {
                    Assert.True(end <= span.Start && span.Start < span.End && span.End <= text.Length);
                    end = span.End;
                    Assert.Equal(WordHash.Of(ComparisonForm.Of(span.Of(text))), hash);
                }
            },
            iter: 5_000);
    }

    [Fact]
    public void A_word_of_any_length_is_one_word()
    {
        foreach (int length in new[] { 1, 7, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128, 129, 4095, 4096, 4097, 100_000 })
        {
            foreach (char letter in "aéж")
            {
                (TextSpan span, ulong hash) = Assert.Single(Words.Of(" " + new string(letter, length) + " "));
                Assert.Equal(new TextSpan(1, length + 1), span);
                Assert.Equal(WordHash.Of(new string(letter, length)), hash);
            }
        }
    }

    [Fact]
    public void A_tokeniser_is_as_good_after_a_longer_text_as_before()
    {
        var tokeniser = new Tokeniser();
        var tokens = new WordTokens();
        tokeniser.Tokenise(string.Concat(Enumerable.Repeat("Ünï-\ncode it's 中文 \u00AD", 5000)), tokens);
        foreach (string text in new[] { "short text", new string('a', 64), "x'\u00AD", "", "中" })
        {
            tokeniser.Tokenise(text, tokens);
            Assert.Equal(SlowTokeniser.Tokenise(text), Words.In(tokens));
        }
    }
}
