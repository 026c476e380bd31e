using System.Globalization;
using System.Text;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>A PDF as one work: its text in reading order without what stands in its margins, its XMP metadata and what they say of rights.</summary>
internal sealed class PdfFormat : ICatalogFormat
{
    private const int MostPages = 20_000;

    // A page takes milliseconds; what takes longer than this goes in circles.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // A mark of the format may stand behind something that is none, as Acrobat allows.
    private const int MostBefore = 1024;

    /// <inheritdoc/>
    public string Name => "PDF";

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        ReadOnlySpan<byte> bytes = head.Bytes.Span;
        int at = bytes[..Math.Min(bytes.Length, MostBefore)].IndexOf("%PDF-"u8);
        return at == 0 || (at > 0 && bytes[at..].IndexOf(" obj"u8) >= 0);
    }

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        byte[] bytes = file.ReadAll();
        string id = file.PathId;
        if (id.Length > Work.LongestId)
        {
            yield return CatalogRecord.Refused(file.Name, 0, null, $"the file's path gives an id of {id.Length} characters; {Work.LongestId} are allowed");
            yield break;
        }
        if (PdfTableOfObjects.ReasonAgainst(bytes) is { } hazard)
        {
            yield return CatalogRecord.Refused(file.Name, 0, id, $"the PDF is damaged and cannot be read: {hazard}");
            yield break;
        }
        CatalogRecord record;
        try
        {
            var thread = new PatientThread(Patience);
            record = thread.Run(() => ReadDocument(bytes, file, settings, thread.Step), settings.Cancellation);
        }
        catch (TimeoutException)
        {
            record = CatalogRecord.Refused(
                file.Name, 0, id, "the PDF is damaged and cannot be read: one of its pages takes more than a minute, as where a file leads in circles; make it anew");
        }
        catch (PdfDocumentEncryptedException)
        {
            record = CatalogRecord.Refused(file.Name, 0, id, "the PDF is encrypted and needs a password; send it without one");
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            record = CatalogRecord.Refused(file.Name, 0, id, $"the PDF is damaged and cannot be read: {ReasonOf(e)}; make it anew");
        }
        yield return record;
    }

    private static CatalogRecord ReadDocument(byte[] bytes, CatalogFile file, IntakeSettings settings, Action step)
    {
        var options = new ParsingOptions
        {
            UseLenientParsing = true,
            SkipMissingFonts = true,
            MaxStackDepth = 128,
            FilterProvider = new PdfFilters(settings.Limits),
        };
        using PdfDocument document = PdfDocument.Open(bytes, options);
        string id = file.PathId;
        int count = document.NumberOfPages;
        if (count > MostPages)
            return CatalogRecord.Refused(file.Name, 0, id, $"the PDF has {count:N0} pages, of which one work may have {MostPages:N0}; split it");
        var letters = new PdfLetters();
        var damaged = new List<(int Page, string Reason)>();
        var pages = new List<PdfPageContent>();
        for (int number = 1; number <= count; number++)
        {
            settings.Cancellation.ThrowIfCancellationRequested();
            step();
            // One content can be shown on all pages, so that the size of the file bounds nothing.
            if (letters.Known > settings.Limits.FileBytes)
                return CatalogRecord.Refused(file.Name, 0, id, $"the PDF's text is longer than {settings.Limits.FileBytes >> 20} million characters; split it");
            try
            {
                pages.Add(letters.Read(document.GetPage(number)));
            }
            catch (Exception e) when (IsOfTheFile(e))
            {
                damaged.Add((number, ReasonOf(e)));
            }
        }
        List<string> warnings = [];
        string text = TextOf(pages);
        if (Refusal(text, letters, pages, damaged, count) is { } refusal)
            return CatalogRecord.Refused(file.Name, 0, id, refusal);
        Warn(letters, pages, damaged, warnings);
        string? xmp = XmpOf(document);
        Work work = new PdfMetadata(xmp, document.Information, settings, warnings).ToWork(id);
        RightsSource source = FileRights.Of(file, settings, id, new RightsDeclarant(RightsRole.FileMetadata), bytes);
        return new CatalogRecord
        {
            File = file.Name,
            Line = 0,
            RecordId = id,
            Format = string.Create(CultureInfo.InvariantCulture, $"PDF {document.Version:0.0}"),
            Work = work,
            Text = text,
            Rights = xmp is null ? [] : FileRights.Take(XmpReader.Read(xmp, source), warnings),
            Warnings = warnings,
        };
    }

    private static string TextOf(List<PdfPageContent> pages)
    {
        var layout = new PdfColumns();
        List<List<PdfColumn>> columns = [.. PdfMargins.Without(pages).Select(layout.Of)];
        // What runs across page after page is a stamp.
        HashSet<string> stamps = [.. pages.SelectMany(p => p.Turned.Distinct(StringComparer.Ordinal)).GroupBy(t => t, StringComparer.Ordinal)
            .Where(g => g.Count() > 2 || (g.Count() == 2 && pages.Count < 4)).Select(g => g.Key)];
        var paragraphs = new PdfParagraphs(columns);
        for (int i = 0; i < pages.Count; i++)
            paragraphs.Add(columns[i], pages[i].Turned.Where(t => !stamps.Contains(t)));
        return paragraphs.ToString();
    }

    private static string? Refusal(string text, PdfLetters letters, List<PdfPageContent> pages, List<(int Page, string Reason)> damaged, int count)
    {
        if (letters.Unknown > 50 && letters.Unknown > letters.Known / 2)
            return "the PDF's fonts do not tell which characters its letters are; run OCR, or make it anew with fonts that tell, and send it again";
        if (!string.IsNullOrWhiteSpace(text))
            return null;
        if (damaged.Count > 0 && damaged.Count == count)
            return $"the PDF is damaged: none of its {count} pages can be read: {damaged[0].Reason}; make it anew";
        return pages.Exists(p => p.HasPictures) ? "the PDF's pages hold pictures without text; run OCR and send it again" : "the PDF holds no text";
    }

    private static void Warn(PdfLetters letters, List<PdfPageContent> pages, List<(int Page, string Reason)> damaged, List<string> warnings)
    {
        int[] pictures = [.. pages.Where(p => p.IsEmpty && p.HasPictures).Select(p => p.Number)];
        if (pictures.Length > 0)
            warnings.Add($"{Ranges(pictures)} {(pictures.Length == 1 ? "holds" : "hold")} pictures without text; run OCR and send it again");
        if (damaged.Count > 0)
        {
            warnings.Add($"{Ranges([.. damaged.Select(d => d.Page)])} cannot be read: {damaged[0].Reason}; make the PDF anew");
        }
        if (letters.Unknown * 50 > letters.Known)
            warnings.Add($"of {letters.Unknown:N0} of its letters the PDF does not tell which characters they are; they were left out");
    }

    // "page 3", "pages 3 to 9 and 12".
    private static string Ranges(int[] pages)
    {
        var parts = new List<string>();
        for (int i = 0; i < pages.Length && parts.Count < 20; i++)
        {
            int first = pages[i];
            while (i + 1 < pages.Length && pages[i + 1] == pages[i] + 1)
                i++;
            parts.Add(pages[i] == first ? $"{first}" : pages[i] == first + 1 ? $"{first} and {pages[i]}" : $"{first} to {pages[i]}");
        }
        string list = parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
        return (pages.Length == 1 ? "page " : "pages ") + list;
    }

    private static string? XmpOf(PdfDocument document)
    {
        try
        {
            return document.TryGetXmpMetadata(out XmpMetadata? xmp)
                ? Encoding.UTF8.GetString(xmp.GetXmlMemory().Span).Trim('\uFEFF', '\0', ' ', '\r', '\n', '\t') : null;
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            return null;
        }
    }

    // The library throws whatever its code comes upon in a broken file.
    private static bool IsOfTheFile(Exception e) => e is not (OperationCanceledException or OutOfMemoryException or InsufficientExecutionStackException);

    private static string ReasonOf(Exception e)
    {
        string reason = string.Join(' ', e.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        reason = new string([.. reason.Where(c => !char.IsControl(c))]);
        return reason.Length == 0 ? e.GetType().Name : reason.Length <= 160 ? reason : reason[..160] + "…";
    }
}
