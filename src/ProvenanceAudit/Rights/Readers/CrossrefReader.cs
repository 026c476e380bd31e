using System.Text.Json;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// Licences in Crossref's metadata of a work: the array <c>license</c> with address, version of the content (vor, am, tdm) and
/// start.
/// </summary>
public static class CrossrefReader
{
    /// <summary>Reads the answer of Crossref's interface, or a work out of one.</summary>
    public static StatedRights Read(string json, RightsSource source)
    {
        var found = new StatementList(source, RightsStandard.Crossref);
        try
        {
            using JsonDocument document = JsonDocument.Parse(WellFormedText.Of(json),
                new JsonDocumentOptions { MaxDepth = 64 });
            return Read(document.RootElement, source);
        }
        catch (JsonException exception)
        {
            found.Problem($"it is no JSON: {exception.Message}", (int?)exception.LineNumber + 1);
            return found.Done();
        }
    }

    /// <summary>Reads a work that somebody else read.</summary>
    public static StatedRights Read(JsonElement work, RightsSource source)
    {
        var found = new StatementList(source, RightsStandard.Crossref);
        if (work.ValueKind == JsonValueKind.Object && work.TryGetProperty("message", out JsonElement message))
            work = message;
        if (work.ValueKind != JsonValueKind.Object || !work.TryGetProperty("license", out JsonElement licences))
            return found.Done();
        if (licences.ValueKind != JsonValueKind.Array)
        {
            found.Problem("license is no array");
            return found.Done();
        }
        string? publisher = Text(work, "publisher");
        RightsSource article = source with { Declarant = new(RightsRole.Publisher, publisher) };
        var parts = new List<StatedRights>();
        int number = 0;
        foreach (JsonElement licence in licences.EnumerateArray().Take(100))
        {
            number++;
            if (licence.ValueKind != JsonValueKind.Object || (Text(licence, "URL") ?? Text(licence, "url")) is not { } address)
            {
                found.Problem($"license {number} has no address");
                continue;
            }
            string? applies = Text(licence, "content-version");
            DateTimeOffset? start = Start(licence, found);
            parts.Add(LicenceLink.Value(address, licence.GetRawText(),
                $"license {number}{(applies is null ? "" : " " + applies)}", article,
                RightsStandard.Crossref, statement => LicencePeriods.For(statement with { ValidFrom = start }, applies)));
        }
        return StatedRights.All([.. parts, found.Done()]);
    }

    private static DateTimeOffset? Start(JsonElement licence, StatementList found)
    {
        if (!licence.TryGetProperty("start", out JsonElement start) || start.ValueKind != JsonValueKind.Object)
            return null;
        if (Text(start, "date-time") is { } moment)
            return LicencePeriods.DateOf(moment, found);
        if (start.TryGetProperty("date-parts", out JsonElement parts) && parts.ValueKind == JsonValueKind.Array
            && parts.GetArrayLength() > 0
            && parts[0].ValueKind == JsonValueKind.Array)
        {
            int[] numbers = [.. parts[0].EnumerateArray().Take(3)
                .Select(part => part.ValueKind == JsonValueKind.Number && part.TryGetInt32(out int number) ? number : 0)];
            if (numbers is [>= 1 and <= 9999, ..] && numbers.Skip(1).All(number => number > 0))
                return LicencePeriods.DateOf(numbers.Length switch
                {
                    1 => $"{numbers[0]:0000}",
                    2 => $"{numbers[0]:0000}-{numbers[1]:00}",
                    _ => $"{numbers[0]:0000}-{numbers[1]:00}-{numbers[2]:00}",
                }, found);
        }
        return null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
