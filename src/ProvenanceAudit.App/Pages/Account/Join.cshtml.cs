using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.People;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Account;

/// <summary>Makes an account from an invitation, once.</summary>
[EnableRateLimiting(SignInLimit.Policy)]
public sealed class JoinModel : PageModel
{
    private readonly InvitationAcceptance _acceptance;
    private readonly SignInManager<Person> _signIn;
    private readonly RegistryContext _registry;

    /// <summary>Made by the framework.</summary>
    public JoinModel(SignInManager<Person> signIn, IServiceProvider services)
    {
        _signIn = signIn;
        _acceptance = services.GetRequiredService<InvitationAcceptance>();
        // Who joins has no rows yet: invitation and account are looked after in the context of signing in.
        _registry = services.GetRequiredService<PeopleContext>().Context;
    }

    /// <summary>The secret of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>Name to be shown.</summary>
    [BindProperty, Required, StringLength(200), Display(Name = "Your name")]
    public string DisplayName { get; set; } = "";

    /// <summary>E-mail address.</summary>
    [BindProperty, Required, EmailAddress, Display(Name = "E-mail address")]
    public string Email { get; set; } = "";

    /// <summary>Password.</summary>
    [BindProperty, Required]
    public string Password { get; set; } = "";

    /// <summary>The open invitation; null when the link does not work.</summary>
    public Invitation? Invitation { get; private set; }

    /// <summary>Whom the person will act for.</summary>
    public string? RightsHolder { get; private set; }

    /// <summary>Shows what one is invited to.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await FindAsync(cancellation);
        Email = Invitation?.Email ?? "";
        ModelState.Clear();
    }

    /// <summary>Makes the account and signs in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await FindAsync(cancellation);
        if (Invitation is null || !ModelState.IsValid)
            return Page();
        await using var transaction = await _registry.Database.BeginTransactionAsync(cancellation);
        (Person? person, IReadOnlyList<string> mistakes) = await _acceptance.AcceptAsync(
            Invitation, DisplayName.Trim(), Invitation.Email ?? Email, Password, cancellation);
        if (person is null)
        {
            foreach (string mistake in mistakes)
                ModelState.AddModelError("", mistake);
            if (mistakes.Count == 0)
                Invitation = null;
            return Page();
        }
        await transaction.CommitAsync(cancellation);
        await _signIn.SignInAsync(person, isPersistent: false);
        return Redirect("/");
    }

    private async Task FindAsync(CancellationToken cancellation)
    {
        byte[] hash = SecretToken.HashOf(Token ?? "");
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Invitation = await _registry.Invitations.AsNoTracking().SingleOrDefaultAsync(
            i => i.TokenSha256 == hash && i.Accepted == null && i.Revoked == null && i.Expires > now, cancellation);
        if (Invitation?.RightsHolderId is Guid id)
            RightsHolder = (await _registry.RightsHolders.AsNoTracking().SingleAsync(r => r.Id == id, cancellation)).Name;
    }
}
