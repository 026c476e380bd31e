using System.Collections.Concurrent;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene.Tests;

public sealed class LuceneIndexContractTests : PassageIndexContract, IDisposable
{
    private readonly ConcurrentBag<IndexFolder> _folders = [];

    public void Dispose()
    {
        foreach (IndexFolder folder in _folders)
            folder.Dispose();
    }

    protected override IPassageIndex Build(IEnumerable<WorkText> works, FingerprintScheme? scheme = null)
    {
        var folder = new IndexFolder();
        _folders.Add(folder);
        return folder.With(works, scheme: scheme).Open();
    }
}
