using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.Endpoints;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Scans;

/// <summary>Asks a scan's model all that is not answered yet.</summary>
internal sealed class ScanInterview(RegistryDatabase database, ScanProbes probes, ModelKeys keys)
{
    /// <summary>Asks, until all is answered or the budget is used up.</summary>
    /// <exception cref="UserErrorException">The endpoint cannot be asked; the message says why.</exception>
    /// <exception cref="TemporaryFailureException">The endpoint stays away, or left questions without an answer.</exception>
    public async Task AskAsync(Scan scan, ScanSettings settings, RunningJob job, CancellationToken cancellation)
    {
        AuditedModel model;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
            model = await registry.Models.AsNoTracking().SingleAsync(m => m.Id == scan.ModelId, cancellation);
        using HttpModelEndpoint endpoint = keys.Open(model, settings.Endpoint!);
        ProbePlan plan = await probes.OfAsync(scan, settings, endpoint.Identity.Api, cancellation);
        var interview = new ModelInterview(endpoint, plan, settings.Asking!);
        RegistryAnswerLog log = await RegistryAnswerLog.OpenAsync(
            database, scan, interview.PlanId, settings.Asking!.Samples, cancellation);
        job.Progress(log.Settled.Count, interview.Total, "answers");
        try
        {
            InterviewResult result = await interview.RunAsync(log, new Progress(job), cancellation);
            if (result.Unavailable > 0)
                throw new TemporaryFailureException($"{result.Unavailable} questions got no answer after all retries; they are asked again");
        }
        catch (EndpointException e) when (e.Failure == EndpointFailure.Temporary)
        {
            throw new TemporaryFailureException($"{endpoint.Identity}: {e.Message}", e.RetryAfter);
        }
        catch (EndpointException e)
        {
            throw new UserErrorException($"{endpoint.Identity}: {e.Message}");
        }
    }

    private sealed class Progress(RunningJob job) : IProgress<InterviewProgress>
    {
        public void Report(InterviewProgress value) => job.Progress(value.Done, value.Total, "answers");
    }
}
