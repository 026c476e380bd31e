using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PdfSharp.Pdf;
using ProvenanceAudit.Reporting.Pdf.Chapters;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Pdf;

/// <summary>
/// Everything about a document that would change from run to run: its dates, identifiers and the tags of its fonts. All of it is
/// drawn from the report, so that the same report is the same file and can be compared by its hash.
/// </summary>
internal static class DocumentIdentity
{
    /// <summary>Names the document and saves it.</summary>
    public static void Save(PdfDocument document, AuditReport report, string id, string hash, PdfOptions options, Stream stream)
    {
        byte[] seed = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{hash} {id} {options.PassagesPerWork} {options.LongestPassage}")));
        document.Language = "en-GB";
        document.Options.CompressContentStreams = true;
        document.ViewerPreferences.DisplayDocTitle = true;
        document.Info.Title = $"{RunningLines.TitleOf(report)}, {id}";
        document.Info.Author = $"ProvenanceAudit {report.ToolVersion}";
        document.Info.Subject = TitlePage.SubjectOf(report);
        document.Info.Keywords = id;
        document.Info.Creator = "ProvenanceAudit";
        DateTime created = report.Created.UtcDateTime;
        document.Info.CreationDate = created;
        document.Info.ModificationDate = created;
        string identifier = Encoding.Latin1.GetString(seed.AsSpan(0, 16));
        document.Internals.FirstDocumentID = identifier;
        document.Internals.SecondDocumentID = identifier;
        TagFonts(document);
        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        NameMetadata(file.GetBuffer().AsSpan(0, (int)file.Length), seed);
        file.WriteTo(stream);
    }

    // ISO 32000-1, 9.6.4: "The tag shall consist of exactly six uppercase letters; the choice of letters is arbitrary, but
    // different subsets in the same PDF file shall have different tags."
    private static void TagFonts(PdfDocument document)
    {
        foreach (PdfDictionary dictionary in document.Internals.GetAllObjects().OfType<PdfDictionary>())
        {
            foreach (string key in new[] { "/BaseFont", "/FontName" })
            {
                if (dictionary.Elements.GetName(key) is ['/', _, _, _, _, _, _, '+', ..] name)
                    dictionary.Elements.SetName(key, $"/{TagOf(name[8..])}+{name[8..]}");
            }
        }
    }

    private static string TagOf(string font) =>
        string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(font)).Take(6).Select(b => (char)('A' + b % 26)));

    /// <summary>The library names the metadata anew at each saving; the names in the file are overwritten, length for
    /// length.</summary>
    private static void NameMetadata(Span<byte> file, byte[] seed)
    {
        byte[] name = Encoding.ASCII.GetBytes(new Guid(seed.AsSpan(16, 16)).ToString("D", CultureInfo.InvariantCulture));
        ReadOnlySpan<byte> mark = "MM:"u8, prefix = ">uuid:"u8;
        // The metadata is written last, before the table of objects.
        for (int at = file.LastIndexOf("<x:xmpmeta"u8); at >= 0 && at < file.Length;)
        {
            int next = file[at..].IndexOf(prefix);
            if (next < 0)
                return;
            at += next + prefix.Length;
            if (file[..at].LastIndexOf(mark) >= 0)
                name.CopyTo(file[at..]);
        }
    }
}
