using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Reports;

/// <summary>Hands out a file of a report, from pages and API alike.</summary>
internal static class ReportDownload
{
    /// <summary>Maps the downloads of the pages; those of the API are with it.</summary>
    public static void MapReportDownloads(this IEndpointRouteBuilder routes) => routes.MapMethods(
        "/reports/{id:guid}/files/{format}", ["GET", "HEAD"],
        async (Guid id, string format, RegistryContext registry, Caller caller, StoredFiles files, CancellationToken cancellation) =>
            await OfAsync(id, format, registry, caller, files, cancellation) ?? Results.NotFound());

    /// <summary>The file as an answer that takes Range and If-None-Match; null when there is none that the caller sees.</summary>
    public static async Task<IResult?> OfAsync(
        Guid reportId, string format, RegistryContext registry, Caller caller, StoredFiles files, CancellationToken cancellation)
    {
        StoredFile? file = await registry.ReportFiles.AsNoTracking()
            .Where(f => f.ReportId == reportId && f.Format == format).Select(f => f.StoredFile).SingleOrDefaultAsync(cancellation);
        if (file?.Sha256 is not byte[] hash)
            return null;
        Stream content = await files.OpenReadAsync(caller.Scope, file.Id, cancellation);
        return Results.Stream(
            content, file.MediaType, file.Name, file.Created, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash)}\""),
            enableRangeProcessing: true);
    }
}
