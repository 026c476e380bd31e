using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Account;

/// <summary>Signs a person out; on POST alone, so that no link can do it.</summary>
public sealed class SignOutModel(SignInManager<Person> signIn) : PageModel
{
    /// <summary>Asks.</summary>
    public void OnGet()
    {
    }

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return Redirect("/account/sign-in");
    }
}
