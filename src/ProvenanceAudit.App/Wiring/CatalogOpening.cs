using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.Catalogs;

namespace ProvenanceAudit.App.Wiring;

/// <summary>Opens catalogs on the machine's own disk.</summary>
internal static class CatalogOpening
{
    /// <summary>Prepares to read a catalog.</summary>
    /// <exception cref="FileNotFoundException">There is no such catalog.</exception>
    public static CatalogReader Open(string path, CancellationToken cancellation) =>
        new(path, new IntakeSettings { ReadPage = CatalogPages.Read, Cancellation = cancellation });
}
