using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Pages.Rights;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.App.Pages.Works;

/// <summary>One work: what its catalog says of it, and what was found of it.</summary>
public sealed class WorkModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int FindingsShown = 50;

    /// <summary>The work.</summary>
    public RegisteredWork Work { get; private set; } = null!;

    /// <summary>What the last scans say about it, the last first.</summary>
    public IReadOnlyList<StoredFinding> Findings { get; private set; } = [];

    /// <summary>What its address and statements about itself come to; null where nothing was looked at.</summary>
    public RightsTimeline? Rights { get; private set; }

    /// <summary>The site of its address.</summary>
    public string? Site { get; private set; }

    /// <summary>Other editions of it.</summary>
    public IReadOnlyList<RegisteredWork> Editions { get; private set; } = [];

    /// <summary>Other works with the same text, or nearly so.</summary>
    internal IReadOnlyList<SameText> SameTexts { get; private set; } = [];

    /// <summary>What it was like before, the last first.</summary>
    public IReadOnlyList<WorkVersion> Versions { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Findings = await registry.Findings.AsNoTracking().Include(f => f.Scan!.Model).Where(f => f.WorkId == id)
            .OrderByDescending(f => f.Created).Take(FindingsShown).ToListAsync(cancellation);
        var kin = new WorkKin(registry);
        Editions = await kin.EditionsAsync(Work, cancellation);
        SameTexts = await kin.SameTextsAsync(Work, cancellation);
        Versions = await kin.VersionsAsync(id, cancellation);
        await ReadRightsAsync(cancellation);
        return Page();
    }

    /// <summary>Takes it out of scans; what was found stays.</summary>
    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancellation) =>
        ChangeAsync(id, isOut: true, "The work is withdrawn: scans leave it out.", cancellation);

    /// <summary>Has it scanned for again.</summary>
    public Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken cancellation) =>
        ChangeAsync(id, isOut: false, "The work is scanned for again.", cancellation);

    private async Task<IActionResult> ChangeAsync(Guid id, bool isOut, string notice, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        await services.GetRequiredService<CatalogDesk>().WithdrawAsync(Work, isOut, cancellation);
        TempData["Notice"] = notice;
        return Redirect($"/works/{id}");
    }

    private async Task ReadRightsAsync(CancellationToken cancellation)
    {
        string? url = Work.Identifiers.GetValueOrDefault("url");
        CrawlAddress.TryParse(url ?? "", null, out CrawlAddress? address);
        SiteRights rights = await SiteRights.ReadAsync(
            registry, address?.Authority ?? Work.ExternalId, Work.RightsHolderId, Work.ExternalId, cancellation);
        if (address is not null)
            rights = await rights.AndLooksAtAsync(registry, address, cancellation);
        if (rights.Sightings.Count == 0 && rights.Looks.Count == 0)
            return;
        Site = address?.Authority;
        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        Rights = new RightsTimeline("rights", rights.Policy, new RightsSubject(address?.Text, Work.ExternalId), now, null);
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        RegisteredWork? found = await registry.Works.Include(w => w.Catalog).SingleOrDefaultAsync(w => w.Id == id, cancellation);
        Work = found!;
        return found is not null;
    }
}
