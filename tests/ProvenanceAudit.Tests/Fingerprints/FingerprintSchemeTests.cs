using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Tests.Fingerprints;

public sealed class FingerprintSchemeTests
{
    [Fact]
    public void The_default_guarantees_runs_of_eight_words_and_says_so()
    {
        Assert.Equal(8, FingerprintScheme.Default.GuaranteedRun);
        Assert.Equal("winnowing v1, k=4, w=5, guarantees runs of 8 words, words-nfkc-1", FingerprintScheme.Default.ToString());
    }

    [Fact]
    public void The_default_names_the_tokeniser_that_makes_it() =>
        Assert.Equal(Tokeniser.Normaliser, FingerprintScheme.Default.Normaliser);
}
