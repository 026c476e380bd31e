using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Endpoints;
using ProvenanceAudit.Models;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Scans;

/// <summary>Enters models, changes them and puts them away, for pages and the API alike.</summary>
internal sealed class ModelDesk(ModelKeys keys, AuditTrail trail)
{
    /// <summary>Keeps a model.</summary>
    /// <param name="registry">In the scope of who does it.</param>
    /// <param name="existing">The model as it was, tracked; null for a new one.</param>
    /// <param name="input">The model as it is to be; its attributes have been looked at.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>The model, or what stands against it.</returns>
    public async Task<(AuditedModel? Model, IReadOnlyList<FieldMistake> Mistakes)> KeepAsync(
        RegistryContext registry, AuditedModel? existing, ModelInput input, CancellationToken cancellation)
    {
        string name = input.Name!.Trim();
        List<FieldMistake> mistakes = MistakesOf(input);
        Guid? id = existing?.Id;
        if (await registry.Models.AnyAsync(m => m.Name == name && m.Id != id, cancellation))
            mistakes.Add(new(nameof(input.Name), "There is a model of this name."));
        if (mistakes.Count > 0)
            return (null, mistakes);
        bool isLive = input.Access != ModelAccess.Files;
        AuditedModel model = existing ?? registry.Models.Add(new AuditedModel { Name = name, Access = input.Access }).Entity;
        (model.Name, model.Access) = (name, input.Access);
        model.BaseUrl = isLive ? input.BaseUrl!.Trim() : null;
        model.ModelId = isLive ? input.ModelId!.Trim() : null;
        model.ParametersJson = isLive ? ParametersOf(input) : null;
        if (!isLive || input.RemoveKey)
            model.EncryptedKey = null;
        else if (!string.IsNullOrEmpty(input.Key))
            model.EncryptedKey = keys.Encrypt(input.Key);
        trail.Add(
            registry, existing is null ? "model.entered" : "model.changed", "model", model.Id, null,
            new { model.Name, newKey = !string.IsNullOrEmpty(input.Key) });
        await registry.SaveChangesAsync(cancellation);
        return (model, []);
    }

    /// <summary>Puts a model away, or takes it into use again.</summary>
    /// <param name="registry">In the scope of who does it.</param>
    /// <param name="model">The model, tracked.</param>
    /// <param name="isAway">Whether it is to be put away; what is so already stays as it is.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async Task PutAwayAsync(RegistryContext registry, AuditedModel model, bool isAway, CancellationToken cancellation)
    {
        if (model.Archived is not null == isAway)
            return;
        model.Archived = isAway ? DateTimeOffset.UtcNow : null;
        trail.Add(registry, isAway ? "model.archived" : "model.restored", "model", model.Id);
        await registry.SaveChangesAsync(cancellation);
    }

    /// <summary>The model as it would be filled in; without its key.</summary>
    public static ModelInput InputOf(AuditedModel model)
    {
        DecodingParameters? parameters = model.ParametersJson is null ? null : LiveScans.ParametersOf(model);
        return new ModelInput
        {
            Name = model.Name,
            Access = model.Access,
            BaseUrl = model.BaseUrl,
            ModelId = model.ModelId,
            Temperature = parameters?.Temperature,
            TopP = parameters?.TopP,
            Tokens = parameters?.MaximumTokens,
        };
    }

    private List<FieldMistake> MistakesOf(ModelInput input)
    {
        if (input.Access == ModelAccess.Files)
            return [];
        var mistakes = new List<FieldMistake>();
        foreach (string mistake in keys.Mistakes(ScanEndpoint.Of(input.BaseUrl, input.ModelId, input.Access)))
            mistakes.Add(new(nameof(input.BaseUrl), FieldMistake.Sentence(mistake)));
        foreach (string mistake in string.IsNullOrEmpty(input.Key) ? [] : HttpModelEndpoint.KeyMistakes(input.Key))
            mistakes.Add(new(nameof(input.Key), FieldMistake.Sentence(mistake)));
        return mistakes;
    }

    private static string? ParametersOf(ModelInput input)
    {
        if (input is { Temperature: null, TopP: null, Tokens: null })
            return null;
        var parameters = new DecodingParameters
        {
            Temperature = input.Temperature,
            TopP = input.TopP,
            MaximumTokens = input.Tokens ?? DecodingParameters.DefaultMaximumTokens,
        };
        return JsonSerializer.Serialize(parameters, ScanSettings.Json);
    }
}
