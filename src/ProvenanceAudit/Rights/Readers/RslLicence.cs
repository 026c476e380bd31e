using System.Globalization;
using System.Xml.Linq;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>One license element of RSL: the uses it permits and prohibits, and on which conditions.</summary>
internal sealed class RslLicence
{
    private RslLicence()
    {
    }

    /// <summary>Uses permitted outright by name; null where the license lists none, which permits all it does not prohibit.</summary>
    internal HashSet<RightsUse>? Permitted { get; private set; }

    /// <summary>Uses prohibited by name.</summary>
    internal HashSet<RightsUse> Prohibited { get; } = [];

    /// <summary>Whether of giving content to models only the inclusion in an index is permitted.</summary>
    internal bool OnlyIndexOfAi { get; private set; }

    internal List<RightsCondition> Conditions { get; } = [];

    internal List<string> Remarks { get; } = [];

    internal string? PaymentType { get; private set; }

    /// <summary>The licence framework or process that payment names.</summary>
    internal string? Link { get; private set; }

    /// <summary>Whether it says anything of payment, users or places: a license that only prohibits grants nothing.</summary>
    internal bool Grants { get; private set; }

    internal string Raw { get; private set; } = "";

    internal int? Line { get; private set; }

    internal static RslLicence Read(XElement element, XNamespace rsl, MarkupText text, StatementList found)
    {
        var licence = new RslLicence { Raw = text.RawOf(element), Line = text.LineOf(element) };
        foreach (XElement child in element.Elements().Where(child => child.Name.Namespace == rsl))
        {
            switch (child.Name.LocalName)
            {
                case "permits" or "permit":
                    licence.List(child, permits: true, found, text);
                    break;
                case "prohibits" or "prohibit":
                    licence.List(child, permits: false, found, text);
                    break;
                case "payment":
                    licence.Payment(child, rsl, found, text);
                    break;
                case "reporting":
                    licence.Conditions.Add(new(RightsConditionKind.Other, $"report uses ({Attribute(child, "type") ?? "no type"})",
                        Link: Attribute(child, "endpoint") ?? Attribute(child, "profile")));
                    break;
                case "legal":
                    break;
                default:
                    found.Problem($"license holds the unknown element {StatementList.Quoted(child.Name.LocalName)}", text.LineOf(child));
                    break;
            }
            if (child.Name.LocalName is "permit" or "prohibit")
                licence.Remarks.Add($"'{child.Name.LocalName}' stands for '{child.Name.LocalName}s'");
        }
        return licence;
    }

    private void List(XElement element, bool permits, StatementList found, MarkupText text)
    {
        string[] tokens = RslVocabulary.Tokens(element.Value, out bool commas);
        if (commas)
            Remarks.Add("commas stand between tokens, as in the draft 0.9");
        switch (Attribute(element, "type")?.ToLowerInvariant() ?? "usage")
        {
            case "usage":
                Usage(tokens, permits, found, text.LineOf(element));
                break;
            case "user" when permits:
                Grants = true;
                Conditions.Add(tokens is ["non-commercial"]
                    ? new(RightsConditionKind.NonCommercial, "users without commercial purpose alone")
                    : new(RightsConditionKind.User, $"these users alone: {string.Join(", ", tokens)}"));
                break;
            case "user":
                Conditions.Add(tokens is ["commercial"]
                    ? new(RightsConditionKind.NonCommercial, "no commercial users")
                    : new(RightsConditionKind.User, $"not these users: {string.Join(", ", tokens)}"));
                break;
            case "geo":
                Grants |= permits;
                Conditions.Add(new(RightsConditionKind.Geography,
                    $"{(permits ? "these countries alone" : "not these countries")}: {string.Join(", ", tokens)}"));
                break;
            case string type:
                found.Problem($"{element.Name.LocalName} has the unknown type {StatementList.Quoted(type)}", text.LineOf(element));
                break;
        }
    }

    private void Usage(string[] tokens, bool permits, StatementList found, int? line)
    {
        if (permits)
            Permitted ??= [];
        HashSet<RightsUse> uses = permits ? Permitted! : Prohibited;
        foreach (string token in tokens)
        {
            RightsUse[] meant = RslVocabulary.UsesOf(token, out string? remark);
            if (meant.Length == 0)
                found.Problem($"the usage {StatementList.Quoted(token)} is not known, and ignored", line);
            if (remark is not null)
                Remarks.Add(remark);
            uses.UnionWith(meant);
        }
        if (permits && Permitted!.Contains(RightsUse.AiInput))
            OnlyIndexOfAi = !tokens.Any(token => !token.Equals(RslVocabulary.IndexOfAi, StringComparison.OrdinalIgnoreCase)
                && RslVocabulary.UsesOf(token, out _).Contains(RightsUse.AiInput));
    }

    private void Payment(XElement element, XNamespace rsl, StatementList found, MarkupText text)
    {
        Grants = true;
        string Child(string name) => element.Element(rsl + name)?.Value.Trim() ?? "";
        Link = new[] { Child("standard"), Child("custom") }.FirstOrDefault(link => link.Length > 0);
        PaymentType = Attribute(element, "type")?.Trim().ToLowerInvariant();
        if (PaymentType is "free" || (PaymentType is null && Link is null && element.Element(rsl + "amount") is null))
            return;
        if (PaymentType == "attribution")
        {
            Conditions.Add(new(RightsConditionKind.Attribution, "visible credit with a link that works", Link: Link));
            return;
        }
        decimal? sum = null;
        string? currency = null;
        if (element.Element(rsl + "amount") is { } amount)
        {
            currency = Attribute(amount, "currency")?.Trim();
            if (decimal.TryParse(amount.Value.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal parsed))
                sum = parsed;
            else
                found.Problem($"the amount {StatementList.Quoted(amount.Value)} is no decimal number", text.LineOf(amount));
        }
        Conditions.Add(new(RightsConditionKind.Payment,
            PaymentType is null ? "the terms that the payment names" : RslVocabulary.PaymentText(PaymentType), sum, currency, Link));
    }

    private static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value;
}
