using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.App.Pages.Rights;

/// <summary>What a site states, or what holds for one of its addresses: decisions, how they changed, and every statement with its proof.</summary>
public sealed class SiteModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    /// <summary>Statements on one page.</summary>
    public const int StatementsShown = 25;

    private const int SourcesShown = 200;

    /// <summary>Host and port.</summary>
    public string Site { get; private set; } = "";

    /// <summary>The address that is asked about; null for the site.</summary>
    public string? Address { get; private set; }

    /// <summary>The moment that is asked for, as it was given; null for now.</summary>
    public string? At { get; private set; }

    /// <summary>The agent that is asked for; null for anybody.</summary>
    public string? Agent { get; private set; }

    /// <summary>Why the moment cannot be used; null where it can.</summary>
    public string? Mistake { get; private set; }

    /// <summary>Whose crawls saw it, for those who see several.</summary>
    public IReadOnlyList<RightsHolder> Holders { get; private set; } = [];

    /// <summary>Whose sightings are shown.</summary>
    public RightsHolder Holder { get; private set; } = null!;

    /// <summary>Whether the caller sees all rights holders.</summary>
    public bool SeesAll => services.GetRequiredService<Caller>().IsAuditor;

    /// <summary>Decisions and their history.</summary>
    public RightsTimeline Timeline { get; private set; } = null!;

    /// <summary>Whether statements about single pages are shown, and not those about the whole site.</summary>
    public bool OfPages { get; private set; }

    /// <summary>Statements about the whole site or parts of it.</summary>
    public int SiteStatements { get; private set; }

    /// <summary>Statements about single pages.</summary>
    public int PageStatements { get; private set; }

    /// <summary>Statements, those seen last first.</summary>
    public IReadOnlyList<RightsSighting> Statements { get; private set; } = [];

    /// <summary>How many statements come before those shown.</summary>
    public int Skipped { get; private set; }

    /// <summary>How many statements come before the next page; null at the end.</summary>
    public int? Next { get; private set; }

    /// <summary>Looks at sources, the last first: those that site files and this address are in, and those that failed.</summary>
    public IReadOnlyList<RightsSourceObservation> Sources { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(
        string? host, string? address, string? at, string? agent, Guid? holder, bool pages, int skip, CancellationToken cancellation)
    {
        CrawlAddress? parsed = null;
        if (!string.IsNullOrWhiteSpace(address) && !CrawlAddress.TryParse(address, null, out parsed))
            return NotFound();
        Address = parsed?.Text;
        Site = parsed?.Authority ?? host?.Trim().ToLowerInvariant() ?? "";
        Holders = Site.Length == 0 ? [] : await SiteRights.HoldersOfAsync(registry, Site, cancellation);
        Holder = (Holders.FirstOrDefault(h => h.Id == holder) ?? (Holders.Count == 0 ? null : Holders[0]))!;
        if (Holder is null)
            return NotFound();
        (At, Agent) = (string.IsNullOrWhiteSpace(at) ? null : at.Trim(), string.IsNullOrWhiteSpace(agent) ? null : agent.Trim());
        DateTimeOffset? asked = At is null ? null : RightsMoment.Read(At);
        Mistake = At is not null && asked is null ? "The day must be a date such as 2026-03-31." : null;
        DateTimeOffset moment = asked ?? services.GetRequiredService<TimeProvider>().GetUtcNow();
        SiteRights rights = await SiteRights.ReadAsync(registry, Site, Holder.Id, null, cancellation);
        // Of a site it is the first page that is decided of; its scheme is known from what was seen.
        if (parsed is not null || CrawlAddress.TryParse(rights.Root, null, out parsed))
            rights = await rights.AndLooksAtAsync(registry, parsed, cancellation);
        Timeline = new RightsTimeline("rights", rights.Policy, new RightsSubject(Address ?? rights.Root), moment, Agent);
        List(rights, pages, skip);
        return Page();
    }

    /// <summary>An address of this page, with the questions kept.</summary>
    internal string Query(bool pages, int skip)
    {
        string about = Address is null ? $"host={Uri.EscapeDataString(Site)}" : $"address={Uri.EscapeDataString(Address)}";
        string holder = SeesAll ? $"&holder={Holder.Id}" : "";
        string asked = $"&at={Uri.EscapeDataString(At ?? "")}&agent={Uri.EscapeDataString(Agent ?? "")}{holder}";
        return string.Create(
            CultureInfo.InvariantCulture, $"/rights/site?{about}{asked}&pages={(pages ? "true" : "false")}&skip={skip}#statements");
    }

    private void List(SiteRights rights, bool pages, int skip)
    {
        ILookup<bool, RightsSighting> byKind = rights.Sightings.OrderByDescending(s => s.LastSeen)
            .ThenBy(s => s.Statement.SourceAddress, StringComparer.Ordinal).ThenBy(s => s.Statement.Line)
            .ToLookup(s => s.Statement.Scope.Kind != RightsScopeKind.Site);
        (SiteStatements, PageStatements) = (byKind[false].Count(), byKind[true].Count());
        OfPages = pages || (SiteStatements == 0 && PageStatements > 0);
        RightsSighting[] all = [.. byKind[OfPages].Where(s => !OfPages || Address is null
            || s.Statement.Scope.Target == Address || s.Statement.SourceAddress == Address)];
        if (OfPages && Address is not null)
            PageStatements = all.Length;
        Skipped = Math.Clamp(skip, 0, all.Length);
        Statements = [.. all.Skip(Skipped).Take(StatementsShown)];
        Next = Skipped + StatementsShown < all.Length ? Skipped + StatementsShown : null;
        var stating = rights.Sightings.Where(s => s.Statement.Scope.Kind == RightsScopeKind.Site).Select(s => s.Statement.SourceAddress)
            .ToHashSet(StringComparer.Ordinal);
        Sources = [.. rights.Looks.Reverse().Where(l => l.State == RightsSourceState.Failed || stating.Contains(l.SourceAddress)
            || l.SourceAddress == Address || IsSiteFile(l.SourceAddress)).Take(SourcesShown)];
    }

    private static bool IsSiteFile(string address) => address.EndsWith("/robots.txt", StringComparison.Ordinal)
        || address.EndsWith("/.well-known/tdmrep.json", StringComparison.Ordinal) || address.EndsWith("/ai.txt", StringComparison.Ordinal);
}
