using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Catalogs;

/// <summary>Takes a file for a catalog as it comes over the network.</summary>
[StreamedForm]
[IgnoreAntiforgeryToken]
public sealed class UploadModel(RegistryContext registry, IServiceProvider services) : PageModel
{
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
        Submission? submission = null;
        (int Status, string Mistake)? refused = await StreamedUpload.ReadAsync(
            HttpContext,
            async (content, name, fields) => submission = await services.GetRequiredService<SubmissionIntake>().TakeAsync(
                registry, Catalog, content, name, services.GetRequiredService<Caller>().PersonId, fields.GetValueOrDefault("check") == "yes", cancellation),
            cancellation);
        if (refused is (int status, string mistake))
        {
            Mistake = mistake;
            Response.StatusCode = status;
            return Page();
        }
        TempData["Notice"] = submission!.IsHeld
            ? $"'{submission.FileName}' was received. Its records are being looked at; nothing is taken in before you say so."
            : $"'{submission.FileName}' was received. Its records are being taken in.";
        return Redirect($"/submissions/{submission.Id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Catalog? found = await registry.Catalogs.SingleOrDefaultAsync(c => c.Id == id, cancellation);
        Catalog = found!;
        return found is not null;
    }
}
