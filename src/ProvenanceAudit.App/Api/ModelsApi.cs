using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A model; the key of its endpoint is never given out, only whether there is one.</summary>
internal sealed record ModelView(
    Guid Id, string Name, ModelAccess Access, string? BaseUrl, string? ModelId, bool HasKey, double? Temperature, double? TopP,
    int? Tokens, DateTimeOffset Created, DateTimeOffset? Archived)
{
    public static ModelView Of(AuditedModel m)
    {
        ModelInput input = ModelDesk.InputOf(m);
        return new(
            m.Id, m.Name, m.Access, m.BaseUrl, m.ModelId, m.EncryptedKey is not null, input.Temperature, input.TopP, input.Tokens,
            m.Created, m.Archived);
    }
}

/// <summary>Models under audit, for auditors.</summary>
internal static class ModelsApi
{
    /// <summary>Maps them.</summary>
    public static void MapModels(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/models").WithTags("Models").RequireAuthorization(RoleNames.Auditor);
        group.MapGet("", async ([AsParameters] Paging paging, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<AuditedModel> rows = registry.Models.AsNoTracking();
            if (paging.AfterId is Guid after)
                rows = rows.Where(m => m.Id > after);
            List<AuditedModel> list = await rows.OrderBy(m => m.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, ModelView.Of, m => Paging.KeyOf(m.Id));
        }).Wants(KeyScopes.ScansRead).WithSummary("Lists models, the oldest first; for auditors");

        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await registry.Models.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation) is { } model
                ? Results.Ok(ModelView.Of(model))
                : Results.NotFound()).Wants(KeyScopes.ScansRead).Produces<ModelView>().ProducesProblem(404).WithSummary("Gives a model");

        group.MapPost("", async (ModelInput input, RegistryContext registry, ModelDesk desk, CancellationToken cancellation) =>
            await KeepAsync(null, input, registry, desk, cancellation))
            .Wants(KeyScopes.ScansWrite).Produces<ModelView>(201).ProducesValidationProblem(422).WithSummary("Enters a model")
            .WithDescription("The key of the endpoint is encrypted before it is stored, and is never given out again.");

        group.MapPut("/{id:guid}", async (Guid id, ModelInput input, RegistryContext registry, ModelDesk desk, CancellationToken cancellation) =>
            await registry.Models.SingleOrDefaultAsync(m => m.Id == id, cancellation) is { } model
                ? await KeepAsync(model, input, registry, desk, cancellation)
                : Results.NotFound())
            .Wants(KeyScopes.ScansWrite).Produces<ModelView>().ProducesProblem(404).ProducesValidationProblem(422)
            .WithSummary("Changes a model: what is left out is as for a new one, but for the key, which stays");

        MapPutAway(group, "archive", true, "Puts a model away; what was found stays");
        MapPutAway(group, "restore", false, "Takes a model into use again");
        group.MapPost("/{id:guid}/outputs", TakeAsync).Wants(KeyScopes.ScansWrite).Accepts<Stream>("application/octet-stream", "*/*")
            .Produces<ScanView>(202).ProducesProblem(404).ProducesProblem(413).ProducesValidationProblem(422)
            .WithSummary("Scans a file of a model's outputs: the body is the file, fileName its name; for one catalog by catalogId, or all; meaning is compared too where similarity is true")
            .WithDescription("JSON Lines, also as gzip; the file is streamed, whatever its size. "
                + "The answer is 202 with the scan's address in Location; ask there until finished is set.");
    }

    private static void MapPutAway(RouteGroupBuilder group, string verb, bool isAway, string summary) => group.MapPost(
        $"/{{id:guid}}/{verb}", async (Guid id, RegistryContext registry, ModelDesk desk, CancellationToken cancellation) =>
        {
            if (await registry.Models.SingleOrDefaultAsync(m => m.Id == id, cancellation) is not { } model)
                return Results.NotFound();
            await desk.PutAwayAsync(registry, model, isAway, cancellation);
            return Results.Ok(ModelView.Of(model));
        }).Wants(KeyScopes.ScansWrite).Produces<ModelView>().ProducesProblem(404).WithSummary(summary);

    private static async Task<IResult> KeepAsync(
        AuditedModel? existing, ModelInput input, RegistryContext registry, ModelDesk desk, CancellationToken cancellation)
    {
        IReadOnlyList<FieldMistake> mistakes = FieldMistake.Of(input);
        AuditedModel? model = null;
        if (mistakes.Count == 0)
            (model, mistakes) = await desk.KeepAsync(registry, existing, input, cancellation);
        return model is null ? ApiErrors.Mistakes(mistakes)
            : existing is null ? Results.Created($"{ApiErrors.Root}/models/{model.Id}", ModelView.Of(model))
            : Results.Ok(ModelView.Of(model));
    }

    private static async Task<IResult> TakeAsync(
        Guid id, string? fileName, Guid? catalogId, bool? similarity, HttpRequest request, RegistryContext registry, Caller caller, ScanStart start,
        CancellationToken cancellation)
    {
        AuditedModel? model = await registry.Models.SingleOrDefaultAsync(m => m.Id == id && m.Archived == null, cancellation);
        if (model is null)
            return Results.NotFound();
        if (catalogId is Guid wanted && !await registry.Catalogs.AnyAsync(c => c.Id == wanted && c.Archived == null, cancellation))
            return Results.NotFound();
        if (string.IsNullOrWhiteSpace(fileName))
            return ApiErrors.Mistakes("fileName", "Give the file's name: reports name the file by it.");
        try
        {
            Scan scan = await start.OfFileAsync(
                registry, model, catalogId is Guid catalog ? [catalog] : null, similarity == true, request.Body, fileName, caller.PersonId,
                cancellation);
            return Results.Accepted($"{ApiErrors.Root}/scans/{scan.Id}", await ScansApi.ViewOfAsync(scan.Id, registry, cancellation));
        }
        catch (InvalidDataException e)
        {
            return ApiErrors.Mistakes("body", FieldMistake.Sentence(e.Message));
        }
        catch (FileTooLargeException e)
        {
            return ApiErrors.Answer(StatusCodes.Status413PayloadTooLarge, e.Message);
        }
    }
}
