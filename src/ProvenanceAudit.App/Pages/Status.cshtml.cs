using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProvenanceAudit.App.Pages;

/// <summary>What a request that cannot be answered is told.</summary>
[IgnoreAntiforgeryToken]
public sealed class StatusModel : PageModel
{
    /// <summary>In a few words.</summary>
    public string Title { get; private set; } = "";

    /// <summary>And what to do.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Says it.</summary>
    public void OnGet(int code) => Say(code);

    /// <summary>Says it after a form was sent.</summary>
    public void OnPost(int code) => Say(code);

    private void Say(int code)
    {
        // Someone else's things and things that are not there look alike on purpose.
        Response.StatusCode = code is >= 400 and < 600 ? code : StatusCodes.Status404NotFound;
        (Title, Text) = Response.StatusCode switch
        {
            400 => ("That could not be understood", "The form may be too old: go back, load the page again, and send it again."),
            413 => ("That is too large", "The file is larger than this server takes."),
            429 => ("Too many requests", "Wait a minute and try again."),
            >= 500 => ("Something went wrong", "The server has kept a note of it. Try again; if it stays, tell the administrator."),
            _ => ("There is nothing here", "The address may be mistyped, or what stood here was removed or is not yours to see."),
        };
    }
}
