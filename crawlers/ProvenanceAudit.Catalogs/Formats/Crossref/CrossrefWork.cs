using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs.Formats.Crossref;

/// <summary>One work of Crossref's metadata (REST API, format of works) as a record of a catalog.</summary>
internal sealed partial class CrossrefWork
{
    // Collaborations have thousands of authors; more of anything was not written by people.
    private const int MostOfOne = 5000;

    private static readonly string[] Makers = ["author", "editor", "translator"];

    // Kinds of works whose ISBN is their own; that of others is the book's in which they are.
    private static readonly string[] WithOwnIsbn =
        ["book", "monograph", "edited-book", "reference-book", "book-set", "book-series", "proceedings", "proceedings-series", "report", "report-series", "dissertation", "standard"];

    private static readonly string[] OutOfUse = ["retraction", "partial_retraction", "withdrawal", "removal", "expression_of_concern"];

    private readonly JsonElement _work;
    private readonly CatalogFile _file;
    private readonly IntakeSettings _settings;
    private readonly long _line;
    private readonly List<string> _warnings = [];
    private readonly List<WorkRelation> _relations = [];

    /// <summary>Prepares to read.</summary>
    /// <param name="work">The work's object.</param>
    /// <param name="file">Its file.</param>
    /// <param name="settings">When it was handed in.</param>
    /// <param name="line">Line where it begins, from 1.</param>
    public CrossrefWork(JsonElement work, CatalogFile file, IntakeSettings settings, long line) =>
        (_work, _file, _settings, _line) = (work, file, settings, line);

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidOperationException">A text holds half of a character.</exception>
    public CatalogRecord Read()
    {
        string? stated = Text(_work, "DOI");
        if (stated is null)
            return CatalogRecord.Refused(_file.Name, _line, null, "the work has no 'DOI', by which it is known");
        var identifiers = new IdentifierMap(_warnings);
        identifiers.Add("doi", stated);
        string id = identifiers.Good("doi") ?? stated;
        if (id.Length > Work.LongestId)
            return CatalogRecord.Refused(_file.Name, _line, null, $"the work's 'DOI' has {id.Length} characters; {Work.LongestId} are allowed");
        ReadNumbers(identifiers);
        ReadRelations();
        string? title = Title();
        if (title is null)
            _warnings.Add("the work has no title; its DOI stands for it");
        string? publisher = Text(_work, "publisher");
        // Reading notices before the rights keeps warnings in the order of importance.
        ReadNotices();
        StatedRights rights = CrossrefReader.Read(_work, FileRights.Of(_file, _settings, id, new(RightsRole.Publisher, publisher)));
        return new CatalogRecord
        {
            File = _file.Name,
            Line = _line,
            RecordId = id,
            IsInSeries = true,
            Work = new Work
            {
                Id = id,
                Title = title ?? id,
                Contributors = [.. Makers.SelectMany(maker => All(_work, maker)).Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal)],
                Identifiers = identifiers.Values,
                Language = LanguageTags.Of(Text(_work, "language")),
                Publisher = publisher,
                Licence = Licence(),
                Published = Published(),
                Terms = [.. Terms()],
                Relations = [.. _relations.Distinct()],
            },
            Rights = [.. FileRights.Take(rights, _warnings).Select(r => r with { Line = (int)Math.Min(_line, int.MaxValue) })],
            Warnings = _warnings,
        };
    }

    private void ReadNumbers(IdentifierMap identifiers)
    {
        string? type = Text(_work, "type");
        bool isOwn = type is null || WithOwnIsbn.Contains(type, StringComparer.Ordinal);
        foreach (WorkIdentifier isbn in Texts(_work, "ISBN").Select(i => WorkIdentifiers.Normalise("isbn", i)))
        {
            if (!isOwn)
                Relate(WorkRelationKinds.PartOf, isbn);
            else if (identifiers.Good("isbn") is not { } first)
                identifiers.Add(isbn);
            else if (first != isbn.Value)
                Relate(WorkRelationKinds.OtherFormat, isbn);
        }
        foreach (WorkIdentifier issn in Texts(_work, "ISSN").Select(i => WorkIdentifiers.Normalise("issn", i)))
        {
            if (type != "journal")
                Relate(WorkRelationKinds.PartOf, issn);
            else if (identifiers.Good("issn") is null)
                identifiers.Add(issn);
        }
    }

    private void ReadRelations()
    {
        if (!_work.TryGetProperty("relation", out JsonElement relations) || relations.ValueKind != JsonValueKind.Object)
            return;
        foreach (JsonProperty relation in relations.EnumerateObject().Take(MostOfOne))
        {
            string? kind = relation.Name switch
            {
                "is-version-of" or "is-manifestation-of" or "is-expression-of" or "is-format-of" => WorkRelationKinds.EditionOf,
                "is-preprint-of" or "has-preprint" or "is-manuscript-of" or "has-manuscript" or "is-same-as" or "is-identical-to"
                    or "is-variant-form-of" or "is-original-form-of" or "has-format" => WorkRelationKinds.OtherFormat,
                "is-translation-of" => WorkRelationKinds.TranslationOf,
                "is-part-of" => WorkRelationKinds.PartOf,
                "replaces" => WorkRelationKinds.Replaces,
                "is-replaced-by" => WorkRelationKinds.ReplacedBy,
                _ => null,
            };
            if (kind is null || relation.Value.ValueKind != JsonValueKind.Array)
                continue;
            foreach (JsonElement other in relation.Value.EnumerateArray().Take(MostOfOne))
            {
                if (Text(other, "id") is { } value)
                    Relate(kind, WorkIdentifiers.Normalise(Text(other, "id-type") ?? "doi", value));
            }
        }
    }

    // A notice updates other works; a work that was updated names the notices.
    private void ReadNotices()
    {
        foreach (JsonElement update in All(_work, "update-to"))
        {
            if (Text(update, "DOI") is not { } doi)
                continue;
            if (Text(update, "type") == "new_version")
                Relate(WorkRelationKinds.Replaces, WorkIdentifiers.Normalise("doi", doi));
            else if (OutOfUse.Contains(Text(update, "type"), StringComparer.Ordinal))
                _warnings.Add($"the record is a notice of {Words(update)} of the work {Shorten(doi)}");
        }
        foreach (JsonElement update in All(_work, "updated-by"))
        {
            if (Text(update, "DOI") is not { } doi)
                continue;
            if (Text(update, "type") == "new_version")
                Relate(WorkRelationKinds.ReplacedBy, WorkIdentifiers.Normalise("doi", doi));
            else if (OutOfUse.Contains(Text(update, "type"), StringComparer.Ordinal))
                _warnings.Add($"the publisher gave notice of {Words(update)} of the work: {Shorten(doi)}");
        }
    }

    private static string Words(JsonElement update) => Text(update, "type")!.Replace('_', ' ');

    private void Relate(string kind, WorkIdentifier other)
    {
        if (other.Problem is null && other.Value.Length > 0 && _relations.Count < MostOfOne)
            _relations.Add(new WorkRelation(kind, other.Scheme, other.Value));
    }

    private string? Title()
    {
        string? title = Texts(_work, "title").Select(Plain).FirstOrDefault(t => t.Length > 0);
        string? subtitle = Texts(_work, "subtitle").Select(Plain).FirstOrDefault(t => t.Length > 0);
        return title is null || subtitle is null || title.Contains(subtitle, StringComparison.OrdinalIgnoreCase) ? title : $"{title.TrimEnd(':')}: {subtitle}";
    }

    private static string? NameOf(JsonElement person)
    {
        string name = string.Join(' ', new[] { Text(person, "given"), Text(person, "family") ?? Text(person, "name") ?? Text(person, "literal"), Text(person, "suffix") }
            .OfType<string>().Select(Plain).Where(part => part.Length > 0));
        return name.Length == 0 ? null : name;
    }

    // "issued" is the earlier one of print and online; a preprint is posted.
    private string? Published()
    {
        string? published = new[] { "issued", "published", "posted" }.Select(DateOf).FirstOrDefault(date => date is not null)
            ?? new[] { "published-online", "published-print" }.Select(DateOf).OfType<string>().Min(StringComparer.Ordinal);
        return published;
    }

    private string? DateOf(string name)
    {
        if (!_work.TryGetProperty(name, out JsonElement date) || date.ValueKind != JsonValueKind.Object
            || !date.TryGetProperty("date-parts", out JsonElement parts) || parts.ValueKind != JsonValueKind.Array || parts.GetArrayLength() == 0
            || parts[0].ValueKind != JsonValueKind.Array)
            return null;
        string?[] numbers = [.. parts[0].EnumerateArray().Take(3).Select(n => n.ValueKind is JsonValueKind.Number or JsonValueKind.String ? n.ToString() : null), null, null, null];
        return WorkDate.Of(numbers[0], numbers[1], numbers[2]);
    }

    // That of the version of record says most about the work; one for mining alone is told as a statement of rights.
    private string? Licence() => All(_work, "license")
        .Select(l => (Url: Text(l, "URL"), Version: Text(l, "content-version"))).Where(l => l.Url is not null && l.Version != "tdm")
        .OrderBy(l => l.Version switch { "vor" => 0, "unspecified" or null => 1, _ => 2 }).Select(l => l.Url).FirstOrDefault();

    private IEnumerable<WorkTerm> Terms() => All(_work, "assertion")
        .Where(a => Text(a, "name") == "copyright" || string.Equals(Text(a, "label"), "copyright", StringComparison.OrdinalIgnoreCase))
        .Select(a => Text(a, "value")).OfType<string>().Select(Plain).Where(words => words.Length > 0).Distinct(StringComparer.Ordinal)
        .Select(words => new WorkTerm(WorkTermKinds.Copyright, words));

    private static IEnumerable<JsonElement> All(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Take(MostOfOne).Where(e => e.ValueKind == JsonValueKind.Object) : [];

    // Citations by content negotiation have a text where answers have an array.
    private static IEnumerable<string> Texts(JsonElement holder, string name)
    {
        if (!holder.TryGetProperty(name, out JsonElement value))
            return [];
        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Take(MostOfOne).Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!) : Text(holder, name) is { } one ? [one] : [];
    }

    private static string? Text(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    // Titles come with marks of italics and of formulas, and with references to characters.
    private static string Plain(string text)
    {
        if (text.AsSpan().ContainsAny('<', '&'))
            text = WebUtility.HtmlDecode(Tag().Replace(text, ""));
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Shorten(string text) => text.Length <= 100 ? text : text[..100] + "…";

    [GeneratedRegex(@"</?[A-Za-z][^<>]{0,500}>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
