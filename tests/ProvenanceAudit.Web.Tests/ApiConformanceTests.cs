using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using ProvenanceAudit.App.Api;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Walks the API by its own description: what is added later is tried too.</summary>
public sealed class ApiConformanceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_is_valid_and_says_of_each_operation_what_it_does_wants_and_answers()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using var nobody = new ApiCaller(server.Address, null);
        string json = await (await nobody.GetAsync("/api/v1/openapi.json")).Content.ReadAsStringAsync(Cancellation);
        ReadResult read = OpenApiDocument.Parse(json, "json");
        Assert.Empty(read.Diagnostic?.Errors ?? []);
        Assert.Empty(read.Diagnostic?.Warnings ?? []);
        string[] scopes = [.. KeyScopes.All.Select(s => s.Name)];
        foreach ((string path, IOpenApiPathItem item) in read.Document!.Paths)
        {
            foreach ((HttpMethod method, OpenApiOperation operation) in item.Operations!)
            {
                string name = $"{method} {path}";
                Assert.False(string.IsNullOrWhiteSpace(operation.Summary), name);
                Assert.True(operation.Tags is { Count: > 0 }, name);
                Assert.True(operation.Responses!.Keys.Any(s => s[0] == '2'), name);
                Assert.All((string[])["400", "401", "403", "429"], s => Assert.True(operation.Responses.ContainsKey(s), $"{name}: {s}"));
                Assert.True(!path.Contains('{') || operation.Responses.ContainsKey("404"), name);
                Assert.True(method != HttpMethod.Post || operation.Parameters!.Any(p => p.Name == "Idempotency-Key"), name);
                string scope = Assert.Single(Assert.Single(operation.Security!).Values.Single());
                Assert.Contains(scope, scopes);
                Assert.Contains(scope, operation.Description, StringComparison.Ordinal);
            }
        }
        Assert.Equal(scopes.Order(), read.Document.Paths.SelectMany(p => p.Value.Operations!.Values)
            .Select(o => o.Security!.Single().Values.Single().Single()).Distinct().Order());
    }

    [Fact]
    public async Task Every_operation_wants_a_key_made_for_it_and_knows_nothing_of_what_is_anothers()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        (Guid victim, IReadOnlyList<string> ids) = await server.VictimAsync();
        using Browser eve = await server.PersonAsync(RoleNames.Publisher, "eve@example.org", "Eve's Books");
        using var nobody = new ApiCaller(server.Address, null);
        JsonElement document = await nobody.ReadAsync("/api/v1/openapi.json");
        IReadOnlyList<string> before = await AllIds.RowsAsync(server.Database, victim);
        foreach (Operation operation in OperationsOf(document))
        {
            string guid = ids.First(id => Guid.TryParse(id, out _)), number = ids.First(id => long.TryParse(id, out _));
            string path = operation.PathWith(guid) ?? operation.PathWith(number)!;
            await AssertProblemAsync(HttpStatusCode.Unauthorized, await nobody.SendAsync(operation.Request(path, guid)), operation);
            using ApiCaller lacking = await server.KeyOfAsync("eve@example.org", operation.Scope);
            await AssertProblemAsync(HttpStatusCode.Forbidden, await lacking.SendAsync(operation.Request(path, guid)), operation);

            using ApiCaller other = await server.KeyOfAsync("eve@example.org");
            foreach (string id in operation.TakesIds ? ids : [])
            {
                if (operation.PathWith(id) is not string address)
                    continue;
                string inBody = Guid.TryParse(id, out _) ? id : guid;
                using HttpResponseMessage answer = await other.SendAsync(operation.Request(address, inBody));
                string text = await answer.Content.ReadAsStringAsync(Cancellation);
                Assert.DoesNotContain(Tenants.Victim, text, StringComparison.OrdinalIgnoreCase);
                if (operation.HasIdInPath)
                    await AssertProblemAsync(HttpStatusCode.NotFound, answer, operation);
                else
                    Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity, $"{operation} with {id}: {answer.StatusCode} {text}");
            }
        }
        Assert.Equal(before, await AllIds.RowsAsync(server.Database, victim));
    }

    [Fact]
    public async Task Every_failure_is_told_as_problem_details()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        using ApiCaller key = await server.KeyOfAsync("ada@example.org");
        async Task AssertAsync(HttpStatusCode status, HttpMethod method, string path, HttpContent? content = null)
        {
            using var request = new HttpRequestMessage(method, "/api/v1/" + path) { Content = content };
            await AssertProblemAsync(status, await key.SendAsync(request), $"{method} {path}");
        }
        await AssertAsync(HttpStatusCode.NotFound, HttpMethod.Get, "nothing/here");
        await AssertAsync(HttpStatusCode.NotFound, HttpMethod.Get, "catalogs/not-an-id");
        await AssertAsync(HttpStatusCode.BadRequest, HttpMethod.Get, "catalogs?limit=0");
        await AssertAsync(HttpStatusCode.BadRequest, HttpMethod.Get, "findings?decision=Perhaps");
        await AssertAsync(HttpStatusCode.MethodNotAllowed, HttpMethod.Delete, "catalogs");
        await AssertAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "catalogs", new StringContent("{", null, "application/json"));
        await AssertAsync(HttpStatusCode.UnsupportedMediaType, HttpMethod.Post, "catalogs", new StringContent("name=x", null, "text/plain"));
        await AssertAsync(HttpStatusCode.UnprocessableEntity, HttpMethod.Post, "catalogs", JsonContent.Create(new { name = " " }));
        await AssertAsync(
            HttpStatusCode.RequestEntityTooLarge, HttpMethod.Post, "catalogs", JsonContent.Create(new { name = new string('x', 2 << 20) }));
        await AssertAsync(
            HttpStatusCode.UnsupportedMediaType, HttpMethod.Post, $"catalogs/{Guid.NewGuid()}/submissions?fileName=x", JsonContent.Create(new { }));
        using var twice = new HttpRequestMessage(HttpMethod.Post, "/api/v1/catalogs") { Content = JsonContent.Create(new { name = "x" }) };
        twice.Headers.Add("Idempotency-Key", new string('k', 201));
        await AssertProblemAsync(HttpStatusCode.BadRequest, await key.SendAsync(twice), "a key that is too long");
    }

    private static async Task AssertProblemAsync(HttpStatusCode status, HttpResponseMessage answer, object what)
    {
        using (answer)
        {
            string text = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.True(status == answer.StatusCode, $"{what}: {(int)answer.StatusCode} {text}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            // What answers to HEAD has headers alone.
            if (answer.RequestMessage!.Method == HttpMethod.Head)
                return;
            JsonElement problem = JsonElement.Parse(text);
            Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
            Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("title").GetString()));
        }
    }

    private static IEnumerable<Operation> OperationsOf(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new Operation(operation.Name.ToUpperInvariant(), path.Name, operation.Value, document);

    /// <summary>An operation of the document, and a request that it should take.</summary>
    private sealed record Operation(string Method, string Path, JsonElement Description, JsonElement Document)
    {
        public string Scope => Description.GetProperty("security")[0].EnumerateObject().Single().Value[0].GetString()!;

        public bool HasIdInPath => Path.Contains('{');

        public bool TakesIds => HasIdInPath || Body?.ToJsonString().Contains(Nobody, StringComparison.Ordinal) == true;

        private const string Nobody = "00000000-0000-0000-0000-00000000abcd";

        public string? PathWith(string id)
        {
            bool isNumber = HasIdInPath && Description.GetProperty("parameters").EnumerateArray().Any(p =>
                p.GetProperty("in").GetString() == "path" && p.GetProperty("schema").TryGetProperty("format", out JsonElement f) && f.GetString() == "int64");
            return HasIdInPath && isNumber != long.TryParse(id, out _)
                ? null
                : Path.Replace("{id}", id, StringComparison.Ordinal).Replace("{format}", "pdf", StringComparison.Ordinal);
        }

        public HttpRequestMessage Request(string path, string idInBody)
        {
            var request = new HttpRequestMessage(new HttpMethod(Method), path);
            if (Body is { } body)
                request.Content = new StringContent(body.ToJsonString().Replace(Nobody, idInBody, StringComparison.Ordinal), null, "application/json");
            else if (Description.TryGetProperty("requestBody", out _))
                request.Content = new ByteArrayContent([1]) { Headers = { ContentType = new("application/octet-stream") } };
            return request;
        }

        public override string ToString() => $"{Method} {Path}";

        private JsonNode? Body => Description.TryGetProperty("requestBody", out JsonElement body)
            && body.GetProperty("content").TryGetProperty("application/json", out JsonElement json) ? Example(json.GetProperty("schema")) : null;

        /// <summary>A value that fits a schema.</summary>
        private JsonNode? Example(JsonElement schema)
        {
            if (schema.TryGetProperty("$ref", out JsonElement reference))
                return Example(Document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]));
            if (schema.TryGetProperty("oneOf", out JsonElement choices))
                return Example(choices.EnumerateArray().Last());
            // A number may be written as a text such as Infinity too.
            if (schema.TryGetProperty("anyOf", out JsonElement kinds))
                return Example(kinds.EnumerateArray().First());
            if (schema.TryGetProperty("enum", out JsonElement values))
                return JsonNode.Parse(values.EnumerateArray().First(v => v.ValueKind != JsonValueKind.Null).GetRawText());
            JsonElement type = schema.TryGetProperty("type", out JsonElement t) ? t : default;
            string? kind = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(k => k.GetString()).First(k => k != "null") : type.GetString();
            string? format = schema.TryGetProperty("format", out JsonElement f) ? f.GetString() : null;
            return (kind, format) switch
            {
                ("string", "uuid") => Nobody,
                ("string", "date") => "2026-01-01",
                ("string", "date-time") => "2026-01-01T00:00:00Z",
                ("string", "uri") => "https://example.org/",
                ("string", _) => "text",
                ("integer" or "number", _) => 1,
                ("boolean", _) => true,
                ("array", _) => new JsonArray(Example(schema.GetProperty("items"))),
                _ => new JsonObject(schema.TryGetProperty("properties", out JsonElement properties)
                    ? properties.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Example(p.Value)))
                    : []),
            };
        }
    }
}
