using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>
/// Reads addresses by the basic URL parser of the WHATWG standard, of which only its special schemes http and https are
/// needed: backslashes are slashes, white space within is left out, any number of slashes may stand before the host.
/// </summary>
internal static class AddressParser
{
    // Longer text is not looked at: normalising may shorten it, but not that much for a good reason.
    private const int LongestInput = 4 * CrawlAddress.LongestText;

    public static bool TryParse(
        string text, CrawlAddress? baseAddress, AddressOptions options,
        [NotNullWhen(true)] out CrawlAddress? address, [NotNullWhen(false)] out string? reason)
    {
        address = null;
        if (text.Length > LongestInput)
        {
            reason = TooLong;
            return false;
        }
        ReadOnlySpan<char> rest = WithoutFragment(WithoutWhiteSpace(text));
        string? scheme = SchemeOf(rest);
        if (scheme is not (null or "http" or "https"))
        {
            reason = "its scheme is not http or https";
            return false;
        }
        if (scheme is not null)
        {
            rest = rest[(scheme.Length + 1)..];
            // "http:page" stands beside a base of the same scheme, and is a host without one.
            bool hasAuthority = StartsWithSlashes(rest, 2) || baseAddress is null || baseAddress.Scheme != scheme;
            return hasAuthority
                ? TryReadAuthority(scheme, rest, options, out address, out reason)
                : TryReadRelative(baseAddress!, rest, options, out address, out reason);
        }
        if (baseAddress is null)
        {
            reason = rest.IsEmpty ? "it is empty" : "it begins with neither http:// nor https://";
            return false;
        }
        return StartsWithSlashes(rest, 2)
            ? TryReadAuthority(baseAddress.Scheme, rest, options, out address, out reason)
            : TryReadRelative(baseAddress, rest, options, out address, out reason);
    }

    private static string TooLong => string.Create(
        CultureInfo.InvariantCulture, $"it is longer than {CrawlAddress.LongestText} characters");

    private static bool TryReadAuthority(
        string scheme, ReadOnlySpan<char> text, AddressOptions options,
        [NotNullWhen(true)] out CrawlAddress? address, [NotNullWhen(false)] out string? reason)
    {
        address = null;
        text = text.TrimStart("/\\");
        int end = text.IndexOfAny('/', '\\', '?');
        ReadOnlySpan<char> authority = end < 0 ? text : text[..end];
        ReadOnlySpan<char> rest = end < 0 ? default : text[end..];
        if (authority.Contains('@'))
        {
            reason = "it carries a user name";
            return false;
        }
        int colon = authority.LastIndexOf(':');
        if (colon < authority.LastIndexOf(']'))
            colon = -1;
        int port = scheme == "https" ? 443 : 80;
        ReadOnlySpan<char> written = colon < 0 ? default : authority[(colon + 1)..];
        if (!written.IsEmpty && (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            || port is < 1 or > 65535))
        {
            reason = "its port is not a number from 1 to 65535";
            return false;
        }
        if (!AddressHost.TryRead(colon < 0 ? authority : authority[..colon], out string host))
        {
            reason = authority.IsEmpty ? "it has no host" : "its host is no name of a host";
            return false;
        }
        return TryFinish(scheme, host, port, "", rest, options, out address, out reason);
    }

    private static bool TryReadRelative(
        CrawlAddress baseAddress, ReadOnlySpan<char> text, AddressOptions options,
        [NotNullWhen(true)] out CrawlAddress? address, [NotNullWhen(false)] out string? reason)
    {
        string basePath = baseAddress.Path;
        if (text.IsEmpty)
            text = baseAddress.PathAndQuery;
        else if (text[0] == '?')
            text = string.Concat(basePath, text);
        string folder = StartsWithSlashes(text, 1) ? "" : basePath[..(basePath.LastIndexOf('/') + 1)];
        return TryFinish(
            baseAddress.Scheme, baseAddress.Host, baseAddress.Port, folder, text, options, out address, out reason);
    }

    private static bool TryFinish(
        string scheme, string host, int port, string folder, ReadOnlySpan<char> text, AddressOptions options,
        [NotNullWhen(true)] out CrawlAddress? address, [NotNullWhen(false)] out string? reason)
    {
        int mark = text.IndexOf('?');
        string path = NormalPath(string.Concat(folder, mark < 0 ? text : text[..mark]), options);
        string query = "";
        if (mark >= 0)
        {
            var normal = new StringBuilder();
            PercentEncoding.AppendQuery(normal, text[(mark + 1)..]);
            query = AddressQuery.Clean(normal.ToString(), options);
        }
        address = new CrawlAddress(scheme, host, port, path, query);
        reason = null;
        if (address.Text.Length <= CrawlAddress.LongestText)
            return true;
        (address, reason) = (null, TooLong);
        return false;
    }

    private static string NormalPath(string path, AddressOptions options)
    {
        var segments = new List<string>();
        string[] parts = path.Split('/', '\\');
        int first = parts[0].Length == 0 && parts.Length > 1 ? 1 : 0;
        for (int i = first; i < parts.Length; i++)
        {
            var normal = new StringBuilder(parts[i].Length);
            PercentEncoding.AppendPath(normal, parts[i]);
            string segment = normal.ToString();
            if (options.DropSessions)
                segment = AddressQuery.WithoutSession(segment);
            bool last = i == parts.Length - 1;
            if (segment == "..")
            {
                if (segments.Count > 0)
                    segments.RemoveAt(segments.Count - 1);
            }
            else if (segment != ".")
            {
                segments.Add(segment);
                continue;
            }
            // A path that ends in a dot segment ends in a slash.
            if (last)
                segments.Add("");
        }
        return "/" + string.Join('/', segments);
    }

    /// <summary>
    /// Trims control characters and spaces, and leaves out the line ends and tabs that authors break addresses with.
    /// </summary>
    private static string WithoutWhiteSpace(string text)
    {
        int start = 0, end = text.Length;
        while (start < end && text[start] <= ' ')
            start++;
        while (end > start && text[end - 1] <= ' ')
            end--;
        string trimmed = text[start..end];
        return trimmed.AsSpan().ContainsAny('\t', '\n', '\r')
            ? trimmed.Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
                .Replace("\r", "", StringComparison.Ordinal)
            : trimmed;
    }

    private static ReadOnlySpan<char> WithoutFragment(ReadOnlySpan<char> text)
    {
        int at = text.IndexOf('#');
        return at < 0 ? text : text[..at];
    }

    private static string? SchemeOf(ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(text[0]))
            return null;
        foreach (char c in text[..colon])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return null;
        }
        return text[..colon].ToString().ToLowerInvariant();
    }

    private static bool StartsWithSlashes(ReadOnlySpan<char> text, int count)
    {
        if (text.Length < count)
            return false;
        foreach (char c in text[..count])
        {
            if (c is not ('/' or '\\'))
                return false;
        }
        return true;
    }
}
