using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Net;

namespace ProvenanceAudit.Crawlers.Tests;

/// <summary>A site on the loopback interface that answers as a test says, and notes what it was asked.</summary>
internal sealed class LocalSite : IAsyncDisposable
{
    /// <summary>Connects to machines of the public internet, and to such sites.</summary>
    public static AddressPolicy Policy { get; } = AddressPolicy.PublicAnd(IPNetwork.Parse("127.0.0.0/8"));

    private readonly WebApplication _app;

    private LocalSite(WebApplication app) => _app = app;

    /// <summary>Paths and queries that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Headers of the last request for each path.</summary>
    public ConcurrentDictionary<string, IHeaderDictionary> Headers { get; } = new();

    /// <summary>The address of a path.</summary>
    public CrawlAddress At(string path) => CrawlAddress.Parse(_app.Urls.First() + path);

    /// <summary>Starts a site.</summary>
    public static async Task<LocalSite> StartAsync(Func<HttpContext, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        WebApplication app = builder.Build();
        var site = new LocalSite(app);
        app.Run(async context =>
        {
            string path = context.Request.Path + context.Request.QueryString;
            site.Asked.Enqueue(path);
            site.Headers[path] = new HeaderDictionary(context.Request.Headers.ToDictionary());
            await answer(context);
        });
        await app.StartAsync();
        return site;
    }

    /// <summary>Starts a site of HTML pages by path; others are not there.</summary>
    public static Task<LocalSite> StartAsync(IReadOnlyDictionary<string, string> pages) => StartAsync(async context =>
    {
        if (!pages.TryGetValue(context.Request.Path, out string? page))
        {
            context.Response.StatusCode = 404;
            return;
        }
        context.Response.ContentType = context.Request.Path.Value!.EndsWith(".txt", StringComparison.Ordinal) ? "text/plain" : "text/html";
        await context.Response.WriteAsync(page);
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
