using System.Globalization;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// What the headers of a response state of the content it carries: X-Robots-Tag, Content-Usage, Content-Signal, tdm-reservation and
/// tdm-policy, Link with the relation license, and, with status 402, the price for crawlers.
/// </summary>
public static class HeaderReader
{
    private const int MaximumHeaders = 500;

    /// <summary>Reads the headers of a response.</summary>
    /// <param name="headers">Names, in letters of either case, and values, each line by itself and in order.</param>
    /// <param name="source">The response; its status is the evidence's.</param>
    public static StatedRights Read(IEnumerable<KeyValuePair<string, string>> headers, RightsSource source)
    {
        KeyValuePair<string, string>[] all = [.. headers.Take(MaximumHeaders)];
        string[] Of(string name) =>
            [.. all.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
        return StatedRights.All(
            Robots(Of("X-Robots-Tag"), source),
            Usage(Of("Content-Usage"), source),
            Signals(Of("Content-Signal"), source),
            Tdm(Of("tdm-reservation"), Of("tdm-policy"), source),
            Links(Of("Link"), source),
            Price(Of("crawler-price"), source));
    }

    private static StatedRights Robots(string[] values, RightsSource source) => StatedRights.All(values.Select(value =>
    {
        var found = new StatementList(source.Header("X-Robots-Tag", value), RightsStandard.XRobotsTag);
        RobotsTokens.Read(value, null, $"X-Robots-Tag: {value}", "header X-Robots-Tag", found);
        return found.Done();
    }));

    private static StatedRights Usage(string[] values, RightsSource source)
    {
        if (values.Length == 0)
            return StatedRights.None;
        // Lines of a structured field are one value, RFC 9651 section 4.2.
        string value = string.Join(", ", values);
        var found = new StatementList(source.Header("Content-Usage", value), RightsStandard.Aipref);
        ContentUsage.Read(value, source.About, $"Content-Usage: {value}", found,
            statement => statement with { Position = "header Content-Usage" });
        return found.Done();
    }

    private static StatedRights Signals(string[] values, RightsSource source) => StatedRights.All(values.Select(value =>
    {
        var found = new StatementList(source.Header("Content-Signal", value), RightsStandard.ContentSignal);
        ContentSignal.Read(value, source.About, $"Content-Signal: {value}", found,
            statement => statement with { Position = "header Content-Signal" });
        return found.Done();
    }));

    private static StatedRights Tdm(string[] reservations, string[] policies, RightsSource source)
    {
        string? policy = policies.FirstOrDefault();
        if (reservations.Length == 0)
            return policy is null ? StatedRights.None
                : TdmRepReader.ReadPair(null, policy, $"tdm-policy: {policy}", "header tdm-policy", source.Header("tdm-policy", policy));
        // Of two that contradict each other, neither can be taken for the author's word; the reservation is the safe reading.
        string reservation = reservations.FirstOrDefault(value => value.Trim() == "1") ?? reservations[0];
        string raw = $"tdm-reservation: {reservation}" + (policy is null ? "" : $"\ntdm-policy: {policy}");
        StatedRights found = TdmRepReader.ReadPair(reservation, policy, raw, "header tdm-reservation",
            source.Header("tdm-reservation", reservation));
        return reservations.Select(value => value.Trim()).Distinct().Count() == 1 ? found : found with
        {
            Problems = [.. found.Problems, new RightsProblem(source.Address, null, "two headers tdm-reservation contradict each other")],
        };
    }

    private static StatedRights Links(string[] values, RightsSource source) => StatedRights.All(values.SelectMany(value =>
        LinkHeader.Parse(value).Where(link => link.HasRelation("license")).Take(100).Select(link =>
        {
            RightsSource seen = source.Header("Link", value);
            // A link with an anchor speaks of something else than the response.
            string? anchor = link["anchor"];
            if (anchor is not null)
                seen = seen with { Subject = RightsScope.Page(source.Resolve(anchor)) };
            return LicenceLink.Read(link.Target, link["type"], $"Link: {value}", "header Link", seen);
        })));

    private static StatedRights Price(string[] values, RightsSource source)
    {
        if (source.Evidence.HttpStatus != 402)
            return StatedRights.None;
        string? value = values.FirstOrDefault();
        var found = new StatementList(value is null ? source : source.Header("crawler-price", value), RightsStandard.PaidCrawl);
        RightsCondition price = new(RightsConditionKind.Payment, value is null ? "payment required, at a price that is not stated" : value);
        if (value?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [{ Length: 3 } currency, string amount]
            && decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal sum))
            price = new(RightsConditionKind.Payment, $"{value} a request", sum, currency.ToUpperInvariant());
        else if (value is not null)
            found.Problem($"the price {StatementList.Quoted(value)} is not written as currency and amount");
        found.Add(found.New(source.About, [RightsUse.Crawl], RightsEffect.Conditional,
            value is null ? "HTTP status 402" : $"HTTP status 402, crawler-price: {value}") with
        {
            Conditions = [price],
            Position = value is null ? "status 402" : "header crawler-price",
            Strength = RightsStrength.Convention,
        });
        return found.Done();
    }
}
