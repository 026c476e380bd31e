using System.Globalization;
using ProvenanceAudit.Records;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs;

/// <summary>Reads the records of a catalog file, one work a line.</summary>
internal static class CatalogRecords
{
    private sealed record Record(Work Work, string? Text, string? Path);

    /// <summary>Reads all works that can be used.</summary>
    /// <param name="file">The catalog.</param>
    /// <param name="folder">Where the catalog lies; texts that it names by path must lie there or below.</param>
    /// <param name="report">Told of the others.</param>
    /// <param name="onRead">Told the size in bytes of each text that was read from a file of its own.</param>
    public static IEnumerable<(WorkText Work, long Line)> Read(
        InputFile file, string folder, Action<InputProblem> report, Action<long> onRead)
    {
        long line = 0;
        foreach (Record record in JsonLines.Read(file, ReadRecord, report, onLine: n => line = n))
        {
            void Refuse(string reason) => report(new InputProblem(file.Name, line, record.Work.Id, reason));
            string? text = record.Text ?? ReadText(record.Path!, folder, Refuse, onRead);
            if (text is not null)
                yield return (new WorkText(record.Work, text), line);
        }
    }

    private static Record? ReadRecord(ref JsonFields fields)
    {
        string? id = null, title = null, language = null, holder = null, licence = null, license = null, published = null;
        string? text = null, path = null;
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
            else if (fields.Is("licence"u8))
                licence = fields.Text("licence");
            else if (fields.Is("license"u8))
                license = fields.Text("license");
            else if (fields.Is("published"u8))
                published = fields.Text("published");
            else if (fields.Is("text"u8))
                text = fields.Text("text");
            else if (fields.Is("path"u8))
                path = fields.Text("path");
        }
        // Tables that were turned into JSON Lines have an empty text where there is none.
        if (string.IsNullOrWhiteSpace(text) && path is not null)
            text = null;
        else if (text is not null && string.IsNullOrWhiteSpace(path))
            path = null;
        if (string.IsNullOrWhiteSpace(id))
            fields.Refuse("the work has no 'id'");
        else if (id.Length > Work.LongestId)
            fields.Refuse($"the work's 'id' has {id.Length} characters; {Work.LongestId} are allowed");
        else if (text is null && path is null)
            fields.Refuse("the work has neither 'text' nor 'path'");
        else if (text is not null && string.IsNullOrWhiteSpace(text))
            fields.Refuse("the work's 'text' is empty");
        if (text is not null && path is not null)
            fields.Reserve("the work has both 'text' and 'path'; 'text' is used");
        if (published is not null && !IsDate(published))
        {
            fields.Reserve(
                $"'published' is '{Shorten(published)}', which is no date (1851, 1851-10 or 1851-10-18), and was left out");
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
            Licence = licence ?? license,
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

    private static bool IsDate(string text) => DateOnly.TryParseExact(
        text, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
