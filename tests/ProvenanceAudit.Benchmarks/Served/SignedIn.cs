using System.Net;
using System.Text.RegularExpressions;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Benchmarks.Served;

/// <summary>Somebody signed in to a served program, as a browser is.</summary>
internal sealed partial class SignedIn : IDisposable
{
    private SignedIn(Uri address) => Client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromHours(1),
    };

    /// <summary>Sends with the session's cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>Invites a person and accepts the invitation.</summary>
    public static async Task<SignedIn> AsAsync(ServedProgram program, string role, Guid? rightsHolder)
    {
        SecretToken secret = SecretToken.New();
        await using (RegistryContext registry = program.Database.CreateContext(RegistryScope.Everything))
        {
            registry.Add(new Invitation
            {
                TokenSha256 = secret.Sha256,
                Email = $"{role}@example.org",
                Role = role,
                RightsHolderId = rightsHolder,
                Expires = DateTimeOffset.UtcNow.AddDays(1),
            });
            await registry.SaveChangesAsync();
        }
        var person = new SignedIn(program.Address);
        string join = $"/account/join?token={Uri.EscapeDataString(secret.Text)}";
        await person.PostAsync(join, join, new()
        {
            ["DisplayName"] = role,
            ["Email"] = $"{role}@example.org",
            ["Password"] = "correct horse battery staple",
        });
        return person;
    }

    /// <summary>Sends a form with the token of its page.</summary>
    /// <returns>Path of the page that was led to.</returns>
    public async Task<string> PostAsync(string page, string action, Dictionary<string, string> values)
    {
        values["__RequestVerificationToken"] = await TokenAsync(page);
        using var content = new FormUrlEncodedContent(values);
        using HttpResponseMessage response = await Client.PostAsync(action, content);
        return PathOf(response);
    }

    /// <summary>Sends a file with the token of its page.</summary>
    /// <returns>Path of the page that was led to.</returns>
    public async Task<string> UploadAsync(string page, string action, string file)
    {
        using var content = new MultipartFormDataContent();
        content.Add(new StringContent(await TokenAsync(page)), "__RequestVerificationToken");
        content.Add(new StreamContent(File.OpenRead(file)), "file", Path.GetFileName(file));
        using HttpResponseMessage response = await Client.PostAsync(action, content);
        return PathOf(response);
    }

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    private static string PathOf(HttpResponseMessage response) => response.EnsureSuccessStatusCode().RequestMessage!.RequestUri!.AbsolutePath;

    private async Task<string> TokenAsync(string page) => Token().Match(await Client.GetStringAsync(page)).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
