using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Formats.Onix;

/// <summary>
/// ONIX for Books 2.1, 3.0 and 3.1 (EDItEUR), with reference names or short tags: messages of any length, each Product a record; a Product
/// that stands alone as well.
/// </summary>
internal sealed class OnixFormat : ICatalogFormat
{
    private static readonly string[] Roots = ["ONIXMessage", "ONIXmessage"];

    /// <inheritdoc/>
    public string Name => "ONIX for Books";

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => head.Xml is { } xml && (Roots.Contains(xml.Name)
        || IsOfOnix(xml.Namespace)
        || (xml.Name is "Product" or "product" && (head.Text.Contains("<RecordReference", StringComparison.Ordinal)
            || head.Text.Contains("<a001", StringComparison.Ordinal))));

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        // A header that is not closed ends where the first product begins; in a product, an element of that name is none.
        var scanner = new XmlRecordScanner(file.Content, settings, nests: false, "Product", "product", "Header", "header");
        OnixMessage? message = null;
        string? headerProblem = null;
        XElement? header = null;
        bool hasProducts = false;
        foreach (XmlRecord record in scanner.Read())
        {
            if (record.Name is "Header" or "header")
            {
                // A message has one; an unusable one costs no more than its defaults.
                header ??= record.Element;
                headerProblem ??= record.Problem;
                continue;
            }
            hasProducts = true;
            message ??= OnixMessage.Of(scanner.Root, header, record);
            List<string> warnings = [.. record.Warnings];
            if (headerProblem is not null)
                warnings.Add($"the message's header could not be read: {headerProblem}");
            headerProblem = null;
            CatalogRecord read = record.Element is null
                ? CatalogRecord.Refused(file.Name, record.Line, record.WordsInBeginning("RecordReference", "a001"), record.Problem!)
                : new OnixProduct(record, message, file.Name, settings, warnings).Read();
            yield return read with { Format = message.Format };
        }
        string format = (message ?? OnixMessage.Of(scanner.Root, header, null)).Format;
        if (scanner.IsCut)
        {
            yield return CatalogRecord.Refused(
                file.Name, scanner.Line, null, "the file ends before all that it opens is closed: it was cut; send the whole file again")
                with
            { Format = format };
        }
        else if (!hasProducts)
        {
            yield return CatalogRecord.Refused(
                file.Name, scanner.Line, null, "the message holds no products; send one with at least one <Product>") with
            { Format = format };
        }
    }

    private static bool IsOfOnix(string space) => space.Contains("editeur.org/onix", StringComparison.OrdinalIgnoreCase);
}
