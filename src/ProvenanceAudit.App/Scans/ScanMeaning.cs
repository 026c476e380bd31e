using ProvenanceAudit.App.Indexing;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.App.Scans;

/// <summary>Compares meaning by what the operator of this server chose, with vectors of the works that are kept beside the index.</summary>
internal sealed class ScanMeaning(ServerSettings server, IndexKeeper indexes, ILogger<ScanMeaning> log)
{
    /// <summary>Opens what compares. To be disposed of.</summary>
    /// <param name="settings">Those of the scan; embedder and device are the server's.</param>
    /// <exception cref="Commands.UserErrorException">There is no such model or device; the message says which.</exception>
    public MeaningComparison Open(SimilaritySettings settings) =>
        MeaningComparison.Open(settings with { Embedder = server.Embedder, Device = server.Device }, indexes.Folder);

    /// <summary>Makes the vectors that are missing, and prepares a search for works.</summary>
    /// <param name="meaning">What compares; the search can be used until it is disposed of.</param>
    /// <param name="all">All works of the index.</param>
    /// <param name="wanted">Those that are scanned for.</param>
    /// <param name="cancellation">Breaks off; what was made so far is kept.</param>
    public async Task<SimilaritySearch> PrepareAsync(
        MeaningComparison meaning, IPassageIndex all, IPassageIndex wanted, CancellationToken cancellation)
    {
        // Another scan may have the index in another state, and let go of vectors that this one needs before it has opened them.
        using FolderLock held = await FolderLock.TakeAsync(indexes.Folder + ".vectors.lock", cancellation);
        return await Task.Run(
            () =>
            {
                meaning.Update(all, null, cancellation);
                SimilaritySearch search = meaning.Search(wanted);
                log.LogInformation("meaning is compared by {Model} on {Device}, with {Passages} passages", search.Model, search.Device, search.Passages);
                return search;
            },
            cancellation);
    }
}
