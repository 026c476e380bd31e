using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using AngleSharp.Dom;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Text.Pages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats.Epub;

/// <summary>
/// EPUB 2 and 3 as one work: the text of its documents in reading order, those outside of it (<c>linear="no"</c>) at the end; the metadata and
/// the rights of its package document. Of several renditions the first counts, which OCF names the default one.
/// </summary>
internal sealed class EpubFormat : ICatalogFormat
{
    private const int MostWarnings = 20;

    /// <inheritdoc/>
    public string Name => "EPUB";

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        // Archives of files are told apart before: what comes here is a document of some kind.
        ReadOnlySpan<byte> bytes = head.Bytes.Span;
        if (!bytes.StartsWith("PK\x03\x04"u8))
            return false;
        // The first file says what kind, as it is unless somebody packed it, which books do not have to have done right.
        bool isStored = bytes.Length > 38 && bytes[8] == 0 && bytes[30..].StartsWith("mimetype"u8);
        if (isStored)
            return bytes[38..Math.Min(bytes.Length, 200)].IndexOf("application/epub+zip"u8) >= 0;
        return bytes.IndexOf("[Content_Types].xml"u8) < 0;
    }

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        yield return ReadBook(file, settings);
    }

    private static CatalogRecord ReadBook(CatalogFile file, IntakeSettings settings)
    {
        Stream stream = file.Seekable();
        using var book = new EpubArchive(stream, settings, file.Unpacking);
        EpubEncryption encryption = EpubEncryption.Of(book);
        var warnings = new List<string>();
        string path = PackageOf(book, warnings);
        if (encryption.ReasonAgainst(path) is { } closed)
            return CatalogRecord.Refused(file.Name, 0, null, closed);
        XElement package;
        try
        {
            package = book.ReadXml(path, "package") ?? throw new InvalidDataException("it is not in the book");
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"the book's package document '{path}' cannot be read: {e.Message}");
        }
        Work work = new EpubMetadata(package, warnings).ToWork(package, file.PathId);
        if (work.Id.Length > Work.LongestId)
            return CatalogRecord.Refused(file.Name, 0, null, $"the file's path gives an id of {work.Id.Length} characters; {Work.LongestId} are allowed");
        string text = TextOf(book, package, path, encryption, settings, warnings, out string? refusal);
        if (refusal is not null)
            return CatalogRecord.Refused(file.Name, 0, work.Id, refusal);
        StatedRights stated = OpfReader.Read(package, FileRights.Of(file, settings, work.Id, new RightsDeclarant(RightsRole.Publisher, work.Publisher)));
        return new CatalogRecord
        {
            File = file.Name,
            Line = 0,
            RecordId = work.Id,
            Format = package.Attribute("version")?.Value.Trim() is { Length: > 0 and < 8 } version ? $"EPUB {version}" : "EPUB",
            Work = work,
            Text = text,
            Rights = WithHash(FileRights.Take(stated, warnings), stream),
            Warnings = warnings,
        };
    }

    private static string PackageOf(EpubArchive book, List<string> warnings)
    {
        string problem = "META-INF/container.xml is missing";
        try
        {
            if (book.ReadXml("META-INF/container.xml", "container") is { } container)
            {
                string? root = container.Descendants().Where(e => e.Name.LocalName == "rootfile"
                        && e.Attribute("media-type")?.Value is null or "application/oebps-package+xml" or "text/xml" or "application/xml")
                    .Select(e => e.Attribute("full-path")?.Value).FirstOrDefault(p => !string.IsNullOrWhiteSpace(p));
                if (root is not null && book.Resolve("", root) is { } path && book.Has(path))
                    return path;
                problem = "META-INF/container.xml names no package document that is in the book";
            }
        }
        catch (InvalidDataException e)
        {
            problem = $"META-INF/container.xml cannot be read: {e.Message}";
        }
        string found = book.Paths.FirstOrDefault(p => p.EndsWith(".opf", StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException($"the book cannot be read: {problem}; make it anew and check it with EPUBCheck");
        warnings.Add($"{problem}; '{found}' was read");
        return found;
    }

    private static string TextOf(
        EpubArchive book, XElement package, string packagePath, EpubEncryption encryption, IntakeSettings settings, List<string> warnings, out string? refusal)
    {
        var text = new StringBuilder();
        var problems = new List<string>();
        int documents = 0;
        refusal = null;
        foreach (string reference in EpubSpine.InOrder(package, problems.Add))
        {
            settings.Cancellation.ThrowIfCancellationRequested();
            if (book.Resolve(packagePath, reference) is not { } path)
            {
                problems.Add($"'{Shown(reference)}' leads out of the book and was not read");
                continue;
            }
            if (encryption.ReasonAgainst(path) is { } closed)
            {
                refusal = closed;
                return "";
            }
            try
            {
                string part = TextOf(book.Read(path));
                documents++;
                if (part.Length > 0)
                    text.Append(text.Length > 0 ? "\n\n" : "").Append(part);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                if (book.IsExhausted)
                    throw;
                problems.Add($"'{Shown(reference)}' was not read: {e.Message.TrimEnd('.')}");
            }
        }
        if (text.Length == 0)
        {
            refusal = documents > 0 ? $"none of the book's {documents} documents holds text; if they are pictures, run OCR and send it again"
                : "none of the book's documents can be read" + (problems.Count > 0 ? $": {string.Join("; ", problems.Take(3))}" : "");
            return "";
        }
        warnings.AddRange(problems.Take(MostWarnings));
        if (problems.Count > MostWarnings)
            warnings.Add($"{problems.Count - MostWarnings} more documents of the book were not read");
        return text.ToString();
    }

    private static string TextOf(byte[] document)
    {
        using IDocument page = HtmlText.ParseXhtml(PageDecoder.Decode(document).Text);
        return HtmlText.Of(page);
    }

    // What a book says of rights is evidence by the whole file: its package document is not sent alone.
    private static IReadOnlyList<RightsStatement> WithHash(IReadOnlyList<RightsStatement> statements, Stream file)
    {
        if (statements.Count == 0)
            return statements;
        file.Position = 0;
        string hash = Convert.ToHexStringLower(SHA256.HashData(file));
        return [.. statements.Select(s => s with { Evidence = s.Evidence with { BodySha256 = hash } })];
    }

    private static string Shown(string reference) =>
        new([.. reference.Take(100).Select(c => char.IsControl(c) ? '\uFFFD' : c)]);
}
