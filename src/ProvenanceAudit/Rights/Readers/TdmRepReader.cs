using System.Text.Json;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// TDM Reservation Protocol (W3C community group, final report of 10 May 2024): the file <c>/.well-known/tdmrep.json</c>, and
/// the pair of properties <c>tdm-reservation</c> and <c>tdm-policy</c> wherever else they stand.
/// </summary>
public static class TdmRepReader
{
    /// <summary>
    /// What a reservation covers: mining, and training as well, which recital 105 of regulation (EU) 2024/1689 tells among the
    /// uses of mining techniques that a reservation closes.
    /// </summary>
    internal static readonly RightsUse[] Uses = [RightsUse.TextAndDataMining, RightsUse.AiTraining];

    private const int MaximumRules = 10_000;

    /// <summary>Reads a tdmrep.json: its rules in sequence, of which the first that fits decides.</summary>
    public static StatedRights ReadFile(string text, RightsSource source)
    {
        var found = new StatementList(source, RightsStandard.TdmRep, "1");
        try
        {
            using JsonDocument document = LenientJson.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                found.Problem("the rules stand in no array, which the protocol makes mandatory; read all the same");
                Rule(root, 0, found, "the rule stands in no array");
            }
            else if (root.ValueKind == JsonValueKind.Array)
            {
                int sequence = 0;
                foreach (JsonElement rule in root.EnumerateArray())
                {
                    if (sequence == MaximumRules)
                    {
                        found.Problem($"more than {MaximumRules} rules; the rest is left out");
                        break;
                    }
                    Rule(rule, sequence++, found, null);
                }
            }
            else
                found.Problem("it is JSON, but no array of rules");
        }
        catch (JsonException exception)
        {
            found.Problem($"it is no JSON: {exception.Message}", (int?)exception.LineNumber + 1);
        }
        return found.Done();
    }

    private static void Rule(JsonElement rule, int sequence, StatementList found, string? remark)
    {
        if (rule.ValueKind != JsonValueKind.Object)
        {
            found.Problem($"rule {sequence + 1} is no object");
            return;
        }
        string? location = Text(rule, "location");
        string? reservation = Text(rule, "tdm-reservation");
        if (string.IsNullOrWhiteSpace(location) || reservation is null)
        {
            string lacking = reservation is null ? "tdm-reservation" : "location";
            found.Problem($"rule {sequence + 1} lacks {lacking}, which is mandatory");
            return;
        }
        location = location.Trim();
        string origin = found.Source.Origin;
        if (Addresses.Web(location) is { } absolute)
        {
            origin = Addresses.OriginOf(absolute);
            location = location[(location.IndexOf("://", StringComparison.Ordinal) + 3)..];
            location = location.IndexOf('/', StringComparison.Ordinal) is >= 0 and int slash ? location[slash..] : "/";
            remark = "the location is an address; the protocol says a path";
        }
        else if (location[0] is not ('/' or '*'))
        {
            location = "/" + location;
            remark = "the location does not begin with a slash";
        }
        State(found, RightsScope.Site(origin, location), reservation, Text(rule, "tdm-policy"), rule.GetRawText(),
            $"rule {sequence + 1}",
            sequence, remark);
    }

    // Numbers are in the examples of the report, strings on sites; true and false are neither.
    private static string? Text(JsonElement rule, string name) => rule.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        } : null;

    /// <summary>Reads a pair of properties, of a header, a page or a book.</summary>
    /// <param name="reservation">The value of tdm-reservation; null where it is not there.</param>
    /// <param name="policy">The value of tdm-policy; null where it is not there.</param>
    /// <param name="raw">As both stand in the source.</param>
    /// <param name="position">Where they stand: <c>header tdm-reservation</c>.</param>
    /// <param name="source">The source, with the scope that the properties cover.</param>
    public static StatedRights ReadPair(string? reservation, string? policy, string raw, string position, RightsSource source)
    {
        var found = new StatementList(source, RightsStandard.TdmRep, "1");
        if (reservation is not null)
            State(found, source.About, reservation, policy, raw, position, null, null);
        else if (policy is not null)
            found.Problem("tdm-policy stands without tdm-reservation, which leaves the reservation unset");
        return found.Done();
    }

    private static void State(StatementList found, RightsScope scope, string reservation, string? policy, string raw,
        string position,
        int? sequence, string? remark)
    {
        string value = reservation.Trim();
        if (value is not ("0" or "1"))
        {
            found.Problem($"tdm-reservation is {StatementList.Quoted(value)} in {position}; other values than 0 and 1 "
                + "leave it unset");
            // Unset is no rule that could not be read: in a file, it still is the first that fits.
            if (sequence is null)
                return;
            found.Add(found.New(scope, Uses, RightsEffect.Inform, raw) with
            {
                Position = position,
                Sequence = sequence,
                Strength = RightsStrength.NonStandard,
                Remarks = ["a value other than 0 and 1 leaves the reservation unset"],
            });
            return;
        }
        found.Add(found.New(scope, Uses, value == "1" ? RightsEffect.Reserve : RightsEffect.Permit, raw) with
        {
            Position = position,
            Sequence = sequence,
            Strength = remark is null ? RightsStrength.Standard : RightsStrength.NonStandard,
            Remarks = remark is null ? [] : [remark],
            // With 0, agents should not look at the policy.
            Link = value == "1" && !string.IsNullOrWhiteSpace(policy) ? found.Source.Resolve(policy) : null,
        });
    }
}
