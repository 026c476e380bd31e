using System.Text.Json;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// TDM policies: ODRL offers in JSON-LD by the profile <c>http://www.w3.org/ns/tdmrep</c>. They tell on which conditions content
/// whose mining is reserved may be mined after all; the statement is about what the policy's reservation covers.
/// </summary>
public static class TdmPolicyReader
{
    /// <summary>Reads a policy.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="source">The policy's address; its subject is what the reservation that names it covers.</param>
    public static StatedRights Read(string text, RightsSource source)
    {
        var found = new StatementList(source, RightsStandard.TdmRep, "1");
        try
        {
            using JsonDocument document = LenientJson.Parse(text);
            Policy(document.RootElement, text, found);
        }
        catch (JsonException exception)
        {
            found.Problem($"it is no JSON: {exception.Message}", (int?)exception.LineNumber + 1);
        }
        return found.Done();
    }

    private static void Policy(JsonElement policy, string text, StatementList found)
    {
        if (policy.ValueKind != JsonValueKind.Object)
        {
            found.Problem("it is JSON, but no policy");
            return;
        }
        if (Values(policy, "@type").FirstOrDefault() is not "Offer")
            found.Problem("its type is not Offer, which the profile makes mandatory");
        if (Values(policy, "profile").FirstOrDefault() is not "http://www.w3.org/ns/tdmrep")
            found.Problem("it does not name the profile http://www.w3.org/ns/tdmrep");
        JsonElement[] permissions = [.. Objects(policy, "permission")];
        if (permissions.Length == 0)
            found.Problem("it offers no permission");
        (string? name, string? contact) = Assigner(policy);
        int number = 0;
        foreach (JsonElement permission in permissions)
        {
            number++;
            if (!Values(permission, "action").Any(action => action is "tdm:mine" or "http://www.w3.org/ns/tdmrep#mine"))
            {
                found.Problem($"the action of permission {number} is not tdm:mine");
                continue;
            }
            RightsCondition[] conditions = [.. Conditions(permission, contact)];
            string[] targets = [.. Values(permission, "target")];
            found.Add(found.New(found.Source.About, TdmRepReader.Uses,
                conditions.Length == 0 ? RightsEffect.Permit : RightsEffect.Conditional, permission.GetRawText()) with
            {
                Conditions = conditions,
                Position = $"permission {number}",
                Declarant = name is null ? found.Source.Declarant : new RightsDeclarant(RightsRole.RightsHolder, name),
                Link = contact,
                Remarks = targets.Length == 0 ? []
                    : [$"the permission names its collection: {RightsStatement.Bounded(targets[0])}"],
            });
        }
    }

    private static IEnumerable<RightsCondition> Conditions(JsonElement permission, string? contact)
    {
        foreach (JsonElement duty in Objects(permission, "duty"))
            foreach (string action in Values(duty, "action"))
                yield return Local(action) switch
                {
                    "obtainConsent" => new(RightsConditionKind.Consent, "obtain the holder's consent", Link: contact),
                    "compensate" => new(RightsConditionKind.Payment, "compensate the holder", Link: contact),
                    "attribute" => new(RightsConditionKind.Attribution, "name the holder", Link: contact),
                    _ => new(RightsConditionKind.Other, $"duty {StatementList.Quoted(action)}", Link: contact),
                };
        foreach (JsonElement constraint in Objects(permission, "constraint"))
        {
            string operand = Local(Values(constraint, "leftOperand").FirstOrDefault() ?? "");
            string relation = Local(Values(constraint, "operator").FirstOrDefault() ?? "");
            string value = Values(constraint, "rightOperand").FirstOrDefault() ?? "";
            yield return (operand, relation, Local(value)) switch
            {
                ("purpose", "eq", "research") => new(RightsConditionKind.User, "for research alone"),
                ("purpose", "eq", "non-research") => new(RightsConditionKind.User, "for purposes other than research"),
                ("spatial", _, _) => new(RightsConditionKind.Geography, $"{operand} {relation} {StatementList.Quoted(value)}"),
                _ => new(RightsConditionKind.Other, $"{operand} {relation} {StatementList.Quoted(value)}"),
            };
        }
    }

    private static (string? Name, string? Contact) Assigner(JsonElement policy)
    {
        JsonElement assigner = Objects(policy, "assigner").FirstOrDefault();
        if (assigner.ValueKind != JsonValueKind.Object)
            return (null, null);
        string? Of(string name) => Values(assigner, "vcard:" + name).Concat(Values(assigner, name)).FirstOrDefault();
        return (Of("fn"), Of("hasURL") ?? Of("hasEmail") ?? Of("hasTelephone"));
    }

    // "tdm:research", "http://www.w3.org/ns/tdmrep#research" and "research" are one thing.
    private static string Local(string name) => name[(name.LastIndexOfAny([':', '#', '/']) + 1)..];

    // JSON-LD writes one value with or without an array about it, and a reference as its id.
    private static IEnumerable<string> Values(JsonElement element, string name)
    {
        foreach (JsonElement value in Items(element, name))
        {
            if (value.ValueKind == JsonValueKind.String)
                yield return value.GetString()!;
            else if (value.ValueKind == JsonValueKind.Object
                && (value.TryGetProperty("@id", out JsonElement id) || value.TryGetProperty("@value", out id))
                && id.ValueKind == JsonValueKind.String)
                yield return id.GetString()!;
        }
    }

    private static IEnumerable<JsonElement> Objects(JsonElement element, string name) =>
        Items(element, name).Where(item => item.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        !element.TryGetProperty(name, out JsonElement value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Take(1000) : [value];
}
