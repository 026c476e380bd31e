using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.MachineLearning.Embedding.Tokens;

namespace ProvenanceAudit.MachineLearning.Tests.Embedding;

public sealed class TokenizerJsonTests
{
    private const string Unigram = """
        {"added_tokens": [{"id": 0, "content": "<s>", "special": true}, {"id": 2, "content": "</s>", "special": true}, {"id": 1, "content": "<pad>", "special": true},
         {"id": 12, "content": "<mask>", "special": true}],
         "normalizer": {"type": "Sequence", "normalizers": [{"type": "Nmt"}, {"type": "NFKC"}, {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
         "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"},
         "post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
           {"SpecialToken": {"id": "</s>", "type_id": 0}}], "special_tokens": {"<s>": {"id": "<s>", "ids": [0]}, "</s>": {"id": "</s>", "ids": [2]}}},
         "model": {"type": "Unigram", "unk_id": 3, "vocab": [["<s>", 0], ["<pad>", 0], ["</s>", 0], ["<unk>", 0], ["▁", -3], ["▁un", -4], ["▁una", -6], ["ff", -4], ["a", -3],
           ["able", -3], ["▁able", -2], ["f", -5]]}}
        """;

    private const string Bytes = """
        {"normalizer": null, "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false}, "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 1], "cls": ["<s>", 0]},
         "model": {"type": "BPE", "vocab": {"<s>": 0, "</s>": 1, "<pad>": 2, "l": 3, "o": 4, "w": 5, "e": 6, "r": 7, "Ġ": 8, "lo": 9, "low": 10, "Ġlow": 11, "er": 12, "Ã": 13, "©": 14, "Ã©": 15},
           "merges": ["l o", "lo w", "Ġ low", "e r", "Ã ©"]}}
        """;

    private const string WordPiece = """
        {"normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null,
         "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, "ab": 1, "##c": 2, "-": 3}}}
        """;

    [Theory]
    [InlineData("unaffable", "▁una ff able")]
    [InlineData("able  able", "▁able ▁able")]
    [InlineData("ﬀ", "▁ ff")]
    [InlineData("able\u200bable\t", "▁able ▁able ▁")]
    [InlineData("xyz able", "▁ <unk> ▁able")]
    [InlineData("<s>a", "▁ <unk> a")]
    [InlineData("", "")]
    public void Unigram_spells_texts_in_the_likeliest_way(string text, string expected) => Assert.Equal(expected, Spell(Unigram, text));

    [Fact]
    public void Unigram_has_the_special_tokens_that_the_file_says()
    {
        ModelTokeniser tokeniser = Read(Unigram);
        Assert.Equal((0, 2, 1, 3, 13), (tokeniser.Before.Single(), tokeniser.After.Single(), tokeniser.Padding, tokeniser.Unknown, tokeniser.Vocabulary.Count));
    }

    [Theory]
    [InlineData("lower low", "low er Ġlow")]
    [InlineData("\u00e9low", "Ã© low")]
    [InlineData("low low low", "low Ġlow Ġlow")]
    public void Byte_level_pairs_are_merged_in_order(string text, string expected) => Assert.Equal(expected, Spell(Bytes, text));

    [Fact]
    public void Byte_level_has_the_special_tokens_that_the_file_says()
    {
        ModelTokeniser tokeniser = Read(Bytes);
        Assert.Equal((0, 1, 2), (tokeniser.Before.Single(), tokeniser.After.Single(), tokeniser.Padding));
    }

    [Theory]
    [InlineData("ABC-ab x", "ab ##c - ab [UNK]")]
    public void WordPiece_goes_with_other_normalisers(string text, string expected) => Assert.Equal(expected, Spell(WordPiece, text));

    [Fact]
    public void BERTs_own_file_cuts_as_its_vocabulary_does()
    {
        const string Bert = """
            {"normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true}, "pre_tokenizer": {"type": "BertPreTokenizer"},
             "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
             "model": {"unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 4, "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "cafe": 4, "##s": 5, "日": 6}}}
            """;
        Assert.IsType<WordPieceTokeniser>(Read(Bert).Subwords);
        Assert.Equal("cafe 日 日 [UNK]", Spell(Bert, "Café日日 cafés"));
    }

