using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Crawls;

/// <summary>
/// The crawls of the command line in a registry: the rights holder, catalog, plan and run that they belong to are made when they are first
/// used, and the same command goes on with them.
/// </summary>
internal static class LocalCrawls
{
    /// <summary>Name of the rights holder that is made where a registry has none.</summary>
    public const string OwnName = "This machine";

    /// <summary>The rights holder that the command line works for.</summary>
    /// <param name="registry">In the scope of everything.</param>
    /// <param name="name">As the user named it; null for the only one there is.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="UserErrorException">There is none of that name, or several and none was named.</exception>
    public static async Task<RightsHolder> HolderAsync(RegistryContext registry, string? name, CancellationToken cancellation)
    {
        List<RightsHolder> holders = await registry.RightsHolders.OrderBy(h => h.Name).Take(21).ToListAsync(cancellation);
        if (name is not null)
        {
            return await registry.RightsHolders.SingleOrDefaultAsync(h => h.Name == name, cancellation)
                ?? throw new UserErrorException($"the registry has no rights holder '{name}'{(holders.Count == 0 ? "" : $"; it has {string.Join(", ", holders.Take(20).Select(h => h.Name))}")}");
        }
        if (holders.Count > 1)
            throw new UserErrorException($"the registry has several rights holders; name one with --rights-holder: {string.Join(", ", holders.Take(20).Select(h => h.Name))}");
        if (holders.Count == 1)
            return holders[0];
        var own = new RightsHolder { Name = OwnName };
        registry.RightsHolders.Add(own);
        await registry.SaveChangesAsync(cancellation);
        return own;
    }

    /// <summary>The run that a command does: one that is not finished, or a new one.</summary>
    /// <param name="registry">In the scope of everything.</param>
    /// <param name="holder">For whom.</param>
    /// <param name="name">Name of the plan.</param>
    /// <param name="catalogName">Name of the catalog that its pages go into.</param>
    /// <param name="input">What is crawled; a plan of this name takes it over.</param>
    /// <param name="cancellation">Breaks off.</param>
    public static async Task<CrawlRun> RunAsync(
        RegistryContext registry, RightsHolder holder, string name, string catalogName, CrawlInput input, CancellationToken cancellation)
    {
        CrawlPlan? plan = await registry.CrawlPlans.SingleOrDefaultAsync(p => p.RightsHolderId == holder.Id && p.Name == name, cancellation);
        if (plan is null)
        {
            Catalog catalog = await registry.Catalogs
                .SingleOrDefaultAsync(c => c.RightsHolderId == holder.Id && c.Name == catalogName, cancellation)
                ?? registry.Catalogs.Add(new Catalog { RightsHolderId = holder.Id, Name = catalogName }).Entity;
            plan = new CrawlPlan { RightsHolderId = holder.Id, CatalogId = catalog.Id, Name = name, SettingsJson = input.Write() };
            registry.CrawlPlans.Add(plan);
        }
        plan.SettingsJson = input.Write();
        CrawlRun? last = await registry.CrawlRuns.Where(r => r.PlanId == plan.Id).OrderByDescending(r => r.Ordinal)
            .FirstOrDefaultAsync(cancellation);
        if (last is null || last.Finished is not null)
        {
            last = new CrawlRun { RightsHolderId = holder.Id, PlanId = plan.Id, Plan = plan, Ordinal = (last?.Ordinal ?? 0) + 1 };
            registry.CrawlRuns.Add(last);
        }
        await registry.SaveChangesAsync(cancellation);
        return last;
    }
}
