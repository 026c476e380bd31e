using Microsoft.Playwright;

namespace ProvenanceAudit.Browser.Tests;

/// <summary>Pages that others wrote, under our content policy.</summary>
public sealed class OtherPagesTests(Chromium chromium, PopulatedServer server)
{
    [Fact]
    public async Task The_dashboard_of_jobs_works_under_the_content_policy()
    {
        await using Visitor ada = await chromium.VisitAsync(server.Running.Address);
        await ada.SignInAsync(PopulatedServer.AdministratorEmail);
        foreach (string part in (string[])["", "/servers", "/jobs/succeeded", "/recurring"])
        {
            await ada.OpenAsync("/admin/jobs" + part);
            await ada.Page.Locator("nav, .navbar").First.WaitForAsync();
            Assert.Equal([], ada.TakeComplaints());
        }
        string ground = await ada.Page.Locator(".navbar").First.EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor");
        Assert.NotEqual("rgba(0, 0, 0, 0)", ground);
    }

    [Fact]
    public async Task The_reference_of_the_API_works_under_the_content_policy()
    {
        await using Visitor anybody = await chromium.VisitAsync(server.Running.Address);
        await anybody.OpenAsync("/api");
        await anybody.Page.GetByText("/api/v1/catalogs").First.WaitForAsync();
        await anybody.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal([], anybody.TakeComplaints());
    }
}
