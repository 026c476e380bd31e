using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.App.Scans;

/// <summary>Starts scans: keeps what they are about, and queues them.</summary>
internal sealed class ScanStart(StoredFiles files, JobQueue queue, AuditTrail trail, ServerSettings settings)
{
    /// <summary>Keeps a file of outputs and queues its scan. Memory is bounded, whatever the file's size.</summary>
    /// <param name="registry">In the scope of who starts it.</param>
    /// <param name="model">The model that the outputs are of.</param>
    /// <param name="catalogs">The catalogs to scan for; null for all.</param>
    /// <param name="comparesMeaning">Whether meaning is compared too.</param>
    /// <param name="content">The file, read to its end.</param>
    /// <param name="fileName">Name as its sender has it.</param>
    /// <param name="createdById">Who starts it.</param>
    /// <param name="cancellation">Breaks off; nothing is kept then.</param>
    /// <exception cref="FileTooLargeException">The file is larger than the server takes.</exception>
    /// <exception cref="InvalidDataException">The file is empty.</exception>
    public async Task<Scan> OfFileAsync(
        RegistryContext registry, AuditedModel model, IReadOnlyList<Guid>? catalogs, bool comparesMeaning, Stream content, string fileName,
        Guid? createdById, CancellationToken cancellation)
    {
        StoredFile file = await files.WriteAsync(
            content, fileName, "application/jsonl", null, settings.MaximumUploadBytes, cancellation);
        try
        {
            if (file.Size == 0)
                throw new InvalidDataException($"the file '{file.Name}' is empty");
            var scan = new Scan
            {
                Name = file.Name,
                ModelId = model.Id,
                OutputsFileId = file.Id,
                SettingsJson = new ScanSettings { Catalogs = catalogs, Similarity = comparesMeaning ? new SimilaritySettings() : null }.Write(),
                CreatedById = createdById,
            };
            await QueueAsync(registry, scan, cancellation);
            return scan;
        }
        catch
        {
            await files.DeleteAsync(file.Id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Queues a scan in a transaction of its own, or in that of the context's.</summary>
    public async Task QueueAsync(RegistryContext registry, Scan scan, CancellationToken cancellation)
    {
        await using (var transaction = await registry.Database.BeginTransactionAsync(cancellation))
        {
            registry.Scans.Add(scan);
            trail.Add(registry, "scan.queued", "scan", scan.Id, null, new { scan.Name });
            await registry.SaveChangesAsync(cancellation);
            await queue.EnqueueAsync(registry, JobKind.Scan, scan.Id, null, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        queue.Nudge();
    }

    /// <summary>Queues again a scan that failed or was cancelled; it goes on behind what is there.</summary>
    public async Task GoOnAsync(RegistryContext registry, Scan scan, CancellationToken cancellation)
    {
        trail.Add(registry, "scan.resumed", "scan", scan.Id);
        await registry.SaveChangesAsync(cancellation);
        await queue.EnqueueAsync(JobKind.Scan, scan.Id, null, cancellation);
    }
}
