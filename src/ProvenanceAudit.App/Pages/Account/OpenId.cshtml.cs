using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvenanceAudit.App.People;
using ProvenanceAudit.App.Serving;

namespace ProvenanceAudit.App.Pages.Account;

/// <summary>Leads to the OpenID provider, and takes who comes back from it. There is no such page unless a provider is set.</summary>
public sealed class OpenIdModel(IServiceProvider services, ILogger<OpenIdModel> log) : PageModel
{
    private static readonly Action<ILogger, Exception> Unreachable =
        LoggerMessage.Define(LogLevel.Warning, new EventId(1, "OpenIdUnreachable"), "The OpenID provider cannot be used");

    /// <summary>Why somebody was not signed in.</summary>
    public string Text { get; private set; } = "";

    private OpenIdSettings? Provider => services.GetRequiredService<ServerSettings>().OpenId;

    /// <summary>Leads there.</summary>
    public async Task<IActionResult> OnGetAsync(string? returnUrl)
    {
        if (Provider is null)
            return NotFound();
        string after = Uri.EscapeDataString(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
        try
        {
            await HttpContext.ChallengeAsync(
                OpenIdProvider.Scheme, new AuthenticationProperties { RedirectUri = $"{OpenIdProvider.Page}?handler=finish&returnUrl={after}" });
            return new EmptyResult();
        }
        // The provider's description of itself could not be read.
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            Unreachable(log, e);
            return Refused($"{Provider.Name} does not answer. Try again later, or sign in with a password.", StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Takes who comes back.</summary>
    public async Task<IActionResult> OnGetFinishAsync(string? returnUrl, CancellationToken cancellation)
    {
        if (Provider is null)
            return NotFound();
        AuthenticateResult stated = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme);
        // What the provider said is used once.
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        if (!stated.Succeeded)
            return OnGetFailed(denied: false);
        string? why = await services.GetRequiredService<OpenIdSignIn>().SignInAsync(stated.Principal, cancellation);
        return why is null ? LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/") : Refused(why, StatusCodes.Status403Forbidden);
    }

    /// <summary>Says that it came to nothing.</summary>
    public IActionResult OnGetFailed(bool denied)
    {
        if (Provider is null)
            return NotFound();
        return Refused(
            denied ? $"You were not signed in: {Provider.Name} was told not to say who you are." : $"{Provider.Name} could not sign you in. Try again.",
            StatusCodes.Status403Forbidden);
    }

    private PageResult Refused(string text, int status)
    {
        (Text, Response.StatusCode) = (text, status);
        return Page();
    }
}
