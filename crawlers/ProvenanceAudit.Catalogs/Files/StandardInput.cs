using ProvenanceAudit.Records;

namespace ProvenanceAudit.Catalogs.Files;

/// <summary>What is piped in, as the one file of a catalog; texts that its records name lie in the current folder.</summary>
internal sealed class StandardInput(CancellationToken cancellation) : FileSet
{
    /// <inheritdoc/>
    protected override IEnumerable<FileEntry> Entries() =>
        [new Entry(cancellation) { Name = "standard input", Path = "standard input", StoredBytes = 0 }];

    private sealed class Entry(CancellationToken cancellation) : FileEntry
    {
        public override Stream Open() => new InterruptibleStream(Console.OpenStandardInput(), cancellation);

        public override string? ReadBeside(string path, out string? reason)
        {
            if (CatalogPaths.Resolve(Directory.GetCurrentDirectory(), path, out reason) is not { } full)
                return null;
            TextFile text = TextFile.Read(full);
            reason = text.Problem is null ? null : $"the text '{path}' {text.Problem}";
            return text.Text;
        }
    }
}
