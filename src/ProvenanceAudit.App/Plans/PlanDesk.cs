using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.App.Plans;

/// <summary>Makes plans and changes them, for pages and the API alike.</summary>
internal sealed class PlanDesk(AuditTrail trail, TimeProvider clock, Caller caller)
{
    /// <summary>Keeps a plan.</summary>
    /// <param name="registry">In the scope of who does it.</param>
    /// <param name="existing">The plan as it was, tracked and with its catalogs; null for a new one.</param>
    /// <param name="input">The plan as it is to be; the attributes have been looked at.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>The plan, or what stands against it.</returns>
    public async Task<(ScanPlan? Plan, IReadOnlyList<FieldMistake> Mistakes)> KeepAsync(
        RegistryContext registry, ScanPlan? existing, PlanInput input, CancellationToken cancellation)
    {
        string name = input.Name!.Trim();
        string? cron = string.IsNullOrWhiteSpace(input.Cron) ? null : input.Cron.Trim();
        var mistakes = new List<FieldMistake>();
        Guid? id = existing?.Id;
        if (await registry.ScanPlans.AnyAsync(p => p.Name == name && p.Id != id, cancellation))
            mistakes.Add(new(nameof(input.Name), "There is a plan of this name."));
        PlanSchedule? schedule = PlanSchedule.Sent(cron, input.TimeZone, mistakes);
        AuditedModel? model = await registry.Models.AsNoTracking().SingleOrDefaultAsync(m => m.Id == input.Scan.ModelId, cancellation);
        mistakes.AddRange(await LiveScans.CheckAsync(
            registry, input.Scan, model, [.. existing?.Catalogs.Select(c => c.CatalogId) ?? []], cancellation));
        if (mistakes.Count > 0)
            return (null, mistakes);
        ScanPlan plan = existing ?? registry.ScanPlans.Add(new ScanPlan
        {
            Name = name,
            ModelId = model!.Id,
            ProbesJson = "{}",
            MatchSettingsJson = "{}",
            CreatedById = caller.PersonId,
        }).Entity;
        // A run that is due and not yet taken stays due, unless the schedule is another one now.
        bool isRescheduled = existing is null || plan.Cron != cron || plan.TimeZone != input.TimeZone;
        bool wasPaused = plan is { Cron: not null, Enabled: false };
        Fill(plan, input, name, model!);
        (plan.Cron, plan.TimeZone) = (cron, input.TimeZone);
        plan.Enabled = schedule is not null && !wasPaused;
        if (isRescheduled || !plan.Enabled)
            plan.NextDue = plan is { Enabled: true, Archived: null } ? schedule!.Next(clock.GetUtcNow()) : null;
        trail.Add(registry, existing is null ? "plan.made" : "plan.changed", "plan", plan.Id, null, new { plan.Name, plan.Cron, plan.TimeZone });
        await registry.SaveChangesAsync(cancellation);
        return (plan, []);
    }

    /// <summary>Stops the schedule, or obeys it again from now on; times that pass meanwhile are not made up for.</summary>
    /// <returns>False when the plan has no schedule.</returns>
    public async Task<bool> PauseAsync(RegistryContext registry, ScanPlan plan, bool isPaused, CancellationToken cancellation)
    {
        if (plan.Cron is null)
            return false;
        if (plan.Enabled == isPaused)
        {
            plan.Enabled = !isPaused;
            SetNextDue(plan);
            trail.Add(registry, isPaused ? "plan.paused" : "plan.resumed", "plan", plan.Id);
            await registry.SaveChangesAsync(cancellation);
        }
        return true;
    }

    /// <summary>Puts a plan away, or takes it into use again; its runs stay.</summary>
    public async Task PutAwayAsync(RegistryContext registry, ScanPlan plan, bool isAway, CancellationToken cancellation)
    {
        if (plan.Archived is not null == isAway)
            return;
        plan.Archived = isAway ? clock.GetUtcNow() : null;
        SetNextDue(plan);
        trail.Add(registry, isAway ? "plan.archived" : "plan.restored", "plan", plan.Id);
        await registry.SaveChangesAsync(cancellation);
    }

    /// <summary>A plan as it would be filled in.</summary>
    public static PlanInput InputOf(ScanPlan plan) => new()
    {
        Name = plan.Name,
        Cron = plan.Cron,
        TimeZone = plan.TimeZone,
        NewPlacesEachRun = plan.NewPlacesEachRun,
        Scan = LiveScanInput.Of(plan.ModelId, plan.Catalogs.Select(c => c.CatalogId), ProbesOf(plan), AskingOf(plan), MatchingOf(plan), SimilarityOf(plan)),
    };

    /// <summary>What a plan asks.</summary>
    public static ProbeSettings ProbesOf(ScanPlan plan) => JsonSerializer.Deserialize<ProbeSettings>(plan.ProbesJson, ScanSettings.Json)!;

    /// <summary>How it asks, its budgets included.</summary>
    public static InterviewSettings AskingOf(ScanPlan plan) =>
        JsonSerializer.Deserialize<InterviewSettings>(plan.AskingJson, ScanSettings.Json)! with
        {
            MaximumRequests = plan.BudgetRequests,
            MaximumTokens = plan.BudgetTokens,
        };

    /// <summary>How it matches.</summary>
    public static MatchSettings MatchingOf(ScanPlan plan) => JsonSerializer.Deserialize<MatchSettings>(plan.MatchSettingsJson, ScanSettings.Json)!;

    /// <summary>How it compares meaning; null where it does not.</summary>
    public static SimilaritySettings? SimilarityOf(ScanPlan plan) => plan.SimilaritySettingsJson is null
        ? null
        : JsonSerializer.Deserialize<SimilaritySettings>(plan.SimilaritySettingsJson, ScanSettings.Json)!;

    private static void Fill(ScanPlan plan, PlanInput input, string name, AuditedModel model)
    {
        plan.Name = name;
        plan.ModelId = model.Id;
        Guid[] catalogs = [.. input.Scan.CatalogIds.Distinct()];
        plan.AllCatalogs = catalogs.Length == 0;
        foreach (ScanPlanCatalog left in plan.Catalogs.Where(c => !catalogs.Contains(c.CatalogId)).ToList())
            plan.Catalogs.Remove(left);
        foreach (Guid added in catalogs.Except(plan.Catalogs.Select(c => c.CatalogId)).ToList())
            plan.Catalogs.Add(new ScanPlanCatalog { CatalogId = added });
        InterviewSettings asking = input.Scan.Asking(LiveScans.ParametersOf(model));
        plan.ProbesJson = JsonSerializer.Serialize(input.Scan.Probes(), ScanSettings.Json);
        plan.AskingJson = JsonSerializer.Serialize(asking with { MaximumRequests = null, MaximumTokens = null }, ScanSettings.Json);
        plan.MatchSettingsJson = JsonSerializer.Serialize(input.Scan.Matching(), ScanSettings.Json);
        plan.SimilaritySettingsJson = input.Scan.Meaning() is { } similarity ? JsonSerializer.Serialize(similarity, ScanSettings.Json) : null;
        (plan.BudgetRequests, plan.BudgetTokens) = (asking.MaximumRequests, asking.MaximumTokens);
        plan.NewPlacesEachRun = input.NewPlacesEachRun;
    }

    private void SetNextDue(ScanPlan plan) => plan.NextDue = plan is { Enabled: true, Archived: null }
        ? PlanSchedule.Kept(plan.Cron, plan.TimeZone)?.Next(clock.GetUtcNow())
        : null;
}
