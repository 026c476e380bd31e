using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace ProvenanceAudit.App.Pages.Account;

/// <summary>Signs a person in.</summary>
[EnableRateLimiting(SignInLimit.Policy)]
public sealed class SignInModel(SignInManager<Person> signIn, UserManager<Person> people, IServiceProvider services) : PageModel
{
    /// <summary>E-mail address.</summary>
    [BindProperty, Required, Display(Name = "E-mail address")]
    public string Email { get; set; } = "";

    /// <summary>Password.</summary>
    [BindProperty, Required]
    public string Password { get; set; } = "";

    /// <summary>Name of the OpenID provider that one may sign in with too; null without one.</summary>
    public string? Provider => services.GetRequiredService<ServerSettings>().OpenId?.Name;

    /// <summary>Where that begins.</summary>
    public string ProviderPage => OpenIdProvider.Page + QueryString.Create("returnUrl", AfterSignIn(Request.Query["returnUrl"]));

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
    }

    /// <summary>
    /// Checks the password. The answer is the same for unknown addresses, wrong passwords, disabled and locked accounts, and takes as
    /// long, so that it does not tell which addresses have accounts.
    /// </summary>
    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
            return Page();
        Person? person = await people.FindByEmailAsync(Email);
        SignInResult result = person?.PasswordHash is not null && await signIn.CanSignInAsync(person) && !await people.IsLockedOutAsync(person)
            ? await signIn.PasswordSignInAsync(person, Password, isPersistent: false, lockoutOnFailure: true)
            : FailSlowly();
        if (result.Succeeded || (result.IsLockedOut && person is not null))
            await NoteAsync(person!, result.Succeeded ? "person.signed-in" : "person.locked-out", cancellation);
        if (result.Succeeded)
            return LocalRedirect(AfterSignIn(returnUrl));
        ModelState.AddModelError(
            "", "The e-mail address or the password is wrong, or the account is disabled. After too many attempts an account is closed for ten minutes.");
        return Page();
    }

    private string AfterSignIn(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : "/";

    private async Task NoteAsync(Person person, string action, CancellationToken cancellation)
    {
        RegistryContext registry = services.GetRequiredService<PeopleContext>().Context;
        services.GetRequiredService<AuditTrail>().AddBy(registry, person, action, new { by = "password" });
        await registry.SaveChangesAsync(cancellation);
    }

    /// <summary>Takes as long as checking a password.</summary>
    private SignInResult FailSlowly()
    {
        people.PasswordHasher.HashPassword(new Person { DisplayName = "" }, Password);
        return SignInResult.Failed;
    }
}
