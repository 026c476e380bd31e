using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ProvenanceAudit.App.Api;

/// <summary>The OpenAPI 3.1 document of the API.</summary>
internal static class ApiDocument
{
    private const string Description = """
        Everything the pages show, for programs. Send an API key, made under *API keys*, as `Authorization: Bearer pa_...`.

        * **Lists** come in parts of `limit` rows (1 to 200, 50 unless said otherwise). Send `next` of a part as `cursor` for the one that follows; at the end it is null.
        * **Errors** are problem details (RFC 9457, `application/problem+json`). What is not yours answers 404, like what does not exist.
        * **Files** are downloaded with an ETag; `If-None-Match` and `Range` are honoured. Those that you send are the body, as `application/octet-stream`.
        * **POST** takes an `Idempotency-Key` of your choice: sent again within a day, the request is answered as the first time and done once.
        * **Limits**: bursts of 100 requests, 10 a second in the long run; beyond that 429 with `Retry-After`.
        * **Times** are UTC, ISO 8601. Spans of texts are half-open, in UTF-16 code units.
        """;

    /// <summary>Adds the document.</summary>
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith(ApiErrors.Root[1..], StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ProvenanceAudit",
                Version = "1",
                Description = Description,
            };
            // Relative: the document is as good behind a proxy as before it.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key: pa_ and 43 characters.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<WantedScope>().FirstOrDefault() is { } scope)
            {
                operation.Description = $"{operation.Description} Wants a key with the scope `{scope.Name}`.".TrimStart();
                // OpenAPI 3.1 lets roles stand here whatever the kind of key.
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", context.Document)] = [scope.Name] }];
            }
            if (string.Equals(context.Description.HttpMethod, "POST", StringComparison.Ordinal))
            {
                // What the key that makes a request repeatable can lead to.
                foreach (string status in (string[])["409", "422"])
                    operation.Responses?.TryAdd(status, operation.Responses["400"]);
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = "Idempotency-Key",
                    In = ParameterLocation.Header,
                    Description = "A key of your choice, by which the request is done once however often it is sent.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
                    Example = "4f6d1f2c-6a34-4f6e-9a39-2f9a0e1e3c11",
                });
            }
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            string? example = context.JsonTypeInfo.Type == typeof(Reports.ReportOrder)
                ? """{ "catalogId": "0195b1a0-0000-7000-8000-000000000010", "from": "2026-01-01", "until": "2026-03-31", "title": "First quarter" }"""
                : context.JsonTypeInfo.Type == typeof(DecisionRequest)
                    ? """{ "decision": "Dismissed", "reason": "A quotation that our licence allows." }"""
                    : null;
            if (example is not null)
                schema.Examples = [System.Text.Json.Nodes.JsonNode.Parse(example)!];
            return Task.CompletedTask;
        });
    });
}
