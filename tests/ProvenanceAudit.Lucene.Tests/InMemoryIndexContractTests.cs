using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene.Tests;

public sealed class InMemoryIndexContractTests : PassageIndexContract
{
    protected override IPassageIndex Build(IEnumerable<WorkText> works, FingerprintScheme? scheme = null) =>
        new InMemoryPassageIndex(works, scheme);
}
