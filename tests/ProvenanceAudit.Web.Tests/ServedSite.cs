using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ProvenanceAudit.Web.Tests;

/// <summary>A web site on this machine, to be crawled; its pages may change while it runs.</summary>
internal sealed class ServedSite : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, (string Type, string Body)> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _asked = [];

    private ServedSite(WebApplication server) => _server = server;

    /// <summary>Scheme, host and port.</summary>
    public string Origin => _server.Urls.Single();

    /// <summary>Host and port.</summary>
    public string Authority => new Uri(Origin).Authority;

    /// <summary>Paths that were asked for, in order.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public static async Task<ServedSite> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var site = new ServedSite(app);
        app.Run(site.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    /// <summary>Puts a file there, or changes it.</summary>
    public ServedSite Put(string path, string body, string type = "text/plain; charset=utf-8")
    {
        _pages[path] = (type, body);
        return this;
    }

    /// <summary>Puts an article there; the same seed, the same text.</summary>
    public ServedSite Article(string path, string title, int seed, string head = "", params string[] links) => Put(
        path,
        $"""
        <!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body>
        <nav>{string.Concat(links.Select(l => $"<a href=\"{l}\">{l}</a> "))}</nav>
        <main><article><h1>{title}</h1>{string.Concat(Enumerable.Range(0, 6).Select(i => $"<p>{Paragraph((seed * 100) + i)}</p>"))}</article></main>
        </body></html>
        """,
        "text/html; charset=utf-8");

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _server.StopAsync(atOnce.Token);
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        _asked.Enqueue(context.Request.Path);
        if (!_pages.TryGetValue(context.Request.Path, out (string Type, string Body) page))
        {
            context.Response.StatusCode = 404;
            return;
        }
        context.Response.ContentType = page.Type;
        await context.Response.WriteAsync(page.Body, context.RequestAborted);
    }

    private static string Paragraph(int seed)
    {
        string[] words =
        [
            "harbour", "morning", "letter", "captain", "garden", "silver", "window", "winter", "bridge", "market", "stranger", "lantern",
            "river", "painter", "village", "shadow", "orchard", "evening", "music", "thunder", "copper", "meadow", "island", "traveller",
        ];
        var random = new Random(seed);
        IEnumerable<string> sentences = Enumerable.Range(0, 4).Select(_ =>
            $"The {Word()} of the {Word()} came before the {Word()}, and a {Word()} stood by the {Word()} with the {Word()} of another {Word()}.");
        return string.Join(' ', sentences);

        string Word() => words[random.Next(words.Length)];
    }
}
