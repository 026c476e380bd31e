using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProvenanceAudit.TrapSite;

/// <summary>
/// Serves a planned site, and another that it leads to, on loopback. <c>/__log</c> answers with all requests so far as JSON,
/// and is not
/// logged itself.
/// </summary>
public sealed class TrapSiteServer : IAsyncDisposable
{
    private static readonly DateTimeOffset LastModified = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TrapSiteSettings _settings;
    private readonly WebApplication _app;
    private readonly PageWriter _pages;
    private readonly SourceFiles _sources;
    private readonly ConcurrentDictionary<string, bool> _askedFor = [];

    private TrapSiteServer(TrapSiteSettings settings, WebApplication app)
    {
        (_settings, _app) = (settings, app);
        Plan = new SitePlan(settings.Pages);
        _pages = new PageWriter(Plan, settings, () => OtherAddress);
        _sources = new SourceFiles(Plan, settings, () => Address);
    }

    /// <summary>What there is, and what a good crawler fetches of it.</summary>
    public SitePlan Plan { get; }

    /// <summary>What was asked for.</summary>
    public RequestLog Log { get; } = new();

    /// <summary>Address of the site, without a slash at its end.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Address of the other site, without a slash at its end.</summary>
    public string OtherAddress => _app.Urls.Last();

