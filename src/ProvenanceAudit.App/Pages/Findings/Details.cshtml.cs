using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Findings;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.App.Pages.Findings;

/// <summary>What a scan says about a work, side by side, and what people made of it.</summary>
public sealed class FindingModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int MatchesAtOnce = 20;

    /// <summary>The finding.</summary>
    public StoredFinding Finding { get; private set; } = null!;

    /// <summary>Its matches of this page: those of words, the strongest first, then paraphrases.</summary>
    public IReadOnlyList<MatchView> Matches { get; private set; } = [];

    /// <summary>Number of the page of matches, from 0.</summary>
    public int Part { get; private set; }

    /// <summary>Number of the first match shown, from 1.</summary>
    public int First => (Part * MatchesAtOnce) + 1;

    /// <summary>Whether there are further matches.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>The verdict on all its evidence; null where none was reckoned.</summary>
    public CalibratedVerdict? Verdict => FindingVerdict.Of(Finding);

    /// <summary>Whether the caller may decide.</summary>
    public bool MayDecide => Caller.Of(User)!.IsAuditor;

    /// <summary>What was wrong with the last decision.</summary>
    public string? Mistake { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, int part, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? await ShowAsync(Math.Clamp(part, 0, 10_000), cancellation) : NotFound();

    /// <summary>Decides, or takes a decision back.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, FindingDecision decision, string? reason, CancellationToken cancellation)
    {
        if (!MayDecide || !await FindAsync(id, cancellation))
            return NotFound();
        Mistake = await services.GetRequiredService<FindingReview>().DecideAsync(registry, Finding, decision, reason, cancellation);
        if (Mistake is not null)
            return await ShowAsync(0, cancellation);
        TempData["Notice"] = decision == FindingDecision.Open ? "The finding is open again." : $"The finding is {decision.ToString().ToLowerInvariant()}.";
        return Redirect($"/findings/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        StoredFinding? found = await registry.Findings.Include(f => f.Work).Include(f => f.Scan!.Model)
            .SingleOrDefaultAsync(f => f.Id == id, cancellation);
        Finding = found!;
        return found is not null;
    }

    private async Task<IActionResult> ShowAsync(int part, CancellationToken cancellation)
    {
        Part = part;
        DecidedBy = await registry.Users.Where(u => u.Id == Finding.DecidedById).Select(u => u.DisplayName).SingleOrDefaultAsync(cancellation);
        string text = await registry.Texts.Where(t => t.WorkId == Finding.WorkId && t.Sha256 == Finding.TextSha256)
            .Select(t => t.Text).SingleAsync(cancellation);
        List<StoredMatch> matches = await registry.Matches.AsNoTracking().Include(m => m.Output)
            .Where(m => m.ScanId == Finding.ScanId && m.WorkId == Finding.WorkId)
            .OrderBy(m => m.Kind == MatchKind.Paraphrase).ThenBy(m => m.EValue).ThenBy(m => m.Id).Skip(part * MatchesAtOnce).Take(MatchesAtOnce + 1).ToListAsync(cancellation);
        HasMore = matches.Count > MatchesAtOnce;
        if (HasMore)
            matches.RemoveAt(MatchesAtOnce);
        long[] probeIds = [.. matches.Select(m => m.Output!.ProbeId).OfType<long>().Distinct()];
        Dictionary<long, string> prompts = await registry.Probes.Where(p => probeIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Prompt, cancellation);
        Guid[] others = [.. matches.SelectMany(m => m.AlsoIn).Select(s => Guid.ParseExact(s.WorkId, "N")).Distinct()];
        Dictionary<Guid, string> titles = await registry.Works.Where(w => others.Contains(w.Id))
            .ToDictionaryAsync(w => w.Id, w => w.Title, cancellation);
        Matches = [.. matches.Select((m, i) => MatchView.Of(
            m, First + i, text,
            m.Output!.ProbeId is long probe ? prompts.GetValueOrDefault(probe) : m.Output.Prompt,
            [.. m.AlsoIn.Select(s => titles.GetValueOrDefault(Guid.ParseExact(s.WorkId, "N"))).OfType<string>().Distinct()]))];
        return Page();
    }
}
