using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>
/// Tries every page and every address that the application has, as it says itself, with every id of another rights holder: what is
/// added later is tried too.
/// </summary>
public sealed class TenancyTests
{
    /// <summary>What no other rights holder's answer may hold.</summary>
    private static readonly string[] Marks = [Tenants.Victim, "The Silver Sea", "The Quiet Wood", "hammered silver", "victoria-works", "victoria@example.org", "parrot-1", "victoria-press"];

    /// <summary>What stands in addresses in places that are not for ids.</summary>
    private static readonly Dictionary<string, string> OtherParts = new() { ["name"] = "app.css", ["format"] = "pdf", ["code"] = "404", ["documentName"] = "v1" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_and_handler_answers_404_to_ids_of_another_rights_holder_and_changes_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        (Guid victim, IReadOnlyList<string> ids) = await server.VictimAsync();
        using Browser attacker = await server.PersonAsync(RoleNames.Publisher, "eve@example.org", "Eve's Books");
        using Browser nobody = server.Anybody();
        string token = (await attacker.GetAsync("/keys")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        IReadOnlyList<string> before = await AllIds.RowsAsync(server.Database, victim);
        int tried = 0;
        foreach (Handler handler in await HandlersAsync(server))
        {
            // Those pages are for people who have not signed in; signing out would end the test.
            Browser browser = handler.Template.StartsWith("account/", StringComparison.Ordinal) ? nobody : attacker;
            bool hasId = IdParameters(handler.Pattern).Any();
            foreach (string id in handler.TakesIds ? ids : ids.Take(1))
            {
                if (Fill(handler.Pattern, id) is not string path)
                    continue;
                using HttpResponseMessage answer = await SendAsync(browser, handler, path, id, token);
                string text = await answer.Content.ReadAsStringAsync(Cancellation);
                Assert.True(
                    !hasId || answer.StatusCode == HttpStatusCode.NotFound, $"{handler} with {id}: {(int)answer.StatusCode}");
                Assert.True((int)answer.StatusCode < 500, $"{handler} with {id}: {(int)answer.StatusCode}");
                Assert.All(Marks, mark => Assert.False(text.Contains(mark, StringComparison.OrdinalIgnoreCase), $"{handler} with {id} shows {mark}"));
                tried++;
            }
        }
        Assert.True(tried > 100);
        Assert.Equal(before, await AllIds.RowsAsync(server.Database, victim));
        using (HttpResponseMessage rights = await attacker.Client.GetAsync("/rights/site?host=victoria-press.example", Cancellation))
            Assert.Equal(HttpStatusCode.NotFound, rights.StatusCode);
        // That the attack was one: who may see these things does.
        using Browser auditor = await server.PersonAsync(RoleNames.Auditor, "ada@example.org");
        Assert.Contains("The Silver Sea", (await auditor.GetAsync("/works")).Text, StringComparison.Ordinal);
        Assert.Contains("victoria-press.example", (await auditor.GetAsync("/rights")).Text, StringComparison.Ordinal);
        Assert.Equal("victoria-press.example", (await auditor.GetAsync("/rights/site?host=victoria-press.example")).Heading);
    }

    [Fact]
    public async Task Every_address_besides_the_pages_answers_404_to_ids_of_another_rights_holder()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        (Guid victim, IReadOnlyList<string> ids) = await server.VictimAsync();
        using Browser attacker = await server.PersonAsync(RoleNames.Publisher, "eve@example.org", "Eve's Books");
        IReadOnlyList<string> before = await AllIds.RowsAsync(server.Database, victim);
        var withIds = new List<string>();
        foreach (RouteEndpoint endpoint in EndpointsOf(server).Where(e => IdParameters(e.RoutePattern).Any()))
        {
            string template = endpoint.RoutePattern.RawText!;
            withIds.Add(template);
            if (template.StartsWith("/api/", StringComparison.Ordinal))
            {
                // Those are tried by ApiConformanceTests, which goes by the document: none may be kept from it.
                Assert.Null(endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>());
                continue;
            }
            foreach (string path in ids.Select(id => Fill(endpoint.RoutePattern, id)).OfType<string>())
            {
                foreach (string method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
                {
                    using var request = new HttpRequestMessage(new HttpMethod(method), path);
                    using HttpResponseMessage answer = await attacker.Client.SendAsync(request, Cancellation);
                    string text = await answer.Content.ReadAsStringAsync(Cancellation);
                    Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{method} {path}: {(int)answer.StatusCode}");
                    Assert.All(Marks, mark => Assert.DoesNotContain(mark, text, StringComparison.OrdinalIgnoreCase));
                }
            }
        }
        Assert.Contains("/reports/{id:guid}/files/{format}", withIds);
        Assert.Contains("/api/v1/works/{id:guid}/text", withIds);
        Assert.Equal(before, await AllIds.RowsAsync(server.Database, victim));
    }

    [Fact]
    public async Task Whoever_has_not_signed_in_sees_the_pages_for_that_and_no_others()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        (_, IReadOnlyList<string> ids) = await server.VictimAsync();
        using Browser nobody = server.Anybody();
        foreach (Handler handler in (await HandlersAsync(server)).Where(h => h.Method == "GET"))
        {
            if (handler.Template.StartsWith("account/", StringComparison.Ordinal) || handler.Template is "status/{code:int}" or "error")
                continue;
            Page page = await nobody.GetAsync(ids.Select(id => Fill(handler.Pattern, id)).First(p => p is not null)! + handler.Query);
            Assert.True(page.Heading == "Sign in", $"{handler}: {page.Heading}");
        }
    }

