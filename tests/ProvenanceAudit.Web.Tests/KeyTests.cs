using System.Net;
using System.Text;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

public sealed class KeyTests
{
    [Fact]
    public async Task The_secret_of_a_key_is_shown_once_and_kept_nowhere()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using ApiCaller caller = await ApiCaller.OfAsync(server, ada, "catalogs:read");
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/catalogs")).StatusCode);
        Assert.DoesNotContain(caller.Key!, (await ada.GetAsync("/keys")).Document.Source.Text, StringComparison.Ordinal);
        byte[] secret = Encoding.UTF8.GetBytes(caller.Key!["pa_".Length..]);
        foreach (string file in Directory.EnumerateFiles(server.Settings.DataFolder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory, TestContext.Current.CancellationToken);
            Assert.True(memory.ToArray().AsSpan().IndexOf(secret) < 0, file);
        }
    }

    [Fact]
    public async Task A_revoked_key_and_the_key_of_a_disabled_person_or_rights_holder_are_out_at_once()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using ApiCaller revoked = await ApiCaller.OfAsync(server, pia, "catalogs:read");
        await (await pia.GetAsync("/keys")).SubmitAsync("td form");
        Assert.Equal(HttpStatusCode.Unauthorized, (await revoked.GetAsync("/api/v1/catalogs")).StatusCode);

        using ApiCaller caller = await ApiCaller.OfAsync(server, pia, "catalogs:read");
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/catalogs")).StatusCode);
        await (await ada.GetAsync("/admin/rights-holders")).SubmitAsync("form[action$=Switch]");
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("/api/v1/catalogs")).StatusCode);
        await (await ada.GetAsync("/admin/rights-holders")).SubmitAsync("form[action$=Switch]");
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/catalogs")).StatusCode);
        Guid id;
        await using (RegistryContext context = server.Database.CreateContext(RegistryScope.Everything))
            id = context.Users.Single(p => p.Email == "pia@example.org").Id;
        await (await ada.GetAsync("/admin/people")).SubmitAsync($"form[action$=Switch]:has(input[value='{id}'])");
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("/api/v1/catalogs")).StatusCode);
    }

    [Fact]
    public async Task Keys_of_others_cannot_be_revoked()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser paul = await server.PersonAsync(RoleNames.Publisher, "paul@example.org", "Pia's Press");
        using ApiCaller caller = await ApiCaller.OfAsync(server, pia, "catalogs:read");
        using ApiCaller own = await ApiCaller.OfAsync(server, paul, "catalogs:read");
        Guid id;
        await using (RegistryContext context = server.Database.CreateContext(RegistryScope.Everything))
            id = context.ApiKeys.AsEnumerable().Single(k => k.Prefix == caller.Key![..9]).Id;
        Page page = await (await paul.GetAsync("/keys")).SubmitAsync("td form", new() { ["id"] = id.ToString() });
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/catalogs")).StatusCode);
    }
}
