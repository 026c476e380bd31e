using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>An HTTP response as a record holds it: its head, read leniently, and its body, still as it was sent.</summary>
public sealed class HttpMessage
{
    /// <summary>Longest head that is read, in bytes; servers and clients stop at 32,768 or below.</summary>
    public const int MaximumHeadBytes = 1 << 18;

    private readonly Stream _rest;

    private HttpMessage(int status, string reason, WarcFields headers, Stream rest) =>
        (Status, Reason, Headers, _rest) = (status, reason, headers, rest);

    /// <summary>Status code, 100 to 999.</summary>
    public int Status { get; }

    /// <summary>Reason phrase; empty where there is none.</summary>
    public string Reason { get; }

    /// <summary>Headers in their order, each as often as it stands; folded lines are joined.</summary>
    public WarcFields Headers { get; }

    /// <summary>Reads the head of a response.</summary>
    /// <param name="content">The block of a record of type <c>application/http; msgtype=response</c>.</param>
    /// <returns>Null where it does not begin with a status line, or its head is longer than <see
    /// cref="MaximumHeadBytes"/>.</returns>
    /// <exception cref="InvalidDataException">The record breaks off or is damaged.</exception>
    public static HttpMessage? Read(Stream content)
    {
        byte[] buffer = new byte[1 << 13];
        int length = 0, head;
        while ((head = HeadLength(buffer.AsSpan(0, length))) < 0)
        {
            if (length == MaximumHeadBytes || (length >= 5 && !buffer.AsSpan().StartsWith("HTTP/"u8)))
                return null;
            if (length == buffer.Length)
                Array.Resize(ref buffer, 2 * length);
            int read = content.Read(buffer.AsSpan(length));
            if (read == 0)
            {
                // A head without its empty line: some servers close at once.
                head = length;
                break;
            }
            length += read;
        }
        ReadOnlySpan<byte> bytes = buffer.AsSpan(0, head);
        int end = bytes.IndexOf((byte)'\n');
        string[] words = Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]).TrimEnd('\r', ' ').Split(' ', 3);
        if (words.Length < 2 || !words[0].StartsWith("HTTP/", StringComparison.Ordinal)
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int status) || status is < 100 or > 999)
            return null;
        var rest = new ConcatenatedStream(buffer.AsMemory(head, length - head), content);
        return new HttpMessage(
            status, words.Length > 2 ? words[2].Trim() : "", WarcFields.Read(end < 0 ? default : bytes[(end + 1)..]), rest);
    }

    /// <summary>
    /// Reads the body: chunks are joined and content codings undone, as far as the limit and the body's faults allow.
    /// </summary>
    /// <param name="maximumBytes">Most bytes that are kept, after decoding.</param>
    /// <exception cref="InvalidDataException">The record breaks off or is damaged.</exception>
    public HttpBody ReadBody(int maximumBytes)
    {
        bool chunked = Headers.All("Transfer-Encoding").Any(value => value.Contains("chunked", StringComparison.OrdinalIgnoreCase));
        return HttpBody.Read(_rest, chunked, string.Join(',', Headers.All("Content-Encoding")), maximumBytes);
    }

    /// <summary>Length of the head with its empty line; -1 where that is not there yet.</summary>
    private static int HeadLength(ReadOnlySpan<byte> bytes)
    {
        for (int from = 0; bytes[from..].IndexOf((byte)'\n') is >= 0 and int at;)
        {
            from += at + 1;
            if (bytes[from..] is [(byte)'\n', ..])
                return from + 1;
            if (bytes[from..] is [(byte)'\r', (byte)'\n', ..])
                return from + 2;
        }
        return -1;
    }
}
