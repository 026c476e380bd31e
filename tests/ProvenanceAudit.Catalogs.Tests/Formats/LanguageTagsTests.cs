using ProvenanceAudit.Catalogs.Formats;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

public sealed class LanguageTagsTests
{
    [Theory]
    [InlineData("ger", "de")]
    [InlineData("deu", "de")]
    [InlineData("DE", "de")]
    [InlineData("eng", "en")]
    [InlineData("chi", "zh")]
    [InlineData("zul", "zu")]
    [InlineData("grc", "grc")]
    [InlineData("pt_BR", "pt-BR")]
    [InlineData("por-br", "pt-BR")]
    [InlineData("zh-hant-tw", "zh-Hant-TW")]
    [InlineData("und", null)]
    [InlineData("mul", null)]
    [InlineData("English", null)]
    [InlineData("e1", null)]
    [InlineData("en-", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void Codes_become_tags(string? code, string? tag) => Assert.Equal(tag, LanguageTags.Of(code));
}