    /// <summary>Starts serving.</summary>
    public static async Task<TrapSiteServer> StartAsync(TrapSiteSettings? settings = null, CancellationToken cancellation = default)
    {
        settings ??= new TrapSiteSettings();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = null);
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{settings.Port}"), "http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var server = new TrapSiteServer(settings, app);
        app.Run(server.AnswerAsync);
        await app.StartAsync(cancellation).ConfigureAwait(false);
        return server;
    }

    /// <summary>Waits until the process is told to end.</summary>
    public async Task WaitAsync() => await _app.WaitForShutdownAsync().ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target == "/__log")
        {
            await context.Response.WriteAsync(JsonSerializer.Serialize(Log.Requests), context.RequestAborted).ConfigureAwait(false);
            return;
        }
        string host = context.Request.Host.Value ?? "";
        DateTimeOffset time = DateTimeOffset.UtcNow;
        Log.Begin(host);
        try
        {
            await Task.Delay(_settings.Delay, context.RequestAborted).ConfigureAwait(false);
            if (context.Connection.LocalPort == new Uri(OtherAddress).Port)
                await HostileAnswers.HtmlAsync(context, $"<p>The other site. <a href={Address}/>Back</a>").ConfigureAwait(false);
            else
                await RouteAsync(context, target).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The crawler has seen enough.
        }
        finally
        {
            IHeaderDictionary headers = context.Request.Headers;
            Log.End(new LoggedRequest(time, host, target, headers.UserAgent.ToString(),
                headers.IfNoneMatch.Count > 0 || headers.IfModifiedSince.Count > 0, context.Response.StatusCode));
        }
    }

    private Task RouteAsync(HttpContext context, string target)
    {
        string[] parts = target.Split('?')[0].Trim('/').Split('/');
        int Number(int part) => int.TryParse(parts[part], NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1;
        return parts switch
        {
            [""] => SendAsync(context, _pages.WriteHome(), "text/html; charset=utf-8"),
            ["robots.txt"] => SendAsync(context, Encoding.UTF8.GetBytes(_sources.Robots()), "text/plain"),
            ["sitemap_index.xml"] => SendAsync(context, Encoding.UTF8.GetBytes(_sources.SitemapIndex()), "application/xml"),
            [var name] when name.StartsWith("sitemap-", StringComparison.Ordinal) && name.EndsWith(".xml.gz", StringComparison.Ordinal) =>
                SendAsync(context, _sources.Sitemap(int.Parse(name[8..^7], CultureInfo.InvariantCulture)), "application/x-gzip"),
            ["feed.xml"] => SendAsync(context, Encoding.UTF8.GetBytes(_sources.Feed()), "application/rss+xml"),
            ["bomb"] => HostileAnswers.BombAsync(context),
            ["slow"] => HostileAnswers.SlowAsync(context),
            ["endless"] => HostileAnswers.EndlessAsync(context),
            ["short"] => HostileAnswers.ShortAsync(context),
            ["header"] => HostileAnswers.HeaderAsync(context),
            ["list"] => HostileAnswers.ListAsync(context),
            ["deep", ..] => HostileAnswers.HtmlAsync(context, $"<p><a href=x/>deeper</a>"),
            ["calendar", _, _] when Number(1) > 0 && Number(2) is >= 1 and <= 12 => HostileAnswers.CalendarAsync(context, Number(1), Number(2)),
            ["private", ..] => HostileAnswers.HtmlAsync(context, $"<p>nothing for crawlers"),
            ["copy", _] when Number(1) >= 0 && Number(1) < Plan.Pages => SendPageAsync(context, Number(1), asCopy: true),
            ["refresh", _] when Number(1) >= 0 =>
                HostileAnswers.HtmlAsync(context, $"<meta http-equiv=refresh content=\"0; url={SitePlan.PathOf(Number(1))}\"><p>moved"),
            ["r", _, "1"] => Redirect(context, 301, $"/r/{parts[1]}/2"),
            ["r", _, "2"] => Redirect(context, 302, "3"),
            ["r", _, "3"] when Number(1) >= 0 => Redirect(context, 308, Address + SitePlan.PathOf(Number(1))),
            ["loop", "a"] => Redirect(context, 302, "/loop/b"),
            ["loop", "b"] => Redirect(context, 302, "/loop/a"),
            ["cookie"] => AskForCookie(context),
            ["to-other"] => Redirect(context, 302, OtherAddress + "/from-redirect"),
            ["to-private"] => Redirect(context, 302, "http://10.0.0.1/"),
            ["to-metadata"] => Redirect(context, 302, "http://169.254.169.254/latest/meta-data/"),
            ["to-file"] => Redirect(context, 302, "file:///etc/passwd"),
            ["error"] => SendStatus(context, 500),
            ["gone"] => SendStatus(context, 410),
            ["files", "doc.pdf"] => SendAsync(context, "%PDF-1.4\n%%EOF"u8.ToArray(), "application/pdf"),
            ["files", ..] => SendAsync(context, [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], "image/png"),
            _ => SendTextAsync(context, target.Split('?')[0]),
        };
    }

    private Task SendTextAsync(HttpContext context, string path)
    {
        int dash = path.LastIndexOf('-'), dot = path.LastIndexOf('.');
        bool isPage = dash > 0 && dot > dash
            && int.TryParse(path.AsSpan(dash + 1, dot - dash - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int page)
            && page < Plan.Pages && path == SitePlan.PathOf(page);
        if (!isPage)
            return SendStatus(context, 404);
        page = int.Parse(path.AsSpan(dash + 1, dot - dash - 1), CultureInfo.InvariantCulture);
        if ((SitePlan.IsBusyAtFirst(page) || SitePlan.IsUnavailableAtFirst(page)) && _askedFor.TryAdd(path, true))
        {
            context.Response.Headers.RetryAfter = _settings.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return SendStatus(context, SitePlan.IsBusyAtFirst(page) ? 429 : 503);
        }
        return SendPageAsync(context, page, asCopy: false);
    }

    private Task SendPageAsync(HttpContext context, int page, bool asCopy)
    {
        string tag = SitePlan.Invariant($"\"page-{page}\"");
        context.Response.Headers.ETag = tag;
        context.Response.Headers.LastModified = LastModified.ToString("R", CultureInfo.InvariantCulture);
        IHeaderDictionary headers = context.Request.Headers;
        bool unchanged = headers.IfNoneMatch.Count > 0
            ? headers.IfNoneMatch.ToString() == tag
            : DateTimeOffset.TryParse(headers.IfModifiedSince, CultureInfo.InvariantCulture, out DateTimeOffset since) && since >= LastModified;
        if (unchanged)
            return SendStatus(context, 304);
        (byte[] body, string contentType) = _pages.Write(page, asCopy);
        return SendAsync(context, body, contentType);
    }

    private static Task AskForCookie(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey("seen"))
            return HostileAnswers.HtmlAsync(context, $"<p>welcome back");
        context.Response.Cookies.Append("seen", "yes");
        return Redirect(context, 302, "/cookie");
    }

    private static Task Redirect(HttpContext context, int status, string location)
    {
        context.Response.Headers.Location = location;
        return SendStatus(context, status);
    }

    private static Task SendStatus(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context, byte[] body, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
