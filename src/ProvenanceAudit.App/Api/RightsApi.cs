using ProvenanceAudit.App.Rights;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.App.Api;

/// <summary>A statement as it was seen, with the proof.</summary>
/// <param name="Id">SHA-256 of what is said and where.</param>
/// <param name="Standard">The standard it is written in.</param>
/// <param name="StandardVersion">Its version; null where it has none.</param>
/// <param name="StandardAddress">Where the standard is documented.</param>
/// <param name="Effect">permit, reserve, conditional or inform.</param>
/// <param name="Uses">The uses it speaks of.</param>
/// <param name="Strength">How far it can be relied on.</param>
/// <param name="ScopeKind">site, address, work or part.</param>
/// <param name="Target">What it is about.</param>
/// <param name="PathPattern">Of a site, the paths meant.</param>
/// <param name="Agents">To whom it speaks; empty for anybody.</param>
/// <param name="Declarant">Who says it, as stated.</param>
/// <param name="RawText">As it was found.</param>
/// <param name="SourceAddress">What it was found in.</param>
/// <param name="Line">Line there.</param>
/// <param name="Position">Place there.</param>
/// <param name="Link">The licence or policy that it refers to.</param>
/// <param name="Remarks">What is to be said of how it was read.</param>
/// <param name="FirstSeen">When it was first seen.</param>
/// <param name="LastSeen">When it was last seen.</param>
/// <param name="HttpStatus">Status of the response.</param>
/// <param name="HeaderName">The header that states it.</param>
/// <param name="HeaderValue">Its value.</param>
/// <param name="BodySha256">SHA-256 of the body.</param>
internal sealed record RightsSightingView(
    string Id, string Standard, string? StandardVersion, string StandardAddress, string Effect, IReadOnlyList<string> Uses, string Strength,
    string ScopeKind, string Target, string? PathPattern, IReadOnlyList<string> Agents, string? Declarant, string RawText, string SourceAddress,
    int? Line, string? Position, string? Link, IReadOnlyList<string> Remarks, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int? HttpStatus,
    string? HeaderName, string? HeaderValue, string? BodySha256)
{
    public static RightsSightingView Of(RightsSighting sighting)
    {
        RightsStatement s = sighting.Statement;
        RightsStandardInfo standard = RightsStandardInfo.Of(s.Standard);
        return new(
            s.ContentId(), KebabCase.NameOf(s.Standard), s.Version ?? standard.Version, standard.Address, KebabCase.NameOf(s.Effect),
            [.. s.Uses.Select(KebabCase.NameOf)], KebabCase.NameOf(s.Strength), KebabCase.NameOf(s.Scope.Kind), s.Scope.Target,
            s.Scope.PathPattern, s.Scope.Agents, s.Declarant.Name, s.RawText, s.SourceAddress, s.Line, s.Position, s.Link, s.Remarks,
            sighting.FirstSeen, sighting.LastSeen, s.Evidence.HttpStatus, s.Evidence.HeaderName, s.Evidence.HeaderValue, s.Evidence.BodySha256);
    }
}

/// <summary>A statement that did not govern, and why.</summary>
internal sealed record ConsideredView(string Why, RightsSightingView Statement)
{
    public static ConsideredView Of(ConsideredStatement c) => new(c.Why, RightsSightingView.Of(c.Sighting));
}

/// <summary>A condition of a decision.</summary>
internal sealed record ConditionView(string Kind, string Text, decimal? Amount, string? Currency, string? Link)
{
    public static ConditionView Of(RightsCondition c) => new(KebabCase.NameOf(c.Kind), c.Text, c.Amount, c.Currency, c.Link);
}

/// <summary>A time through which every look led to one outcome; what lies between two was not seen.</summary>
internal sealed record RightsPeriodView(DateTimeOffset From, DateTimeOffset To, string Outcome, string? StatementId)
{
    public static RightsPeriodView Of(RightsPeriod p) =>
        new(p.From, p.To, KebabCase.NameOf(p.Decision.Outcome), p.Decision.Governing?.Statement.ContentId());
}

