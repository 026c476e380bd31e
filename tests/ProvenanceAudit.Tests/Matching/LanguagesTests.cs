using System.Globalization;
using System.Text;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Tests.Text;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>Copied words are found whole, word for word, in any language and however they are set.</summary>
public sealed class LanguagesTests
{
    public static TheoryData<string> Languages => [.. Classics.Passages.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_passage_is_found_whole_among_other_words(string language) => FindVerbatim(language, text => text);

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_passage_in_capitals_is_found_whole(string language) => FindVerbatim(language, text => text.ToUpperInvariant());

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_passage_in_small_letters_is_found_whole(string language) =>
        FindVerbatim(language, text => text.ToLowerInvariant());

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_passage_in_decomposed_letters_is_found_whole(string language) =>
        FindVerbatim(language, text => text.Normalize(NormalizationForm.FormD));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_passage_in_compatibility_letters_is_found_whole(string language) =>
        FindVerbatim(language, text => string.Concat(text.Select(c =>
            c is > ' ' and <= '~' and not '\'' ? (char)(c + 0xFEE0) : c)));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_passage_without_its_punctuation_is_found_whole(string language) =>
        FindVerbatim(language, text => Punctuated(text, " "));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_passage_with_other_punctuation_is_found_whole(string language) =>
        FindVerbatim(language, text => Punctuated(text, " – … \u00A0"));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_passage_broken_into_other_lines_is_found_whole(string language) =>
        FindVerbatim(language, text => text.Replace(" ", "\r\n   ", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_passage_with_invisible_characters_in_its_words_is_found_whole(string language) =>
        FindVerbatim(language, text => string.Join('\u200B', StringInfo.GetTextElementEnumerator(text).Elements()));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_passage_with_a_word_of_another_script_before_and_behind_is_found_whole(string language)
    {
        string passage = Classics.Passages[language];
        string stranger = language is "ru" ? "word" : "слово";
        Classics.FindWhole(language, $"{stranger} {passage} {stranger}", passage);
        // Where words need no spaces, none divides them from what stands beside them.
        if (language is "zh" or "ja" or "th")
            Classics.FindWhole(language, stranger + passage + stranger, passage);
    }

    private static void FindVerbatim(string language, Func<string, string> set)
    {
        string passage = Classics.Passages[language], written = set(passage);
        Match match = Classics.FindWhole(language, $"So it says: {written}. And so on", written);
        Assert.Equal(MatchKind.Verbatim, match.Kind);
        Assert.Equal(Words.Of(passage).Count, match.Words);
    }

    private static string Punctuated(string text, string punctuation) => string.Concat(text.Select(c =>
        char.IsPunctuation(c) && c is not ('’' or '\'') ? punctuation : c.ToString()));
}

file static class TextElements
{
    public static IEnumerable<string> Elements(this TextElementEnumerator elements)
    {
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }
}
