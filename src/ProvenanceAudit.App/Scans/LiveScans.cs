using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Models;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Scans;

/// <summary>Starts scans of live models from what people and programs fill in.</summary>
internal sealed class LiveScans(ScanStart start, Caller caller)
{
    /// <summary>Queues a scan.</summary>
    /// <param name="registry">In the scope of who starts it.</param>
    /// <param name="input">What to ask; its attributes have been looked at.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>The scan, or what stands against it.</returns>
    public async Task<(Scan? Scan, IReadOnlyList<FieldMistake> Mistakes)> StartAsync(
        RegistryContext registry, LiveScanInput input, CancellationToken cancellation)
    {
        AuditedModel? model = await registry.Models.AsNoTracking().SingleOrDefaultAsync(m => m.Id == input.ModelId, cancellation);
        IReadOnlyList<FieldMistake> mistakes = await CheckAsync(registry, input, model, null, cancellation);
        if (mistakes.Count > 0)
            return (null, mistakes);
        var scan = new Scan
        {
            Name = model!.Name,
            ModelId = model.Id,
            CreatedById = caller.PersonId,
            SettingsJson = new ScanSettings
            {
                Catalogs = input.CatalogIds.Length == 0 ? null : input.CatalogIds,
                Endpoint = ScanEndpoint.Of(model),
                Probes = input.Probes(),
                Asking = input.Asking(ParametersOf(model)),
                Matching = input.Matching(),
                Similarity = input.Meaning(),
            }.Write(),
        };
        await start.QueueAsync(registry, scan, cancellation);
        return (scan, []);
    }

    /// <summary>What stands against asking a model for some catalogs, beyond what the input's attributes say.</summary>
    /// <param name="registry">In the scope of who asks.</param>
    /// <param name="input">What to ask.</param>
    /// <param name="model">The input's model; null where there is none of the id.</param>
    /// <param name="kept">Catalogs that need not be in use, since they were chosen before; null for none.</param>
    /// <param name="cancellation">Breaks off.</param>
    public static async Task<IReadOnlyList<FieldMistake>> CheckAsync(
        RegistryContext registry, LiveScanInput input, AuditedModel? model, IReadOnlyCollection<Guid>? kept,
        CancellationToken cancellation)
    {
        var mistakes = new List<FieldMistake>();
        if (model is null or { Archived: not null } or { Access: ModelAccess.Files })
            mistakes.Add(new(nameof(input.ModelId), "Choose a model in use that is reached at an endpoint."));
        Guid[] chosen = [.. input.CatalogIds.Except(kept ?? [])];
        if (await registry.Catalogs.CountAsync(c => chosen.Contains(c.Id) && c.Archived == null, cancellation) != chosen.Length)
            mistakes.Add(new(nameof(input.CatalogIds), "One of the catalogs is not there or was put away."));
        return mistakes;
    }

    /// <summary>What a model's own settings are.</summary>
    public static DecodingParameters ParametersOf(AuditedModel model) => model.ParametersJson is null
        ? new DecodingParameters()
        : JsonSerializer.Deserialize<DecodingParameters>(model.ParametersJson, ScanSettings.Json)!;
}