    [Fact]
    public void The_most_tokens_that_are_wanted_are_kept()
    {
        List<int> tokens = [];
        Read(Unigram).Subwords.Append("unaffable able", 3, tokens);
        Assert.Equal(3, tokens.Count);
    }

    [Fact]
    public void Lone_surrogates_and_endless_words_do_no_harm()
    {
        foreach (string file in new[] { Unigram, Bytes, WordPiece })
        {
            List<int> tokens = [];
            ModelTokeniser tokeniser = Read(file);
            tokeniser.Subwords.Append("low\ud800able\udc00 " + new string('l', 200_000), int.MaxValue, tokens);
            Assert.All(tokens, t => Assert.InRange(t, 0, tokeniser.Vocabulary.Count - 1));
        }
    }

    [Theory]
    [InlineData("normalizer", "{\"type\": \"Wondrous\"}", "a normaliser 'Wondrous'")]
    [InlineData("pre_tokenizer", "{\"type\": \"Wondrous\"}", "a pre-tokeniser 'Wondrous'")]
    [InlineData("post_processor", "{\"type\": \"Wondrous\"}", "a post-processor 'Wondrous'")]
    [InlineData("model", "{\"type\": \"WordLevel\", \"vocab\": {\"a\": 0}}", "the type 'WordLevel'")]
    [InlineData("model", "{\"type\": \"BPE\", \"byte_fallback\": true, \"vocab\": {\"a\": 0}, \"merges\": []}", "with byte fallback")]
    [InlineData("model", "{\"type\": \"BPE\", \"vocab\": {\"a\": 999999999}, \"merges\": []}", "numbers of tokens that are not from 0")]
    [InlineData("model", "{}", "is no tokenizer.json that can be read")]
    public void What_is_not_known_is_refused_by_name(string property, string value, string message)
    {
        JsonNode file = JsonNode.Parse(WordPiece)!;
        file[property] = JsonNode.Parse(value);
        Assert.Contains(message, Assert.Throws<EmbedderUnusableException>(() => Read(file.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_of_characters_replaces_what_its_trie_has()
    {
        // One key, "A" (0x41), whose replacement is "bc": units 0 (root, offset 64), 64 ^ 0x41 = 1 (label, has a leaf, offset 2 from itself), 1 ^ 2 = 3 (the leaf, value 0).
        uint[] trie = [64 << 10, (2 << 10) | (1 << 8) | 0x41, 0, 0x80000000];
        byte[] map = new byte[4 + 16];
        BinaryPrimitives.WriteUInt32LittleEndian(map, 16);
        for (int i = 0; i < trie.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(map.AsSpan(4 + (4 * i)), trie[i]);
        Assert.Equal("bcaBbc \u00e9", new CharacterMap([.. map, .. "bc\0"u8], "t").Apply("AaBA \u00e9"));
        Assert.Throws<EmbedderUnusableException>(() => new CharacterMap(map.AsSpan(0, 12), "t"));
    }

    [Fact]
    public void Vocabularies_of_several_scripts_are_told_from_others()
    {
        Assert.True(Scripts.AreMany(["the", "and", "▁слово", "▁λόγος", "日本", "a", "я"]));
        Assert.False(Scripts.AreMany(["the", "and", "über", "über", "for", "日", "本", "я"]));
        Assert.True(Scripts.AreMany(["Ġthe", "and", .. new[] { "слово", "речь" }.Select(Spelt)]));
    }

    [Fact]
    public void BERTs_English_vocabulary_is_of_one_script() => Assert.False(Scripts.AreMany(MachineLearning.Embedding.Onnx.MiniLmPackage.Read().Tokeniser.Vocabulary));

    private static string Spelt(string text) => string.Concat(Encoding.UTF8.GetBytes(text)
        .Select(b => b is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255) ? (char)b : (char)(256 + Enumerable.Range(0, b).Count(x => x is < 33 or (>= 127 and <= 160) or 173))));

    private static ModelTokeniser Read(string json) => TokenizerJson.Read(Encoding.UTF8.GetBytes(json), "t");

    private static string Spell(string json, string text)
    {
        ModelTokeniser tokeniser = Read(json);
        List<int> tokens = [];
        tokeniser.Subwords.Append(text, int.MaxValue, tokens);
        return string.Join(' ', tokens.Select(t => tokeniser.Vocabulary[t]));
    }
}
