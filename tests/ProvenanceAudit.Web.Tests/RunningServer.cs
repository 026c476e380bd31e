using Microsoft.AspNetCore.Builder;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>The web application as users reach it: over HTTP on a free port, with a registry of its own in a temporary folder.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private readonly WebApplication _server;

    private RunningServer(WebApplication server, ServerSettings settings, RegistryDatabase database) =>
        (_server, Settings, Database) = (server, settings, database);

    public ServerSettings Settings { get; }

    public RegistryDatabase Database { get; }

    public IServiceProvider Services => _server.Services;

    public Uri Address => new(_server.Urls.Single());

    /// <summary>Starts a server.</summary>
    /// <param name="database">Connection string; null for SQLite in the temporary folder.</param>
    /// <param name="settings">Changes to the settings.</param>
    public static async Task<RunningServer> StartAsync(string? database = null, Func<ServerSettings, ServerSettings>? settings = null)
    {
        string folder = Directory.CreateTempSubdirectory("pa-web-").FullName;
        var usual = new ServerSettings
        {
            DataFolder = folder,
            Database = database ?? folder,
            Urls = "http://127.0.0.1:0",
            PublicUrl = new Uri("http://127.0.0.1"),
            AllowPrivateEndpoints = true,
        };
        usual = settings?.Invoke(usual) ?? usual;
        var registry = RegistryDatabase.Open(usual.Database);
        await registry.MigrateAsync(TestContext.Current.CancellationToken);
        WebApplication server = Server.Build(usual, registry);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new RunningServer(server, usual, registry);
    }

    /// <summary>A browser that nobody is signed in with.</summary>
    public Browser Anybody() => new(Address);

    /// <summary>Makes the first administrator by the set-up link, and signs in.</summary>
    public async Task<Browser> AdministratorAsync()
    {
        Uri link = await SetUpLink.MakeAsync(Database, Address, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException("somebody has an account already");
        return await JoinAsync(link, "Ada Administrator", "ada@example.org");
    }

    /// <summary>Makes a person of a role by an invitation, and signs in.</summary>
    /// <param name="role">One of <see cref="RoleNames"/>.</param>
    /// <param name="email">Address.</param>
    /// <param name="rightsHolder">Name of the rights holder that a publisher acts for; entered when there is none of that name.</param>
    public async Task<Browser> PersonAsync(string role, string email, string? rightsHolder = null)
    {
        SecretToken secret = SecretToken.New();
        await using (RegistryContext context = Database.CreateContext(RegistryScope.Everything))
        {
            RightsHolder? holder = rightsHolder is null ? null
                : context.RightsHolders.SingleOrDefault(r => r.Name == rightsHolder) ?? context.Add(new RightsHolder { Name = rightsHolder }).Entity;
            context.Invitations.Add(new Invitation
            {
                TokenSha256 = secret.Sha256,
                Email = email,
                Role = role,
                RightsHolderId = holder?.Id,
                Expires = DateTimeOffset.UtcNow.AddDays(1),
            });
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        return await JoinAsync(SetUpLink.InvitationUrl(Address, secret.Text), email.Split('@')[0], email);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        await Database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Settings.DataFolder, recursive: true);
    }

    private async Task<Browser> JoinAsync(Uri link, string name, string email)
    {
        Browser browser = Anybody();
        Page page = await browser.GetAsync(link.PathAndQuery);
        Page home = await page.SubmitAsync("form[method=post]", new() { ["DisplayName"] = name, ["Email"] = email, ["Password"] = Password });
        Assert.Equal("Overview", home.Heading);
        return browser;
    }
}
