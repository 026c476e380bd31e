using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Pages.Models;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Scans;

/// <summary>Starts a scan: of a live model, or of a file of outputs, which is handed in on a page of its own.</summary>
public sealed class NewModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    /// <summary>Models in use.</summary>
    public IReadOnlyList<AuditedModel> Models { get; private set; } = [];

    /// <summary>Catalogs in use.</summary>
    public IReadOnlyList<Catalog> Catalogs { get; private set; } = [];

    /// <summary>The model.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid ModelId { get; set; }

    /// <summary>The catalogs to scan for; none stands for all.</summary>
    [BindProperty]
    public Guid[] Chosen { get; set; } = [];

    /// <summary><see cref="ProbeSettings.PositionsPerWork"/>.</summary>
    [BindProperty]
    public int Positions { get; set; } = ProbeSettings.DefaultPositionsPerWork;

    /// <summary><see cref="ProbeSettings.AskByTitle"/>.</summary>
    [BindProperty]
    public bool ByTitle { get; set; }

    /// <summary>Prompts of one's own, a line each.</summary>
    [BindProperty]
    public string? Prompts { get; set; }

    /// <summary><see cref="InterviewSettings.Samples"/>.</summary>
    [BindProperty]
    public int Samples { get; set; } = 1;

    /// <summary><see cref="DecodingParameters.Temperature"/>.</summary>
    [BindProperty]
    public double? Temperature { get; set; }

    /// <summary><see cref="DecodingParameters.MaximumTokens"/>.</summary>
    [BindProperty]
    public int Tokens { get; set; } = DecodingParameters.DefaultMaximumTokens;

    /// <summary><see cref="InterviewSettings.Concurrency"/>.</summary>
    [BindProperty]
    public int Concurrency { get; set; } = InterviewSettings.DefaultConcurrency;

    /// <summary><see cref="InterviewSettings.RequestsPerMinute"/>.</summary>
    [BindProperty]
    public int? PerMinute { get; set; }

    /// <summary><see cref="InterviewSettings.MaximumRequests"/>.</summary>
    [BindProperty]
    public long? BudgetRequests { get; set; }

    /// <summary><see cref="InterviewSettings.MaximumTokens"/>.</summary>
    [BindProperty]
    public long? BudgetTokens { get; set; }

    /// <summary>Shows the forms.</summary>
    public Task OnGetAsync(CancellationToken cancellation) => ListAsync(cancellation);

    /// <summary>Queues a scan of a live model.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        AuditedModel? model = Models.SingleOrDefault(m => m.Id == ModelId && m.Access != ModelAccess.Files);
        if (model is null)
            ModelState.AddModelError(nameof(ModelId), "Choose a model that is reached at an endpoint.");
        if (Chosen.Except(Catalogs.Select(c => c.Id)).Any())
            return NotFound();
        var probes = new ProbeSettings
        {
            PositionsPerWork = Positions,
            AskByTitle = ByTitle,
            FreePrompts = (Prompts ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        var asking = new InterviewSettings
        {
            Samples = Samples,
            Concurrency = Concurrency,
            RequestsPerMinute = PerMinute,
            MaximumRequests = BudgetRequests,
            MaximumTokens = BudgetTokens,
            Parameters = new DecodingParameters { MaximumTokens = Tokens, Temperature = Temperature, Seed = ProbeSettings.DefaultSeed },
        };
        foreach (string mistake in probes.Mistakes().Concat(asking.Mistakes()))
            ModelState.AddModelError("", char.ToUpperInvariant(mistake[0]) + mistake[1..] + ".");
        if (!ModelState.IsValid)
            return Page();
        var scan = new Scan
        {
            Name = model!.Name,
            ModelId = model.Id,
            CreatedById = services.GetRequiredService<Caller>().PersonId,
            SettingsJson = new ScanSettings
            {
                Catalogs = Chosen.Length == 0 ? null : Chosen,
                Endpoint = EditModel.EndpointOf(model.BaseUrl ?? "", model.ModelId ?? "", model.Access),
                Probes = probes,
                Asking = asking,
            }.Write(),
        };
        await services.GetRequiredService<ScanStart>().QueueAsync(registry, scan, cancellation);
        TempData["Notice"] = "The scan is queued.";
        return Redirect($"/scans/{scan.Id}");
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        Models = await registry.Models.AsNoTracking().Where(m => m.Archived == null).OrderBy(m => m.Name).ToListAsync(cancellation);
        Catalogs = await registry.Catalogs.AsNoTracking().Include(c => c.RightsHolder).Where(c => c.Archived == null)
            .OrderBy(c => c.Name).ToListAsync(cancellation);
    }
}
