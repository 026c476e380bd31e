using ProvenanceAudit.Rights.Robots;

namespace ProvenanceAudit.Crawlers.Fetching;

/// <summary>By what name a crawler asks, and by which its rules in robots.txt are found. It never calls itself anything else.</summary>
public sealed record CrawlerIdentity
{
    /// <summary>The product token where none is chosen.</summary>
    public const string DefaultToken = "ProvenanceAuditBot";

    /// <summary>Makes an identity.</summary>
    /// <param name="token">Product token: letters, hyphens and underscores (RFC 9309, 2.2.1).</param>
    /// <param name="contact">Address or e-mail at which a site's operator reaches who crawls; null for none.</param>
    /// <exception cref="ArgumentException">The token is none, or the contact has characters that a header cannot carry.</exception>
    public CrawlerIdentity(string token = DefaultToken, string? contact = null)
    {
        if (!RobotsFile.IsProductToken(token))
            throw new ArgumentException($"'{token}' is no product token: letters, hyphens and underscores alone", nameof(token));
        if (contact is not null && contact.Any(c => c is < ' ' or > '~' or '(' or ')'))
            throw new ArgumentException("a contact is printable ASCII without brackets", nameof(contact));
        (Token, Contact) = (token, contact);
    }

    /// <summary>The product token.</summary>
    public string Token { get; }

    /// <summary>How to reach who crawls.</summary>
    public string? Contact { get; }

    /// <summary>The <c>User-Agent</c> header: token, version, and the contact where there is one.</summary>
    public string UserAgent => Contact is null ? $"{Token}/1.0" : $"{Token}/1.0 (+{Contact})";
}
