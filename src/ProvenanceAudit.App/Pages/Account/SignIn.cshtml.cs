using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvenanceAudit.Registry;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace ProvenanceAudit.App.Pages.Account;

/// <summary>Signs a person in.</summary>
public sealed class SignInModel(SignInManager<Person> signIn, UserManager<Person> people) : PageModel
{
    /// <summary>E-mail address.</summary>
    [BindProperty, Required, Display(Name = "E-mail address")]
    public string Email { get; set; } = "";

    /// <summary>Password.</summary>
    [BindProperty, Required]
    public string Password { get; set; } = "";

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>Checks the password. The answer is the same for unknown addresses, wrong passwords and disabled accounts.</summary>
    public async Task<IActionResult> OnPostAsync(string? returnUrl)
    {
        if (!ModelState.IsValid)
            return Page();
        Person? person = await people.FindByEmailAsync(Email);
        SignInResult result = person is null
            ? await FailSlowlyAsync()
            : await signIn.PasswordSignInAsync(person, Password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
            return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
        ModelState.AddModelError("", result.IsLockedOut
            ? "Too many attempts. Try again in ten minutes."
            : "The e-mail address or the password is wrong, or the account is disabled.");
        return Page();
    }

    /// <summary>Takes as long as checking a password, so that the time does not tell which addresses have accounts.</summary>
    private Task<SignInResult> FailSlowlyAsync()
    {
        people.PasswordHasher.HashPassword(new Person { DisplayName = "" }, Password);
        return Task.FromResult(SignInResult.Failed);
    }
}
