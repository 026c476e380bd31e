using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Text;

namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>
/// An absolute http or https address in the one form that all its spellings share, so that a page is fetched once. Read as the
/// WHATWG URL standard has browsers read it, then normalised by RFC 3986, 6.2: scheme and host in lower case, names in
/// Punycode, no default port, no dot segments, no fragment, unreserved characters plain, escapes in capitals, an empty path as
/// <c>/</c>, an empty query left out. Addresses are equal when their texts are, letter for letter.
/// <see cref="System.Uri"/> reads the text as the same address without changing a letter.
/// </summary>
public sealed record CrawlAddress
{
    /// <summary>
    /// Longest address, in characters of its normalised text: what common servers take as a request line.
    /// </summary>
    public const int LongestText = 8192;

    private readonly int _pathStart;
    private readonly int _pathEnd;

    internal CrawlAddress(string scheme, string host, int port, string path, string query)
    {
        IsSecure = scheme == "https";
        Host = host;
        Port = port;
        Authority = port == (IsSecure ? 443 : 80)
            ? host : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}:{port}");
        Origin = $"{scheme}://{Authority}";
        Text = query.Length > 0 ? $"{Origin}{path}?{query}" : Origin + path;
        _pathStart = Origin.Length;
        _pathEnd = Origin.Length + path.Length;
    }

    /// <summary>The whole address, ASCII, at most <see cref="LongestText"/> characters.</summary>
    public string Text { get; }

    /// <summary>Whether the scheme is https.</summary>
    public bool IsSecure { get; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme => IsSecure ? "https" : "http";

    /// <summary>Host in lower case, in Punycode where it is not ASCII; an IPv6 address stands in brackets.</summary>
    public string Host { get; }

    /// <summary>Port, 1 to 65,535; the scheme's own where none is written.</summary>
    public int Port { get; }

    /// <summary>Host, and port where it is not the scheme's own: what a <c>Host</c> header says.</summary>
    public string Authority { get; }

    /// <summary>Scheme and authority: what one robots.txt speaks for (RFC 9309, 2.3).</summary>
    public string Origin { get; }

    /// <summary>Path, beginning with <c>/</c>.</summary>
    public string Path => Text[_pathStart.._pathEnd];

    /// <summary>Query with its question mark; empty where there is none.</summary>
    public string Query => Text[_pathEnd..];

    /// <summary>Path and query: what robots.txt rules are matched with and the server is asked for.</summary>
    public string PathAndQuery => Text[_pathStart..];

    /// <summary>Number of segments of the path that are not empty: 0 for <c>/</c>, 2 for <c>/a/b</c> and <c>/a/b/</c>.</summary>
    public int PathDepth => Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>Reads an address.</summary>
    /// <param name="text">As found: absolute, or relative where there is a base.</param>
    /// <param name="baseAddress">The address of the page, or its base element's, that relative ones stand beside; or
    /// null.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="reason">Why it is none, as a phrase: <c>its scheme is not http or https</c>.</param>
    /// <param name="options">What is left out of it; <see cref="AddressOptions.Default"/> where null.</param>
    /// <returns>
    /// False where it has another scheme, carries a user name, has no host or a wrong one, is too long, or is relative to
    /// nothing.
    /// </returns>
    public static bool TryParse(
        string? text, CrawlAddress? baseAddress, [NotNullWhen(true)] out CrawlAddress? address,
        [NotNullWhen(false)] out string? reason, AddressOptions? options = null) =>
        AddressParser.TryParse(text ?? "", baseAddress, options ?? AddressOptions.Default, out address, out reason);

    /// <summary>
    /// Reads an address, as <see cref="TryParse(string, CrawlAddress, out CrawlAddress, out string, AddressOptions)"/>.
    /// </summary>
    public static bool TryParse(string? text, CrawlAddress? baseAddress, [NotNullWhen(true)] out CrawlAddress? address) =>
        TryParse(text, baseAddress, out address, out _);

    /// <summary>Reads an absolute address.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static CrawlAddress Parse(string text, AddressOptions? options = null) =>
        TryParse(text, null, out CrawlAddress? address, out string? reason, options)
            ? address : throw new FormatException($"'{Shorten(text)}' is no address to crawl: {reason}");

    /// <summary>The same address for the base library's HTTP client.</summary>
    public Uri ToUri() => new(Text, UriKind.Absolute);

    /// <summary>
    /// 128 bits of the hash of the address, by which many are known without being kept: two of a billion are taken for one with a
    /// probability below 10^-20.
    /// </summary>
    public UInt128 Key() => XxHash128.HashToUInt128(Encoding.ASCII.GetBytes(Text));

    /// <inheritdoc/>
    public bool Equals(CrawlAddress? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "...";
}
