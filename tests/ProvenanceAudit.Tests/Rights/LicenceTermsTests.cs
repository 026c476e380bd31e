using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Tests.Rights;

public sealed class LicenceTermsTests
{
    [Theory]
    [InlineData("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0")]
    [InlineData("http://creativecommons.org/licenses/by/4.0", "CC-BY-4.0")]
    [InlineData("//www.creativecommons.org/licenses/by-nc-sa/4.0/deed.de", "CC-BY-NC-SA-4.0")]
    [InlineData("https://creativecommons.org/licenses/by-sa/3.0/de/legalcode", "CC-BY-SA-3.0-DE")]
    [InlineData("https://creativecommons.org/licenses/by-nd-nc/1.0/", "CC-BY-NC-ND-1.0")]
    [InlineData("https://creativecommons.org/licenses/by/2.5/scotland/", "CC-BY-2.5-SCOTLAND")]
    [InlineData("https://creativecommons.org/licenses/by/3.0/igo/", "CC-BY-3.0-IGO")]
    [InlineData("https://creativecommons.org/licenses/by/4.0/legalcode.txt", "CC-BY-4.0")]
    [InlineData("https://creativecommons.org/publicdomain/zero/1.0/deed.en", "CC0-1.0")]
    [InlineData("https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0")]
    [InlineData("https://spdx.org/licenses/CC-BY-NC-ND-4.0.html", "CC-BY-NC-ND-4.0")]
    [InlineData("cc-by-sa-3.0-de", "CC-BY-SA-3.0-DE")]
    [InlineData("CC BY-NC 4.0", "CC-BY-NC-4.0")]
    [InlineData("Creative Commons BY 4.0 International", "CC-BY-4.0")]
    [InlineData("CC0", "CC0-1.0")]
    [InlineData("mit", "MIT")]
    [InlineData("https://opensource.org/licenses/MIT", "MIT")]
    [InlineData("https://www.apache.org/licenses/LICENSE-2.0.html", "Apache-2.0")]
    [InlineData("http://opendatacommons.org/licenses/odbl/1.0/", "ODbL-1.0")]
    [InlineData("http://rightsstatements.org/vocab/InC/1.0/", "RightsStatements-InC-1.0")]
    public void A_licence_is_known_however_it_is_named(string value, string id) => Assert.Equal(id, LicenceTerms.Of(value)?.Id);

    [Theory]
    [InlineData("https://creativecommons.org/")]
    [InlineData("https://creativecommons.org/licenses/")]
    [InlineData("https://creativecommons.org/licenses/by/9.0/")]
    [InlineData("https://creativecommons.org/licenses/by-nd-sa/4.0/")]
    [InlineData("https://creativecommons.org/licenses/by-by/4.0/")]
    [InlineData("https://creativecommons.example/licenses/by/4.0/")]
    [InlineData("https://evil.example/?https://creativecommons.org/licenses/by/4.0/")]
    [InlineData("CC BY")]
    [InlineData("All rights reserved")]
    [InlineData("")]
    [InlineData("cc-")]
    public void What_names_no_licence_exactly_is_not_guessed(string value) => Assert.Null(LicenceTerms.Of(value));

    [Theory]
    [InlineData("CC0-1.0", RightsUse.AiTraining, RightsEffect.Permit, "")]
    [InlineData("CC-BY-4.0", RightsUse.AiTraining, RightsEffect.Conditional, "Attribution")]
    [InlineData("CC-BY-NC-SA-4.0", RightsUse.AiTraining, RightsEffect.Conditional, "Attribution NonCommercial ShareAlike")]
    [InlineData("CC-BY-ND-4.0", RightsUse.TextAndDataMining, RightsEffect.Conditional, "Attribution NoDerivatives")]
    [InlineData("CC-BY-4.0", RightsUse.Crawl, RightsEffect.Inform, "")]
    [InlineData("RightsStatements-InC-1.0", RightsUse.AiTraining, RightsEffect.Inform, "")]
    [InlineData("O-UDA-1.0", RightsUse.AiTraining, RightsEffect.Permit, "")]
    public void Each_use_is_evaluated_by_what_the_licence_asks(string id, RightsUse use, RightsEffect effect, string conditions)
    {
        (RightsEffect found, IReadOnlyList<RightsCondition> asked, string reason) = LicenceTerms.OfSpdx(id)!.For(use);

        Assert.Equal(effect, found);
        Assert.Equal(conditions, string.Join(' ', asked.Select(one => one.Kind)));
        Assert.StartsWith(id, reason, StringComparison.Ordinal);
    }
}
