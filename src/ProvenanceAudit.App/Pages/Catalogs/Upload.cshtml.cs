using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Catalogs;

/// <summary>
/// Takes a file for a catalog as it comes over the network. The form is read part by part, never as a whole: the token that shows
/// that it is ours stands before the file.
/// </summary>
[StreamedForm]
[IgnoreAntiforgeryToken]
public sealed class UploadModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const string TokenField = "__RequestVerificationToken";

    // Ours has some 200.
    private const int LongestToken = 4096;

    /// <summary>The catalog.</summary>
    public Catalog Catalog { get; private set; } = null!;

    /// <summary>What was wrong with the last file.</summary>
    public string? Mistake { get; private set; }

    /// <summary>Shows the form alone.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Page() : NotFound();

    /// <summary>Takes the file.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (!MediaTypeHeaderValue.TryParse(Request.ContentType, out MediaTypeHeaderValue? type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return BadRequest();
        try
        {
            return await ReadAsync(new MultipartReader(boundary, Request.Body), cancellation);
        }
        catch (Exception e) when (e is FileTooLargeException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            long most = services.GetRequiredService<ServerSettings>().MaximumUploadBytes;
            return Refuse(StatusCodes.Status413PayloadTooLarge, $"The file is too large: {Amounts.OfBytes(most)} are taken at once. Split it.");
        }
        catch (InvalidDataException e)
        {
            return Refuse(StatusCodes.Status400BadRequest, $"The file was not taken: {e.Message}.");
        }
    }

    private async Task<IActionResult> ReadAsync(MultipartReader reader, CancellationToken cancellation)
    {
        bool isOurs = false;
        while (await reader.ReadNextSectionAsync(cancellation) is MultipartSection section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? part))
                return BadRequest();
            if (HeaderUtilities.RemoveQuotes(part.Name) == TokenField)
            {
                Request.Headers[services.GetRequiredService<Microsoft.Extensions.Options.IOptions<AntiforgeryOptions>>().Value.HeaderName!] =
                    await TokenOfAsync(section, cancellation);
                isOurs = await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(HttpContext);
            }
            else if (part.IsFileDisposition())
            {
                string name = HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).Value ?? "";
                if (!isOurs)
                    return BadRequest();
                return name.Length == 0
                    ? Refuse(StatusCodes.Status400BadRequest, "Choose a file.")
                    : await TakeAsync(section.Body, name, cancellation);
            }
        }
        return isOurs ? Refuse(StatusCodes.Status400BadRequest, "Choose a file.") : BadRequest();
    }

    private async Task<IActionResult> TakeAsync(Stream content, string name, CancellationToken cancellation)
    {
        Submission submission = await services.GetRequiredService<SubmissionIntake>().TakeAsync(
            registry, Catalog, content, name, services.GetRequiredService<Caller>().PersonId, cancellation);
        TempData["Notice"] = $"'{submission.FileName}' was received. Its records are being taken in.";
        return Redirect($"/submissions/{submission.Id}");
    }

    private static async Task<string> TokenOfAsync(MultipartSection section, CancellationToken cancellation)
    {
        byte[] token = new byte[LongestToken];
        int length = await section.Body.ReadAtLeastAsync(token, token.Length, throwOnEndOfStream: false, cancellation);
        return System.Text.Encoding.ASCII.GetString(token.AsSpan(0, length));
    }

    private PageResult Refuse(int status, string mistake)
    {
        Mistake = mistake;
        Response.StatusCode = status;
        return Page();
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Catalog? found = await registry.Catalogs.SingleOrDefaultAsync(c => c.Id == id, cancellation);
        Catalog = found!;
        return found is not null;
    }
}
