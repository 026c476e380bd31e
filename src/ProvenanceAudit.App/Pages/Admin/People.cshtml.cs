using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.People;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Admin;

/// <summary>Who may sign in, and who is invited to.</summary>
public sealed class PeopleModel : PageModel
{
    private const int PageSize = 50;

    private readonly RegistryContext _registry;
    private readonly PeopleDesk _desk;

    /// <summary>Made by the framework.</summary>
    public PeopleModel(IServiceProvider services)
    {
        _registry = services.GetRequiredService<RegistryContext>();
        _desk = services.GetRequiredService<PeopleDesk>();
    }

    /// <summary>People, in the order in which they came.</summary>
    public IReadOnlyList<Row> List { get; private set; } = [];

    /// <summary>Where the next page of people begins; null at the end.</summary>
    public Guid? Next { get; private set; }

    /// <summary>Invitations that can still be accepted.</summary>
    public IReadOnlyList<InvitationRow> Invitations { get; private set; } = [];

    /// <summary>Rights holders that are open, to choose from.</summary>
    public IReadOnlyList<(Guid Id, string Name)> RightsHolders { get; private set; } = [];

    /// <summary>A link that was made with this request, shown this once.</summary>
    public Uri? Link { get; private set; }

    /// <summary>What the link is.</summary>
    public string LinkTitle { get; private set; } = "";

    /// <summary>Whom it is for.</summary>
    public string LinkFor { get; private set; } = "";

    /// <summary>What the form for an invitation holds.</summary>
    public string? Email { get; private set; }

    /// <summary>Likewise.</summary>
    public string Role { get; private set; } = RoleNames.Publisher;

    /// <summary>Likewise.</summary>
    public Guid? RightsHolderId { get; private set; }

    /// <summary>Shows them.</summary>
    public Task OnGetAsync(Guid? after, CancellationToken cancellation) => ReadAsync(after, cancellation);

    /// <summary>Makes an invitation, and shows its link with this answer: nothing else ever holds it.</summary>
    public async Task<IActionResult> OnPostInviteAsync(string? email, string? role, Guid? rightsHolderId, CancellationToken cancellation)
    {
        (_, Uri? link, _, string mistake) = await _desk.InviteAsync(email ?? "", role ?? "", rightsHolderId, cancellation);
        if (link is null)
        {
            ModelState.AddModelError("", mistake);
            (Email, Role, RightsHolderId) = (email, role ?? "", rightsHolderId);
        }
        else
        {
            (Link, LinkTitle, LinkFor) = (link, "The invitation is ready", email!.Trim());
        }
        await ReadAsync(null, cancellation);
        return Page();
    }

    /// <summary>Takes an invitation back.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken cancellation) =>
        await _desk.TakeBackAsync(id, cancellation) ? Done("The invitation was taken back: its link works no more.") : NotFound();

    /// <summary>Disables a person, or lets the person sign in again.</summary>
    public async Task<IActionResult> OnPostSwitchAsync(Guid id, bool disable, CancellationToken cancellation)
    {
        Person? person = await _registry.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation);
        if (person is null)
            return NotFound();
        if (await _desk.SwitchAsync(person, disable, cancellation) is string mistake)
        {
            ModelState.AddModelError("", mistake);
            await ReadAsync(null, cancellation);
            return Page();
        }
        return Done(disable ? $"{person.DisplayName} is disabled." : $"{person.DisplayName} may sign in again.");
    }

    /// <summary>Makes a link for a new password, and shows it with this answer.</summary>
    public async Task<IActionResult> OnPostPasswordAsync(Guid id, CancellationToken cancellation)
    {
        Person? person = await _registry.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation);
        if (person is null)
            return NotFound();
        (Link, LinkTitle, LinkFor) = (await _desk.NewPasswordLinkAsync(person, cancellation), "A new password can be set", person.DisplayName);
        await ReadAsync(null, cancellation);
        return Page();
    }

    /// <summary>Forgets by which identities at OpenID providers a person is known.</summary>
    public async Task<IActionResult> OnPostUnlinkAsync(Guid id, CancellationToken cancellation)
    {
        Person? person = await _registry.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation);
        if (person is null)
            return NotFound();
        await _desk.UnlinkAsync(person, cancellation);
        return Done($"{person.DisplayName} is known by the e-mail address at the next sign-in.");
    }

    private RedirectResult Done(string notice)
    {
        TempData["Notice"] = notice;
        return Redirect("/admin/people");
    }

    private async Task ReadAsync(Guid? after, CancellationToken cancellation)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Guid start = after ?? Guid.Empty;
        List<Row> rows = await _registry.Users.AsNoTracking().Where(p => p.Id > start).OrderBy(p => p.Id).Take(PageSize + 1)
            .Select(p => new Row(
                p.Id, p.DisplayName, p.Email,
                _registry.UserRoles.Where(u => u.UserId == p.Id).Join(_registry.Roles, u => u.RoleId, r => r.Id, (u, r) => r.Name).FirstOrDefault(),
                _registry.RightsHolders.Where(r => r.Id == p.RightsHolderId).Select(r => r.Name).FirstOrDefault(), p.Disabled,
                _registry.UserLogins.Any(l => l.UserId == p.Id)))
            .ToListAsync(cancellation);
        List = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? List[^1].Id : null;
        Invitations = await _registry.Invitations.AsNoTracking()
            .Where(i => i.Accepted == null && i.Revoked == null && i.Expires > now && i.Email != null).OrderByDescending(i => i.Id).Take(200)
            .Select(i => new InvitationRow(
                i.Id, i.Email!, i.Role, _registry.RightsHolders.Where(r => r.Id == i.RightsHolderId).Select(r => r.Name).FirstOrDefault(), i.Expires))
            .ToListAsync(cancellation);
        RightsHolders = (await _registry.RightsHolders.AsNoTracking().Where(r => r.Disabled == null).OrderBy(r => r.Name)
            .Select(r => new { r.Id, r.Name }).ToListAsync(cancellation)).ConvertAll(r => (r.Id, r.Name));
    }

    /// <summary>A person.</summary>
    public sealed record Row(Guid Id, string Name, string? Email, string? Role, string? RightsHolder, DateTimeOffset? Disabled, bool IsLinked);

    /// <summary>An open invitation.</summary>
    public sealed record InvitationRow(Guid Id, string Email, string Role, string? RightsHolder, DateTimeOffset Expires);
}
