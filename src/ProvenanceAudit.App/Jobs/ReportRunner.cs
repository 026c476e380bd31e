using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Reports;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.App.Jobs;

/// <summary>
/// Compiles a report. Its files appear together, in one transaction: a run that is broken off leaves none, and the next one makes all
/// of them of the same findings.
/// </summary>
internal sealed class ReportRunner(RegistryDatabase database, StoredFiles files) : IJobRunner
{
    /// <inheritdoc/>
    public JobKind Kind => JobKind.Report;

    /// <inheritdoc/>
    public async Task RunAsync(RunningJob job, CancellationToken cancellation)
    {
        await using RegistryContext everything = database.CreateContext(RegistryScope.Everything);
        CompiledReport order = await everything.Reports.SingleAsync(r => r.Id == job.SubjectId, cancellation);
        if (order.Finished is not null)
            return;
        await RemoveLeftoversAsync(everything, order, cancellation);
        List<Scan> scans = await everything.Scans.AsNoTracking()
            .Where(s => s.Finished >= order.From && s.Finished < order.Until).OrderBy(s => s.Number).ToListAsync(cancellation);
        AuditReport report;
        await using (RegistryContext own = database.CreateContext(RegistryScope.Of(order.RightsHolderId)))
        {
            report = await new ReportAssembly(own, order).MakeAsync(
                scans, Commands.CommandLine.Version, (done, total) => job.Progress(done, total, "works"), cancellation);
        }
        var written = new List<CompiledReportFile>();
        try
        {
            foreach (ReportFormat format in ReportFormat.All)
                written.Add(await WriteAsync(order, format, report, cancellation));
            everything.AddRange(written);
            order.Finished = DateTimeOffset.UtcNow;
            order.ToolVersion = Commands.CommandLine.Version;
            order.Findings = report.Findings.Count;
            await everything.SaveChangesAsync(cancellation);
        }
        catch
        {
            foreach (CompiledReportFile file in written)
                await files.DeleteAsync(file.StoredFileId, CancellationToken.None);
            throw;
        }
    }

    private async Task<CompiledReportFile> WriteAsync(
        CompiledReport order, ReportFormat format, AuditReport report, CancellationToken cancellation)
    {
        // On disk first: a report of thousands of passages does not belong in memory, and the registry reads streams.
        string path = Path.GetTempFileName();
        await using var content = new FileStream(
            path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 65536, FileOptions.DeleteOnClose);
        format.Write(report, content);
        await content.FlushAsync(cancellation);
        content.Position = 0;
        StoredFile file = await files.WriteAsync(
            content, FileNameOf(order, format), format.MediaType, order.RightsHolderId, cancellation: cancellation);
        return new CompiledReportFile
        {
            ReportId = order.Id,
            RightsHolderId = order.RightsHolderId,
            Format = format.Name,
            StoredFileId = file.Id,
        };
    }

    /// <summary>Removes files of a run that was killed before they became the report's.</summary>
    private async Task RemoveLeftoversAsync(RegistryContext everything, CompiledReport order, CancellationToken cancellation)
    {
        string[] names = [.. ReportFormat.All.Select(format => FileNameOf(order, format))];
        List<Guid> leftovers = await everything.Files
            .Where(f => f.RightsHolderId == order.RightsHolderId && names.Contains(f.Name) && f.Created >= order.Created
                && !everything.ReportFiles.Any(r => r.StoredFileId == f.Id))
            .Select(f => f.Id).ToListAsync(cancellation);
        foreach (Guid id in leftovers)
            await files.DeleteAsync(id, cancellation);
    }

    private static string FileNameOf(CompiledReport order, ReportFormat format) => ReportAssembly.NumberOf(order) + format.Extension;
}