/// <summary>What was decided of a use, why, and what speaks against it.</summary>
internal sealed record RightsDecisionView(
    string Use, string Outcome, IReadOnlyList<string> Agents, IReadOnlyList<ConditionView> Conditions, IReadOnlyList<string> Reasons,
    RightsSightingView? Governing, IReadOnlyList<ConsideredView> Conflicts, IReadOnlyList<ConsideredView> Considered,
    IReadOnlyList<RightsPeriodView> History)
{
    public static RightsDecisionView Of(RightsDecision d, IReadOnlyList<RightsPeriod> history) => new(
        KebabCase.NameOf(d.Use), KebabCase.NameOf(d.Outcome), d.Agents, [.. d.Conditions.Select(ConditionView.Of)], d.Reasons,
        d.Governing is null ? null : RightsSightingView.Of(d.Governing), [.. d.Conflicts.Select(ConsideredView.Of)],
        [.. d.Considered.Select(ConsideredView.Of)], [.. history.Select(RightsPeriodView.Of)]);
}

/// <summary>The rights of an address at a moment.</summary>
internal sealed record RightsAnswer(string Url, DateTimeOffset At, string? Agent, Guid? RightsHolderId, IReadOnlyList<RightsDecisionView> Decisions);

/// <summary>Rights that sites stated, decided for an address.</summary>
internal static class RightsApi
{
    /// <summary>Maps them.</summary>
    public static void MapRights(this RouteGroupBuilder api) => api.MapGroup("/rights").WithTags("Rights")
        .MapGet("", DecideAsync).Wants(KeyScopes.RightsRead).Produces<RightsAnswer>().ProducesProblem(404).ProducesValidationProblem(422)
        .WithSummary("Decides what an address's stated rights come to, with the proof")
        .WithDescription("at is a time or a day, which stands for its end; now where left out. use is one of crawl, index, text-and-data-mining, "
            + "ai-training, ai-input; all where left out. agent is a product token such as GPTBot; anybody where left out. The outcome unknown "
            + "is neither consent nor reservation. Auditors name rightsHolderId where several rights holders' crawls saw the site.");

    private static async Task<IResult> DecideAsync(
        string url, string? at, string? use, string? agent, Guid? rightsHolderId, RegistryContext registry, TimeProvider clock,
        CancellationToken cancellation)
    {
        var mistakes = new List<(string Field, string Mistake)>();
        if (!CrawlAddress.TryParse(url, null, out CrawlAddress? address, out string? reason))
            mistakes.Add(("url", $"The address cannot be used: {reason}."));
        DateTimeOffset? asked = string.IsNullOrWhiteSpace(at) ? clock.GetUtcNow() : RightsMoment.Read(at);
        if (asked is null)
            mistakes.Add(("at", "The moment must be a day such as 2026-03-31, or a time such as 2026-03-31T12:00:00Z."));
        RightsUse? one = string.IsNullOrWhiteSpace(use) ? null : KebabCase.Parse<RightsUse>(use.Trim());
        if (one is null && !string.IsNullOrWhiteSpace(use))
            mistakes.Add(("use", $"The use must be one of {string.Join(", ", Enum.GetValues<RightsUse>().Select(KebabCase.NameOf))}."));
        if (mistakes.Count > 0)
            return ApiErrors.Mistakes(mistakes);
        DateTimeOffset moment = asked!.Value;
        IReadOnlyList<RightsHolder> holders = await SiteRights.HoldersOfAsync(registry, address!.Authority, cancellation);
        if (rightsHolderId is not null && holders.All(h => h.Id != rightsHolderId))
            return Results.NotFound();
        if (rightsHolderId is null && holders.Count > 1)
            return ApiErrors.Mistakes("rightsHolderId", "The crawls of several rights holders saw this site; say whose are meant.");
        Guid? holder = rightsHolderId ?? (holders.Count == 0 ? null : holders[0].Id);
        SiteRights rights = await SiteRights.ReadAsync(registry, address.Authority, holder, null, cancellation);
        rights = await rights.AndLooksAtAsync(registry, address, cancellation);
        string? token = string.IsNullOrWhiteSpace(agent) ? null : agent.Trim();
        var subject = new RightsSubject(address.Text);
        return Results.Ok(new RightsAnswer(address.Text, moment, token, rights.RightsHolderId,
        [
            .. (one is RightsUse wanted ? [wanted] : Enum.GetValues<RightsUse>()).Select(u => RightsDecisionView.Of(
                rights.Policy.Decide(subject, u, moment, token), rights.Policy.History(subject, u, token))),
        ]));
    }
}
