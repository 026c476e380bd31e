using System.Text;
using CsCheck;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Tests.Text;

public sealed class ComparisonFormTests
{
    [Fact]
    public void The_form_of_a_form_is_itself_for_every_character_of_a_word()
    {
        var failed = new List<string>();
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.TryCreate(value, out Rune rune))
                continue;
            string form = ComparisonForm.Of(rune.ToString());
            if (ComparisonForm.Of(form) != form)
                failed.Add($"U+{value:X4}");
        }
        Assert.Empty(failed);
    }

    [Fact]
    public void The_form_of_a_form_is_itself_for_any_word() =>
        NastyTexts.Gen.Sample(
            text =>
            {
                foreach (string form in Words.Forms(text))
                    Assert.Equal(form, ComparisonForm.Of(form));
            },
            iter: 5_000);

    [Fact]
    public void Case_makes_no_difference_to_letters()
    {
        var failed = new List<string>();
        for (int c = 0; c < 0x10000; c++)
        {
            if (char.IsSurrogate((char)c) || !char.IsLetter((char)c))
                continue;
            string lower = char.ToLowerInvariant((char)c).ToString();
            if (ComparisonForm.Of(lower) != ComparisonForm.Of(((char)c).ToString()) && c != 'İ')
                failed.Add($"U+{c:X4}");
        }
        Assert.Empty(failed);
    }

    [Theory]
    [InlineData("Straße", "strasse")]
    [InlineData("İstanbul", "i\u0307stanbul")]
    [InlineData("O’Neill", "o'neill")]
    [InlineData("hy\u00ADphen-\n  ated", "hyphenated")]
    [InlineData("x²", "x2")]
    [InlineData("", "")]
    public void A_form_is_folded_and_composed(string word, string form) => Assert.Equal(form, ComparisonForm.Of(word));

    [Fact]
    public void Half_a_surrogate_pair_compares_as_the_replacement_character()
    {
        Assert.Equal("a\uFFFD", ComparisonForm.Of("A\uD800"));
        Assert.Equal("\uFFFDa", ComparisonForm.Of("\uDC00A"));
    }

    [Fact]
    public void No_form_is_longer_than_promised()
    {
        string[] growing = ["ﷺ", "ΐ", "ß", "a", "가", "\uD800", "\U0001D165"];
        Gen.Int[0, growing.Length - 1].Array[1, 60].Select(p => string.Concat(p.Select(i => growing[i]))).Sample(
            word => Assert.True(ComparisonForm.Of(word).Length <= ComparisonForm.MaximumLength(word.Length)));
    }
}
