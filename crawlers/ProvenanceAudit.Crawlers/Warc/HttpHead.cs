using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>
/// Heads of HTTP messages as bytes, rebuilt from what an HTTP client tells: names and values as they were, one line each, line
/// ends CR LF. Line ends within names and values, which would forge headers, become spaces.
/// </summary>
public static class HttpHead
{
    /// <summary>A request's head.</summary>
    /// <param name="method">Method, such as <c>GET</c>.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="headers">All headers, <c>Host</c> among them.</param>
    /// <param name="version">Version of HTTP, such as 1.1.</param>
    public static byte[] Request(
        string method, string target, IEnumerable<KeyValuePair<string, string>> headers, Version? version = null) =>
        Write($"{method} {target} HTTP/{Number(version)}", headers);

    /// <summary>A response's head.</summary>
    /// <param name="status">Status code.</param>
    /// <param name="reason">Reason phrase; may be empty.</param>
    /// <param name="headers">All headers. <c>Transfer-Encoding</c> is written as <c>X-Orig-Transfer-Encoding</c>: clients
    /// join the chunks,
    /// and other tools would look for them in the body.</param>
    /// <param name="version">Version of HTTP; 2 and 3, which have no status line, are written as 1.1, as other tools
    /// expect.</param>
    public static byte[] Response(
        int status, string? reason, IEnumerable<KeyValuePair<string, string>> headers, Version? version = null) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"HTTP/{Number(version)} {status} {reason}"),
            headers.Select(header => header.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
                ? new KeyValuePair<string, string>("X-Orig-Transfer-Encoding", header.Value) : header));

    private static string Number(Version? version) => version is { Major: 1, Minor: 0 } ? "1.0" : "1.1";

    private static byte[] Write(string firstLine, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var head = new StringBuilder();
        head.Append(OneLine(firstLine)).Append("\r\n");
        foreach ((string name, string value) in headers)
            head.Append(OneLine(name)).Append(": ").Append(OneLine(value)).Append("\r\n");
        head.Append("\r\n");
        return Encoding.UTF8.GetBytes(head.ToString());
    }

    /// <summary>A text without line ends, which would begin another field.</summary>
    internal static string OneLine(string text) =>
        text.AsSpan().ContainsAny('\r', '\n', '\0') ? text.Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ') : text;
}
