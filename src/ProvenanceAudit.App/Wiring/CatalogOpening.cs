using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.Catalogs;

namespace ProvenanceAudit.App.Wiring;

/// <summary>Opens catalogs on the machine's own disk.</summary>
internal static class CatalogOpening
{
    /// <summary>Prepares to read a catalog.</summary>
    /// <exception cref="FileNotFoundException">There is no such catalog.</exception>
    /// <param name="path">The folder or file; <c>-</c> for standard input.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <param name="columns">What columns of tables are, where that is not to be guessed.</param>
    /// <param name="onTable">Told of each table, what its columns are taken for.</param>
    public static CatalogReader Open(
        string path, CancellationToken cancellation, IReadOnlyDictionary<string, string>? columns = null, Action<string, TableMapping>? onTable = null) =>
        new(path, new IntakeSettings { Columns = columns, OnTable = onTable, ReadPage = CatalogPages.Read, Cancellation = cancellation });
}