    [Fact]
    public async Task Every_form_wants_its_token()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        (_, IReadOnlyList<string> ids) = await server.VictimAsync();
        using Browser ada = await server.PersonAsync(RoleNames.Administrator, "ada@example.org");
        foreach (Handler handler in (await HandlersAsync(server)).Where(h => h.Method == "POST"))
        {
            // It says what went wrong with another page's form.
            if (handler.Template == "status/{code:int}")
                continue;
            var answers = new HashSet<HttpStatusCode>();
            foreach (string path in ids.Select(id => Fill(handler.Pattern, id)).OfType<string>().Distinct())
            {
                using var form = new MultipartFormDataContent { { new StringContent("{}"), "file", "works.jsonl" } };
                using HttpResponseMessage answer = await ada.Client.PostAsync(path + handler.Query, form, Cancellation);
                answers.Add(answer.StatusCode);
            }
            Assert.True(
                answers.Contains(HttpStatusCode.BadRequest) && answers.All(a => a is HttpStatusCode.BadRequest or HttpStatusCode.NotFound),
                $"{handler}: {string.Join(", ", answers)}");
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, Handler handler, string path, string id, string token)
    {
        Dictionary<string, string?> values = handler.Fields.Where(f => f.IsId).ToDictionary(f => f.Name, _ => (string?)id);
        if (handler.Method == "GET")
        {
            string query = string.Concat(values.Select(v => $"&{v.Key}={v.Value}"));
            return await browser.Client.GetAsync(path + handler.Query + query, Cancellation);
        }
        foreach ((string name, _) in handler.Fields.Where(f => !f.IsId))
            values[name] = "text";
        values["__RequestVerificationToken"] = token;
        using var form = new FormUrlEncodedContent(values);
        return await browser.Client.PostAsync(path + handler.Query, form, Cancellation);
    }

    /// <summary>The handlers of all pages, as the framework found them.</summary>
    private static async Task<IReadOnlyList<Handler>> HandlersAsync(RunningServer server)
    {
        var loader = server.Services.GetRequiredService<PageLoader>();
        var handlers = new List<Handler>();
        foreach (ActionDescriptor action in server.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items)
        {
            if (action is not PageActionDescriptor page)
                continue;
            CompiledPageActionDescriptor compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            RoutePattern pattern = RoutePatternFactory.Parse(page.AttributeRouteInfo!.Template!);
            IEnumerable<(string, bool)> bound = compiled.BoundProperties.Select(p => (p.Name, IsId(p.ParameterType)));
            if (compiled.HandlerMethods.Count == 0)
                handlers.Add(new Handler("GET", pattern, "", []));
            handlers.AddRange(compiled.HandlerMethods.Select(h => new Handler(
                h.HttpMethod.ToUpperInvariant(), pattern, h.Name ?? "",
                [.. bound.Concat(h.Parameters.Where(p => p.ParameterType != typeof(CancellationToken)).Select(p => (p.Name, IsId(p.ParameterType)))).Distinct()])));
        }
        return handlers;
    }

    private static IEnumerable<RouteEndpoint> EndpointsOf(RunningServer server) => server.Services.GetRequiredService<EndpointDataSource>()
        .Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is null);

    private static bool IsId(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? IsId(inner) : type == typeof(Guid) || type == typeof(long);

    private static IEnumerable<RoutePatternParameterPart> IdParameters(RoutePattern pattern) =>
        pattern.Parameters.Where(p => p.ParameterPolicies.Any(policy => policy.Content is "guid" or "long"));

    /// <summary>An address with an id in it; null where it takes ids of another kind.</summary>
    private static string? Fill(RoutePattern pattern, string id)
    {
        var parts = new List<string>();
        foreach (RoutePatternPathSegment segment in pattern.PathSegments)
        {
            string text = "";
            foreach (RoutePatternPart part in segment.Parts)
            {
                string? kind = part is RoutePatternParameterPart { ParameterPolicies: [{ } policy, ..] } ? policy.Content : null;
                if (kind is "guid" or "long" && Guid.TryParse(id, out _) != (kind == "guid"))
                    return null;
                text += part switch
                {
                    RoutePatternLiteralPart literal => literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart when kind is "guid" or "long" => id,
                    RoutePatternParameterPart named => OtherParts[named.Name],
                    _ => throw new InvalidOperationException($"{pattern.RawText}: a part of an unknown kind"),
                };
            }
            parts.Add(text);
        }
        return "/" + string.Join('/', parts);
    }

    private sealed record Handler(string Method, RoutePattern Pattern, string Name, IReadOnlyList<(string Name, bool IsId)> Fields)
    {
        public string Template => Pattern.RawText!;

        public string Query => $"?handler={Name}";

        public bool TakesIds => IdParameters(Pattern).Any() || Fields.Any(f => f.IsId);

        public override string ToString() => $"{Method} /{Template}{(Name.Length > 0 ? Query : "")}";
    }
}
