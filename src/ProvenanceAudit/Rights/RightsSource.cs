namespace ProvenanceAudit.Rights;

/// <summary>What a reader is given beside the text: where it came from and how it was seen.</summary>
public sealed record RightsSource
{
    /// <summary>Address of the text, absolute; a file's path where it did not come from the web.</summary>
    public required string Address { get; init; }

    /// <summary>How it was seen.</summary>
    public required RightsEvidence Evidence { get; init; }

    /// <summary>
    /// What the text speaks about where that is not itself: the work of a metadata record, the page that links to a licence.
    /// Null for what stands at <see cref="Address"/>.
    /// </summary>
    public RightsScope? Subject { get; init; }

    /// <summary>Who says it, where the text names nobody.</summary>
    public RightsDeclarant Declarant { get; init; } = new(RightsRole.SiteOperator);

    /// <summary>What the text speaks about.</summary>
    public RightsScope About => Subject ?? RightsScope.Page(Address);

    /// <summary>Scheme, host and port of <see cref="Address"/>; the address itself where it has none.</summary>
    public string Origin => Addresses.OriginOf(Address);

    /// <summary>A reference of the text as an absolute address; as it stands where it cannot be made one.</summary>
    public string Resolve(string reference) => Addresses.Resolve(reference, Address);

    /// <summary>The same source, of whose response one header states it.</summary>
    public RightsSource Header(string name, string value) =>
        this with { Evidence = Evidence with { HeaderName = name, HeaderValue = RightsStatement.Bounded(value) } };
}

/// <summary>Addresses as statements write them.</summary>
internal static class Addresses
{
    // Longer ones are attacks or accidents; browsers and servers stop far below.
    private const int MaximumLength = 8192;

    internal static string OriginOf(string address) =>
        Web(address) is { } uri ? OriginOf(uri) : address;

    internal static string OriginOf(Uri uri) =>
        uri.IsDefaultPort ? $"{uri.Scheme}://{uri.IdnHost}" : $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}";

    /// <summary>The address, where it is an absolute one of the web.</summary>
    internal static Uri? Web(string address) => address.Length <= MaximumLength && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? uri : null;

    /// <summary>A reference made absolute; as it stands where that cannot be done.</summary>
    internal static string Resolve(string reference, string against)
    {
        string trimmed = reference.Trim();
        if (trimmed.Length > MaximumLength || Uri.TryCreate(trimmed, UriKind.Absolute, out Uri? absolute) && !absolute.IsFile)
            return RightsStatement.Bounded(trimmed);
        return Web(against) is { } root && Uri.TryCreate(root, trimmed, out Uri? resolved) ? resolved.AbsoluteUri : trimmed;
    }

    /// <summary>Path and query, as rules of sites compare them.</summary>
    internal static string PathOf(Uri uri) => uri.PathAndQuery.Length == 0 ? "/" : uri.PathAndQuery;
}
