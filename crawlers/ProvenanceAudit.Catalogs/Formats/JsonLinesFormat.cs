using System.Globalization;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Records;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>Our own format: JSON Lines as <c>schemas/catalog.schema.json</c> describes them, one record a line.</summary>
internal sealed class JsonLinesFormat : ICatalogFormat
{
    private static readonly string[] Endings = [".jsonl", ".ndjson", ".json"];

    private static readonly string[] TermKinds =
    [
        WorkTermKinds.Copyright, WorkTermKinds.SalesRights, WorkTermKinds.SalesRestriction, WorkTermKinds.Embargo, WorkTermKinds.UsageTerms,
    ];

    private static readonly string[] RelationKinds =
    [
        WorkRelationKinds.EditionOf, WorkRelationKinds.OtherFormat, WorkRelationKinds.Replaces, WorkRelationKinds.ReplacedBy,
        WorkRelationKinds.PartOf, WorkRelationKinds.TranslationOf,
    ];

    private sealed record Record(Work Work, string? Text, string? Path, bool IsWithdrawn, string? Reservation, string? Policy);

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
        if (IsOfManyLines(file.Head.Text))
        {
            yield return CatalogRecord.Refused(
                file.Name, 1, null, "the file is JSON over several lines, of none of the kinds that are read here, which are Crossref and ninjs; "
                    + "write one JSON object a line (of an object, jq -c . makes one, of a JSON array, jq -c '.[]')");
            yield break;
        }
        long line = 0;
        var problems = new List<InputProblem>();
        foreach (Record record in JsonLines.Read(InputFile.Of(file.Name, file.Content), ReadRecord, problems.Add, onLine: n => line = n))
        {
            foreach (CatalogRecord refused in Refused(problems, exceptLine: line))
                yield return refused;
            List<string> warnings = [.. problems.Select(p => p.Reason)];
            problems.Clear();
            string? text = record.Text;
            if (record.IsWithdrawn)
            {
                yield return new CatalogRecord
                {
                    File = file.Name,
                    Line = line,
                    RecordId = record.Work.Id,
                    Action = RecordAction.Withdraw,
                    Work = record.Work,
                    Warnings = warnings,
                };
                continue;
            }
            if (text is null && record.Path is not null)
            {
                text = file.ReadBeside(record.Path, out string? reason);
                if (text is null)
                {
                    yield return CatalogRecord.Refused(file.Name, line, record.Work.Id, reason!);
                    continue;
                }
                if (reason is not null)
                    warnings.Add(reason);
            }
            IReadOnlyList<RightsStatement> rights = StatedReservation.Of(
                record.Reservation, record.Policy, "field tdm_reservation", file.Name, line, record.Work, settings, warnings);
            yield return new CatalogRecord
            {
                File = file.Name,
                Line = line,
                RecordId = record.Work.Id,
                Work = record.Work,
                Text = text,
                Rights = rights,
                Warnings = warnings,
            };
        }
        foreach (CatalogRecord refused in Refused(problems, exceptLine: -1))
            yield return refused;
    }

    // Whether the text begins with an array that stands on lines, or with an object that its first line does not close; where other lines
    // begin with objects, the first is a bad line among good ones.
    private static bool IsOfManyLines(string beginning)
    {
        string[] lines = [.. beginning.TrimStart().Split('\n').Select(line => line.TrimEnd())];
        return lines.Length > 1 && (lines[0] == "[" || ((lines[0].StartsWith('{') || lines[0].StartsWith('[')) && lines[0][^1] is not ('}' or ']')
            && !lines.Skip(1).Any(line => line.Length > 1 && line[0] == '{')));
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
        string? id = null, title = null, language = null, publisher = null, holder = null, licence = null, license = null, published = null;
        string? text = null, path = null, action = null, reservation = null, policy = null;
        IReadOnlyList<string> contributors = [];
        IReadOnlyDictionary<string, string> identifiers = new Dictionary<string, string>();
        IReadOnlyList<IReadOnlyDictionary<string, string>> terms = [], relations = [];
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
            else if (fields.Is("publisher"u8))
                publisher = fields.Text("publisher");
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
            else if (fields.Is("terms"u8))
                terms = fields.Maps("terms");
            else if (fields.Is("relations"u8))
                relations = fields.Maps("relations");
            else if (fields.Is("tdm_reservation"u8))
                reservation = fields.Text("tdm_reservation");
            else if (fields.Is("tdm_policy"u8))
                policy = fields.Text("tdm_policy");
            else if (fields.Is("action"u8))
                action = fields.Text("action");
        }
        // Tables that were turned into JSON Lines have an empty text where there is none.
        if (string.IsNullOrWhiteSpace(text) && path is not null)
            text = null;
        else if (text is not null && string.IsNullOrWhiteSpace(path))
            path = null;
        bool isWithdrawn = action == "withdraw";
        if (string.IsNullOrWhiteSpace(id))
            fields.Refuse("the work has no 'id'");
        else if (id.Length > Work.LongestId)
            fields.Refuse($"the work's 'id' has {id.Length} characters; {Work.LongestId} are allowed");
        else if (action is not (null or "put" or "withdraw"))
            fields.Refuse($"the 'action' is '{Shorten(action)}'; 'put' and 'withdraw' are the ones that there are");
        else if (isWithdrawn)
            (text, path) = (null, null);
        else if (text is null && path is null && string.IsNullOrWhiteSpace(title) && identifiers.Count == 0)
            fields.Refuse("the work has neither 'text' nor 'path', nor 'title' or 'identifiers', by which its text could be found");
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
        List<string> problems = [];
        var normal = new IdentifierMap(problems);
        foreach ((string scheme, string value) in identifiers)
            normal.Add(scheme, value);
        List<WorkTerm> readTerms = Terms(terms, problems);
        List<WorkRelation> readRelations = Relations(relations, problems);
        foreach (string problem in problems)
            fields.Reserve(problem);
        var work = new Work
        {
            Id = id ?? "",
            Title = string.IsNullOrWhiteSpace(title) ? id ?? "" : title,
            Contributors = [.. contributors.Where(c => !string.IsNullOrWhiteSpace(c))],
            Identifiers = normal.Values,
            Language = language,
            Publisher = string.IsNullOrWhiteSpace(publisher) ? null : publisher,
            RightsHolder = holder,
            Licence = licence ?? license,
            Published = published,
            Terms = readTerms,
            Relations = readRelations,
        };
        return new Record(work, text, path, isWithdrawn, reservation, policy);
    }

    private static List<WorkTerm> Terms(IReadOnlyList<IReadOnlyDictionary<string, string>> stated, List<string> problems)
    {
        var terms = new List<WorkTerm>();
        for (int i = 0; i < stated.Count; i++)
        {
            string? kind = stated[i].GetValueOrDefault("kind"), text = stated[i].GetValueOrDefault("text");
            if (kind is null || !TermKinds.Contains(kind))
                problems.Add($"the 'kind' of 'terms[{i}]' is none of {string.Join(", ", TermKinds)}; it was left out");
            else if (string.IsNullOrWhiteSpace(text))
                problems.Add($"'terms[{i}]' has no 'text' and was left out");
            else
                terms.Add(new WorkTerm(kind, text));
        }
        return terms;
    }

    private static List<WorkRelation> Relations(IReadOnlyList<IReadOnlyDictionary<string, string>> stated, List<string> problems)
    {
        var relations = new List<WorkRelation>();
        for (int i = 0; i < stated.Count; i++)
        {
            string? kind = stated[i].GetValueOrDefault("kind"), scheme = stated[i].GetValueOrDefault("scheme"), value = stated[i].GetValueOrDefault("value");
            if (kind is null || !RelationKinds.Contains(kind))
                problems.Add($"the 'kind' of 'relations[{i}]' is none of {string.Join(", ", RelationKinds)}; it was left out");
            else if (string.IsNullOrWhiteSpace(scheme) || string.IsNullOrWhiteSpace(value))
                problems.Add($"'relations[{i}]' lacks 'scheme' or 'value' and was left out");
            else
                relations.Add(Relation(kind, scheme, value, problems));
        }
        return relations;
    }

    private static WorkRelation Relation(string kind, string scheme, string value, List<string> problems)
    {
        WorkIdentifier other = IdentifierMap.Of(scheme, value);
        if (other.Problem is not null)
            problems.Add($"{other.Problem.TrimEnd('.')}; it was kept as written");
        return new WorkRelation(kind, other.Scheme, other.Value);
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static bool IsDate(string text) => DateOnly.TryParseExact(
        text, ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
