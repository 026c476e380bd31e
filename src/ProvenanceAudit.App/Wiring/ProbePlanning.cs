using ProvenanceAudit.App.Commands;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Wiring;

/// <summary>Makes a plan of probes from a catalog and a file of prompts.</summary>
internal static class ProbePlanning
{
    /// <summary>Makes it, with progress on the terminal.</summary>
    /// <exception cref="UserErrorException">Nothing can be asked.</exception>
    public static ProbePlan PlanWithProgress(AskOptions options, ProblemList problems, CancellationToken cancellation)
    {
        IReadOnlyList<string> prompts = options.Prompts is null ? []
            : PromptFile.Read(options.Prompts, problems.Add, cancellation);
        if (options.Prompts is not null && prompts.Count == 0)
            throw new UserErrorException($"'{options.Prompts}' has no prompt that can be used");
        ProbeSettings settings = options.ProbeSettingsWith(prompts);
        if (options.Catalog is null)
            return ProbePlan.Make([], settings, options.EndpointSettings.Api);
        var catalog = CatalogOpening.Open(options.Catalog, cancellation);
        ProbePlan plan = ProgressDisplay.Run(
            "Reading catalog",
            () => new StageState(catalog.Fraction, catalog.BytesRead / 1e6, "MB"),
            () => ProbePlan.Make(Stoppable(catalog.Works(problems.Add), cancellation), settings, options.EndpointSettings.Api),
            made => Amount.Of(made.Probes.Count, "probe"));
        foreach (string work in plan.TooShort)
        {
            problems.Add(new InputProblem(catalog.Name, 0, work,
                $"the work has fewer than {settings.PrefixWords + settings.TargetWords} words; no continuation is asked of it"));
        }
        return plan.Probes.Count > 0 ? plan
            : throw new UserErrorException($"there is nothing to ask: no work of '{options.Catalog}' can be used");
    }

    private static IEnumerable<WorkText> Stoppable(IEnumerable<WorkText> works, CancellationToken cancellation)
    {
        foreach (WorkText work in works)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return work;
        }
    }
}
