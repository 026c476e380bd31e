using System.Text.Json;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats.News;

/// <summary>
/// One item of ninjs as a record of a catalog. Version 1 has one headline and bodies in properties of their own (<c>body_text</c>,
/// <c>body_xhtml</c>), version 2 lists of both, version 3 the same with names in camel case.
/// </summary>
internal static class NinjsItem
{
    /// <summary>Reads it.</summary>
    public static CatalogRecord Read(JsonElement item, long line, CatalogFile file, IntakeSettings settings)
    {
        var warnings = new List<string>();
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty property in item.EnumerateObject())
            fields.TryAdd(NinjsFormat.Plain(property.Name), property.Value);
        string? Words(string name) => fields.TryGetValue(name, out JsonElement value) ? WordsOf(value) : null;
        string format = (fields.TryGetValue("standard", out JsonElement standard) || fields.TryGetValue("$standard", out standard)) && standard.ValueKind == JsonValueKind.Object
            && standard.TryGetProperty("version", out JsonElement version) && WordsOf(version) is { Length: <= 10 } number ? $"ninjs {number}" : "ninjs";
        CatalogRecord Refused(string? known, string reason) => CatalogRecord.Refused(file.Name, line, known, reason) with { Format = format };

        string? id = Words("uri");
        if (id is null)
            return Refused(null, "the item has no 'uri', by which it is known; give it one that stays the same over its versions");
        if (id.Length > Work.LongestId)
            return Refused(null, $"the item's 'uri' has {id.Length} characters; {Work.LongestId} are allowed");
        string? title = Words("headline") ?? Best(fields, "headlines")?.Value ?? Words("title") ?? Words("slug") ?? Words("slugline");
        string? status = Words("pubstatus")?.ToLowerInvariant();
        if (status is "canceled" or "cancelled" or "withheld")
        {
            return new CatalogRecord
            {
                File = file.Name,
                Line = line,
                RecordId = id,
                Action = RecordAction.Withdraw,
                IsInSeries = true,
                Format = format,
                Work = new Work { Id = id, Title = title ?? id },
                Warnings = [$"the item's status is '{status}'"],
            };
        }
        if (title is null)
            warnings.Add("the item has no headline; its uri stands for it");
        string? holder = Words("copyrightholder"), publisher = Words("provider") ?? Words("infosource") ?? First(fields, "infosource", "name") ?? First(fields, "infosources", "name");
        string? byline = Words("byline") ?? Words("by"), terms = Words("usageterms"), notice = Words("copyrightnotice");
        RightsSource source = FileRights.Of(
            file, settings, id, holder is not null ? new(RightsRole.RightsHolder, holder) : new(RightsRole.Publisher, publisher));
        string? expression = First(fields, "rightsinfo", "encodedrights");
        bool isPolicy = expression?.Contains("http://www.w3.org/ns/tdmrep", StringComparison.Ordinal) == true;
        if (expression is not null && !isPolicy)
            warnings.Add("the item's rights expression (encodedrights) is kept as it stands and not interpreted; say in usageterms what it means");
        StatedRights stated = StatedRights.All(
            isPolicy ? TdmPolicyReader.Read(expression!, source) : StatedRights.None,
            terms is null ? StatedRights.None : HumanTermsReader.Read(terms, source, "usageterms"),
            notice is null ? StatedRights.None : HumanTermsReader.Read(notice, source, "copyrightnotice"));
        return new CatalogRecord
        {
            File = file.Name,
            Line = line,
            RecordId = id,
            IsInSeries = true,
            Format = format,
            Text = TextOf(fields, settings),
            Rights = [.. FileRights.Take(stated, warnings).Select(s => s with { Line = (int)Math.Min(line, int.MaxValue) })],
            Work = new Work
            {
                Id = id,
                Title = title ?? id,
                Contributors = [.. (byline is null ? [] : NewsItem.NamesOf(byline)).Distinct(StringComparer.Ordinal)],
                Language = LanguageTags.Of(Words("language")),
                Publisher = publisher,
                RightsHolder = holder,
                Licence = First(fields, "rightsinfo", "linkedrights"),
                Published = WorkDate.Of(Words("firstcreated")) ?? WorkDate.Of(Words("contentcreated")) ?? WorkDate.Of(Words("versioncreated")),
                Terms = [.. Terms(notice, terms, Words("embargoed") ?? Words("embargoeduntil"), Words("embargoedreason")), .. Expressed(expression)],
            },
            Warnings = warnings,
        };
    }

    private static IEnumerable<WorkTerm> Terms(string? notice, string? terms, string? embargo, string? reason)
    {
        if (notice is not null)
            yield return new(WorkTermKinds.Copyright, notice);
        if (terms is not null)
            yield return new(WorkTermKinds.UsageTerms, terms);
        if (embargo is not null || reason is not null)
        {
            string time = embargo is null ? "without a time" : NewsItem.TimeOf(embargo);
            yield return new(WorkTermKinds.Embargo, reason is null ? time : $"{time}, {reason}");
        }
    }

    private static WorkTerm[] Expressed(string? rights) => rights is null ? [] : [new(WorkTermKinds.UsageTerms, RightsStatement.Bounded(rights))];

    private static string? TextOf(Dictionary<string, JsonElement> fields, IntakeSettings settings)
    {
        (string Type, string Value)? body = fields.TryGetValue("bodytext", out JsonElement plain) && TextOf(plain) is { } text ? ("text/plain", text)
            : fields.TryGetValue("bodyxhtml", out JsonElement xhtml) && TextOf(xhtml) is { } html ? ("text/html", html)
            : Best(fields, "bodies");
        string? read = body is null ? null
            : body.Value.Type.Contains("nitf", StringComparison.OrdinalIgnoreCase) ? NewsText.OfNitf(body.Value.Value, settings)
            : body.Value.Type.Contains("html", StringComparison.OrdinalIgnoreCase) ? NewsText.OfHtml(body.Value.Value) : body.Value.Value.Trim();
        return string.IsNullOrWhiteSpace(read) ? null : read;
    }

    // Of headlines or bodies, the main one, plain text before markup; others come as they stand.
    private static (string Type, string Value)? Best(Dictionary<string, JsonElement> fields, string name)
    {
        if (!fields.TryGetValue(name, out JsonElement list) || list.ValueKind != JsonValueKind.Array)
            return null;
        return list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object)
            .Select(e => (Role: Member(e, "role") ?? "main", Type: Member(e, "contenttype") ?? "text/plain", Value: e.TryGetProperty("value", out JsonElement v) ? TextOf(v) : null))
            .Where(e => e.Value is not null)
            .OrderBy(e => e.Role.Equals("main", StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .ThenBy(e => e.Type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Select(e => ((string, string)?)(e.Type, name == "headlines" ? OnOneLine(e.Value!)! : e.Value!)).FirstOrDefault();
    }

    // A member of an object, or of the first object of a list.
    private static string? First(Dictionary<string, JsonElement> fields, string name, string member)
    {
        if (!fields.TryGetValue(name, out JsonElement value))
            return null;
        if (value.ValueKind == JsonValueKind.Array)
            value = value.EnumerateArray().FirstOrDefault(e => e.ValueKind == JsonValueKind.Object);
        return value.ValueKind == JsonValueKind.Object ? Member(value, member) : null;
    }

    private static string? Member(JsonElement element, string name)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (NinjsFormat.Plain(property.Name) == name)
                return WordsOf(property.Value);
        }
        return null;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static string? WordsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OnOneLine(value.GetString()!),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static string? OnOneLine(string text)
    {
        string words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? null : words;
    }
}
