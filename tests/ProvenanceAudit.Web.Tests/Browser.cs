using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ProvenanceAudit.Web.Tests;

/// <summary>A person's browser without a screen: cookies, links, forms.</summary>
internal sealed class Browser(Uri address) : IDisposable
{
    /// <summary>For requests that no page makes.</summary>
    public HttpClient Client { get; } = new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };

    public async Task<Page> GetAsync(string path) => await Page.ReadAsync(this, await Client.GetAsync(path, TestContext.Current.CancellationToken));

    public async Task<Page> SendAsync(HttpRequestMessage request) =>
        await Page.ReadAsync(this, await Client.SendAsync(request, TestContext.Current.CancellationToken));

    public void Dispose() => Client.Dispose();
}

/// <summary>A page that a server answered with, redirects followed.</summary>
internal sealed class Page
{
    private readonly Browser _browser;

    private Page(Browser browser, HttpResponseMessage response, IHtmlDocument document)
    {
        _browser = browser;
        Response = response;
        Document = document;
    }

    public HttpResponseMessage Response { get; }

    public IHtmlDocument Document { get; }

    public HttpStatusCode Status => Response.StatusCode;

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string Text => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Fills in a form and sends it, hidden fields and the anti-forgery token with it.</summary>
    /// <param name="form">Selector of the form.</param>
    /// <param name="values">Values by name; other fields keep what they hold.</param>
    /// <param name="files">Files by name of the field: name and content.</param>
    public async Task<Page> SubmitAsync(
        string form, Dictionary<string, string>? values = null, Dictionary<string, (string Name, byte[] Content)>? files = null)
    {
        var element = (IHtmlFormElement)(Document.QuerySelector(form) ?? throw new InvalidOperationException($"the page '{Heading}' has no {form}"));
        var fields = new List<KeyValuePair<string, string>>();
        foreach (IElement field in element.Elements.Where(e => !e.HasAttribute("disabled")))
        {
            switch (field)
            {
                case IHtmlInputElement { Name: { Length: > 0 } name } input
                    when input.Type is not ("file" or "submit" or "button") && (input.Type is not ("checkbox" or "radio") || input.IsChecked):
                    fields.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement { Name: { Length: > 0 } name } area:
                    fields.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement { Name: { Length: > 0 } name } select:
                    fields.AddRange(select.SelectedOptions.Select(o => new KeyValuePair<string, string>(name, o.Value)));
                    break;
            }
        }
        foreach ((string name, string value) in values ?? [])
        {
            fields.RemoveAll(f => f.Key == name);
            fields.Add(new(name, value));
        }
        string action = element.GetAttribute("action") is { Length: > 0 } target ? target : Response.RequestMessage!.RequestUri!.PathAndQuery;
        using HttpContent content = files is null ? new FormUrlEncodedContent(fields) : Multipart(fields, files);
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = content };
        return await _browser.SendAsync(request);
    }

    public static async Task<Page> ReadAsync(Browser browser, HttpResponseMessage response)
    {
        string html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Page(browser, response, new HtmlParser().ParseDocument(html));
    }

    private static MultipartFormDataContent Multipart(
        IEnumerable<KeyValuePair<string, string>> fields, Dictionary<string, (string Name, byte[] Content)> files)
    {
        var content = new MultipartFormDataContent();
        foreach ((string name, string value) in fields)
            content.Add(new StringContent(value), name);
        foreach ((string name, (string fileName, byte[] bytes)) in files)
            content.Add(new ByteArrayContent(bytes), name, fileName);
        return content;
    }
}
