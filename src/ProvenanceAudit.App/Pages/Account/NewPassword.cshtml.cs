using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Account;

/// <summary>Sets a new password by an administrator's link. A password that is set makes all earlier links worthless, this one too.</summary>
[EnableRateLimiting(SignInLimit.Policy)]
public sealed class NewPasswordModel(UserManager<Person> people, IServiceProvider services) : PageModel
{
    /// <summary>Id of the person.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Person { get; set; }

    /// <summary>The secret of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>The new password.</summary>
    [BindProperty, Required, Display(Name = "New password")]
    public string Password { get; set; } = "";

    /// <summary>Whose password it is; null when the link does not work.</summary>
    public string? Name { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync()
    {
        Name = (await FindAsync())?.DisplayName;
        ModelState.Clear();
    }

    /// <summary>Sets the password; sessions elsewhere end.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Person? person = await FindAsync();
        Name = person?.DisplayName;
        if (person is null || !ModelState.IsValid)
            return Page();
        IdentityResult set = await people.ResetPasswordAsync(person, Token, Password);
        if (!set.Succeeded)
        {
            foreach (IdentityError error in set.Errors)
                ModelState.AddModelError("", error.Description);
            return Page();
        }
        await people.SetLockoutEndDateAsync(person, null);
        await people.ResetAccessFailedCountAsync(person);
        RegistryContext registry = services.GetRequiredService<PeopleContext>().Context;
        services.GetRequiredService<AuditTrail>().AddBy(registry, person, "person.password-set");
        await registry.SaveChangesAsync(cancellation);
        TempData["Notice"] = "The password is set. Sign in with it.";
        return Redirect("/account/sign-in");
    }

    private async Task<Person?> FindAsync()
    {
        Person? person = await people.FindByIdAsync(Person.ToString());
        bool isGood = person is not null && await people.VerifyUserTokenAsync(
            person, people.Options.Tokens.PasswordResetTokenProvider, UserManager<Person>.ResetPasswordTokenPurpose, Token ?? "");
        return isGood ? person : null;
    }
}
