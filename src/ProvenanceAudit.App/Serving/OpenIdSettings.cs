namespace ProvenanceAudit.App.Serving;

/// <summary>The OpenID provider that people may sign in with.</summary>
/// <param name="Authority">Its address, under which its discovery document is: https, or http on this machine.</param>
/// <param name="ClientId">The id under which the provider knows this server.</param>
/// <param name="ClientSecret">The secret that goes with it.</param>
/// <param name="Name">Its name on the button, for people.</param>
internal sealed record OpenIdSettings(Uri Authority, string ClientId, string ClientSecret, string Name)
{
    /// <summary>Path to which the provider leads people back; an administrator enters it there, behind the public address.</summary>
    public const string ReturnPath = "/account/openid/return";

    /// <summary>Names the provider and not the secret, so that no log holds it.</summary>
    public override string ToString() => $"{Name}, {Authority}";
}
