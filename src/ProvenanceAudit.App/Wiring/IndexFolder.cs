namespace ProvenanceAudit.App.Wiring;

/// <summary>
/// Where an index lies: in a folder of the user's, which is kept, or in a temporary one, which is deleted at the end.
/// </summary>
internal sealed class IndexFolder : IDisposable
{
    private readonly bool _temporary;

    private IndexFolder(string path, bool temporary) => (Path, _temporary) = (path, temporary);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The user's folder, or a temporary one for null.</summary>
    public static IndexFolder For(string? path) => path is not null
        ? new IndexFolder(path, temporary: false)
        : new IndexFolder(Directory.CreateTempSubdirectory("provenance-audit-").FullName, temporary: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_temporary && Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
