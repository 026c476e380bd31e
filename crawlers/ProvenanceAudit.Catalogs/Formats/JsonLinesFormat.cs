using System.Globalization;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Records;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>Our own format: JSON Lines as <c>schemas/catalog.schema.json</c> describes them, one record a line.</summary>
internal sealed class JsonLinesFormat : ICatalogFormat
{
    private static readonly string[] Endings = [".jsonl", ".ndjson", ".json"];

    private sealed record Record(Work Work, string? Text, string? Path);

    /// <inheritdoc/>
    public string Name => "JSON Lines";

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        // An array of objects is no JSON Lines, but no text either; the reader of records says so.
        ReadOnlySpan<char> text = head.Text.AsSpan().TrimStart();
        if (text.StartsWith("["))
            text = text[1..].TrimStart();
        return text.StartsWith("{") || Endings.Any(e => head.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        long line = 0;
        var problems = new List<InputProblem>();
        foreach (Record record in JsonLines.Read(InputFile.Of(file.Name, file.Content), ReadRecord, problems.Add, onLine: n => line = n))
        {
            foreach (CatalogRecord refused in Refused(problems, exceptLine: line))
                yield return refused;
            List<string> warnings = [.. problems.Select(p => p.Reason)];
            problems.Clear();
            string? text = record.Text;
            if (text is null)
            {
                text = file.ReadBeside(record.Path!, out string? reason);
                if (text is null)
                {
                    yield return CatalogRecord.Refused(file.Name, line, record.Work.Id, reason!);
                    continue;
                }
                if (reason is not null)
                    warnings.Add(reason);
            }
            yield return new CatalogRecord
            {
                File = file.Name, Line = line, RecordId = record.Work.Id, Work = record.Work, Text = text, Warnings = warnings,
            };
        }
        foreach (CatalogRecord refused in Refused(problems, exceptLine: -1))
            yield return refused;
    }

    // All that is wrong with a line is one record's.
    private static IEnumerable<CatalogRecord> Refused(List<InputProblem> problems, long exceptLine)
    {
        InputProblem[] others = [.. problems.Where(p => p.Line != exceptLine)];
        problems.RemoveAll(p => p.Line != exceptLine);
        return others.GroupBy(p => p.Line).Select(g => CatalogRecord.Refused(
            g.First().File, g.Key, g.Select(p => p.RecordId).LastOrDefault(id => id is not null), string.Join("; ", g.Select(p => p.Reason))));
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

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static bool IsDate(string text) => DateOnly.TryParseExact(
        text, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
