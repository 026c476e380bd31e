using System.Text.RegularExpressions;
using ProvenanceAudit.Records;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs;

/// <summary>Reads the records of a catalog file, one work a line.</summary>
internal static partial class CatalogRecords
{
    private sealed record Record(Work Work, string? Text, string? Path);

    /// <summary>Reads all works that can be used.</summary>
    /// <param name="file">The catalog.</param>
    /// <param name="folder">Where the catalog lies; texts that it names by path must lie there or below.</param>
    /// <param name="report">Told of the others.</param>
    /// <param name="onRead">Told the size in bytes of each text that was read from a file of its own.</param>
    public static IEnumerable<(WorkText Work, long Line)> Read(InputFile file, string folder, Action<InputProblem> report, Action<long> onRead)
    {
        long line = 0;
        foreach (Record record in JsonLines.Read(file, ReadRecord, report, onLine: n => line = n))
        {
            string? text = record.Text ?? ReadText(record.Path!, folder, reason => report(new InputProblem(file.Name, line, record.Work.Id, reason)), onRead);
            if (text is not null)
                yield return (new WorkText(record.Work, text), line);
        }
    }

    private static Record? ReadRecord(ref JsonFields fields)
    {
        string? id = null, title = null, language = null, holder = null, licence = null, published = null, text = null, path = null;
        IReadOnlyList<string> contributors = [];
        IReadOnlyDictionary<string, string> identifiers = new Dictionary<string, string>();
        while (fields.MoveNext())
        {
            if (fields.Is("id"u8))
                fields.RecordId = id = fields.Text("id");
            else if (fields.Is("title"u8))
                title = fields.Text("title");
            else if (fields.Is("contributors"u8))
                contributors = fields.Texts("contributors");
            else if (fields.Is("identifiers"u8))
                identifiers = fields.Map("identifiers");
            else if (fields.Is("language"u8))
                language = fields.Text("language");
            else if (fields.Is("rights_holder"u8))
                holder = fields.Text("rights_holder");
            else if (fields.Is("licence"u8) || fields.Is("license"u8))
                licence = fields.Text("licence");
            else if (fields.Is("published"u8))
                published = fields.Text("published");
            else if (fields.Is("text"u8))
                text = fields.Text("text");
            else if (fields.Is("path"u8))
                path = fields.Text("path");
        }
        if (string.IsNullOrEmpty(id))
            fields.Refuse("the work has no 'id'");
        else if (id.Length > Work.LongestId)
            fields.Refuse($"the work's 'id' has {id.Length} characters; {Work.LongestId} are allowed");
        else if (text is null && path is null)
            fields.Refuse("the work has neither 'text' nor 'path'");
        else if (text is not null && string.IsNullOrWhiteSpace(text))
            fields.Refuse("the work's 'text' is empty");
        if (text is not null && path is not null)
            fields.Reserve("the work has both 'text' and 'path'; 'text' is used");
        if (published is not null && !Date().IsMatch(published))
        {
            fields.Reserve($"'published' is '{Shorten(published)}', which is no date (1851, 1851-10 or 1851-10-18), and was left out");
            published = null;
        }
        var work = new Work
        {
            Id = id ?? "",
            Title = string.IsNullOrWhiteSpace(title) ? id ?? "" : title,
            Contributors = contributors,
            Identifiers = identifiers,
            Language = language,
            RightsHolder = holder,
            Licence = licence,
            Published = published,
        };
        return new Record(work, text, path);
    }

    private static string? ReadText(string path, string folder, Action<string> refuse, Action<long> onRead)
    {
        if (CatalogPaths.Resolve(folder, path, out string? reason) is not { } full)
        {
            refuse(reason!);
            return null;
        }
        TextFile file = TextFile.Read(full);
        onRead(file.Text is null ? 0 : new FileInfo(full).Length);
        if (file.Problem is not null)
            refuse($"the text '{path}' {file.Problem}");
        return file.Text;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex(@"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
