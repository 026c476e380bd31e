using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Indexing;

/// <summary>What of a registry an index holds; kept beside the index.</summary>
/// <param name="Registry">Name of the registry.</param>
/// <param name="Revision">Highest revision of a work: all up to it are in the index, but for those that are out.</param>
/// <param name="Archived">Catalogs whose works are left out, in order.</param>
internal sealed record IndexedState(string Registry, long Revision, IReadOnlyList<Guid> Archived)
{
    /// <summary>Whether an index in this state needs no work to be in the other.</summary>
    public bool Holds(IndexedState other) =>
        Registry == other.Registry && Revision == other.Revision && Archived.SequenceEqual(other.Archived);

    /// <summary>The registry as it is now.</summary>
    public static async Task<IndexedState> OfRegistryAsync(RegistryDatabase database, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        long revision = await registry.Works.MaxAsync(w => (long?)w.Revision, cancellation) ?? 0;
        List<Guid> archived = await registry.Catalogs.Where(c => c.Archived != null).Select(c => c.Id).ToListAsync(cancellation);
        return new IndexedState(database.Name, revision, [.. archived.Order()]);
    }

    /// <summary>Reads what was kept; null when there is nothing that can be used, and the index has to be made anew.</summary>
    public static IndexedState? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<IndexedState>(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps it, whole or not at all.</summary>
    public void Write(string file)
    {
        string next = file + ".next";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(this));
        File.Move(next, file, overwrite: true);
    }
}
