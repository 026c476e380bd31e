using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene.Tests;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class IndexFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetTempPath(), "provenance-audit-" + Guid.NewGuid().ToString("N"));

    /// <summary>Adds works and commits, so many works a commit.</summary>
    public IndexFolder With(IEnumerable<WorkText> works, int worksPerCommit = int.MaxValue, FingerprintScheme? scheme = null)
    {
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(Path, scheme);
        int pending = 0;
        foreach (WorkText work in works)
        {
            writer.Add(work);
            if (++pending < worksPerCommit)
                continue;
            writer.Commit();
            pending = 0;
        }
        writer.Commit();
        return this;
    }

    public FingerprintIndexReader Open() => FingerprintIndexReader.Open(Path);

    /// <summary>Copies the files of an index into another folder.</summary>
    public void CopyTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(Path))
            File.Copy(file, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)), overwrite: true);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
