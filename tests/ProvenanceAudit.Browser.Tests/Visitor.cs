using System.Collections.Concurrent;
using Microsoft.Playwright;
using ProvenanceAudit.Web.Tests;

namespace ProvenanceAudit.Browser.Tests;

/// <summary>A person before a browser. What the browser complains of, content policy included, is kept.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];

    private Visitor(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>What the browser complained of since this was last asked.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        string[] all = [.. _complaints];
        _complaints.Clear();
        return all;
    }

    public static async Task<Visitor> StartAsync(IBrowserContext context)
    {
        context.SetDefaultTimeout(30_000);
        var visitor = new Visitor(context, await context.NewPageAsync());
        visitor.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                visitor._complaints.Enqueue($"{visitor.Page.Url}: {message.Text}");
        };
        visitor.Page.PageError += (_, error) => visitor._complaints.Enqueue($"{visitor.Page.Url}: {error}");
        return visitor;
    }

    public Task OpenAsync(string path) => Page.GotoAsync(path);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true });

    public Task SeesAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    public Task<string> HeadingAsync() => Page.Locator("h1").InnerTextAsync();

    /// <summary>Makes an account by a link of an invitation or of the first start.</summary>
    public async Task JoinAsync(Uri link, string name, string? email = null)
    {
        await OpenAsync(link.PathAndQuery);
        await Field("Your name").FillAsync(name);
        if (email is not null)
            await Field("E-mail address").FillAsync(email);
        await Field("Password").FillAsync(RunningServer.Password);
        await Button("Make the account").ClickAsync();
        await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
    }

    public async Task SignInAsync(string email)
    {
        await OpenAsync("/account/sign-in");
        await Field("E-mail address").FillAsync(email);
        await Field("Password").FillAsync(RunningServer.Password);
        await Button("Sign in").ClickAsync();
        await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
