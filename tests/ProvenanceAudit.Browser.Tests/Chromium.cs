using Microsoft.Playwright;
using ProvenanceAudit.Browser.Tests;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace ProvenanceAudit.Browser.Tests;

/// <summary>The browser of the system, without a window, started once for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        string path = Find() ?? throw new InvalidOperationException(
            "there is no Chromium on the path: install your system's package (Debian, Ubuntu: apt-get install chromium)");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // Containers run as root, where the sandbox does not start; the pages are our own.
            ChromiumSandbox = false,
        });
    }

    /// <summary>A browser of a person's own: cookies of nobody else.</summary>
    internal async Task<Visitor> VisitAsync(Uri address, int width = 1280, int height = 900) => await Visitor.StartAsync(
        await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
        }));

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
