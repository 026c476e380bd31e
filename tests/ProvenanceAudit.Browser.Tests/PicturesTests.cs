using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Browser.Tests;

/// <summary>The pictures of the README: see <c>src/pictures/README.md</c>.</summary>
public sealed class PicturesTests(Chromium chromium, PopulatedServer server)
{
    // So that a page with both opens at once.
    private const int LargestPicture = 250_000;

    /// <summary>Where they are written to; nowhere when it is not set.</summary>
    private static string? Folder => Environment.GetEnvironmentVariable("README_PICTURES");

    [Fact]
    public async Task Pictures_of_the_README_show_the_overview_and_the_reader_and_are_small()
    {
        Guid strongest;
        await using (RegistryContext registry = server.Running.Database.CreateContext(RegistryScope.Everything))
        {
            strongest = await registry.Findings.OrderBy(f => f.SmallestEValue).Select(f => f.Id)
                .FirstAsync(TestContext.Current.CancellationToken);
        }
        await using Visitor pia = await chromium.VisitAsync(server.Running.Address, width: 1280, height: 1120);
        await pia.SignInAsync(PopulatedServer.PublisherEmail);
        await TakeAsync(pia, "/", "overview.png");
        await TakeAsync(pia, $"/findings/{strongest}", "reader.png");
    }

    private static async Task TakeAsync(Visitor visitor, string path, string name)
    {
        await visitor.OpenAsync(path);
        byte[] picture = await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Png });
        Assert.InRange(picture.Length, 10_000, LargestPicture);
        if (Folder is string folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, name), picture);
    }
}
