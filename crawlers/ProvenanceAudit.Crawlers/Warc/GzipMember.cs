using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>
/// The content of one member of a gzip file (RFC 1952), which ends where the member does, with the window at the byte behind it.
/// The base library's gzip stream runs through all members and does not tell where one ends: so it is the deflate stream that is
/// read, and the end is known by the check sum and length behind it.
/// </summary>
internal sealed class GzipMember : ReadOnlyStream
{
    /// <summary>
    /// Most times its own size that a member may unpack to once it is longer than <see cref="AlwaysAllowed"/>: markup that
    /// repeats
    /// itself reaches some 50, a gzip bomb 1,000.
    /// </summary>
    public const int MaximumRatio = 250;

    /// <summary>Bytes that a member may unpack to whatever its size.</summary>
    public const long AlwaysAllowed = 64 << 20;

    private const int TrailerBytes = 8;

    private readonly ByteWindow _window;
    private readonly Feed _feed;
    private readonly DeflateStream _deflate;
    private readonly Crc32 _crc = new();
    private readonly long _start;
    private long _length;
    private bool _ended;

    private GzipMember(ByteWindow window, long start)
    {
        _window = window;
        _start = start;
        _feed = new Feed(window);
        _deflate = new DeflateStream(_feed, CompressionMode.Decompress);
    }

    /// <summary>Whether a gzip member begins at the window's next byte, as far as its first four bytes tell.</summary>
    public static bool BeginsAt(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 8, < 0x20, ..];

    /// <summary>Begins to read the member at the window's next byte.</summary>
    /// <returns>Null where no whole gzip header stands there; the window has then moved at most over part of it.</returns>
    public static GzipMember? Open(ByteWindow window)
    {
        long start = window.Position;
        if (!window.Fill(10) || !BeginsAt(window.Available))
            return null;
        int flags = window.Available[3];
        window.Advance(10);
        bool whole = ((flags & 4) == 0 || SkipExtra(window)) && ((flags & 8) == 0 || SkipText(window))
            && ((flags & 16) == 0 || SkipText(window)) && ((flags & 2) == 0 || window.Skip(2) == 2);
        return whole ? new GzipMember(window, start) : null;
    }

    /// <exception cref="InvalidDataException">
    /// The member is damaged or cut, or unpacks to more than <see cref="MaximumRatio"/> times its size.
    /// </exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
            return 0;
        int read;
        try
        {
            read = _deflate.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new InvalidDataException(_feed.HasEnded ? "the gzip member is cut off" : "the gzip member is damaged");
        }
        if (read == 0)
        {
            if (_feed.HasEnded)
                throw new InvalidDataException("the gzip member is cut off");
            FindEnd();
            return 0;
        }
        _crc.Append(buffer[..read]);
        _length += read;
        if (_length > AlwaysAllowed && _length / MaximumRatio > _window.Position - _start)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"the gzip member unpacks to more than {MaximumRatio} times its size"));
        }
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _deflate.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// The end lies in the last bytes that were asked for: more would not have been asked for before they were used up.
    /// </summary>
    private void FindEnd()
    {
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)_length);
        _window.MoveTo(_feed.LastStart);
        _window.Fill(_feed.LastLength + TrailerBytes);
        ReadOnlySpan<byte> last = _window.Available[..Math.Min(_window.Available.Length, _feed.LastLength + TrailerBytes)];
        int at = last.IndexOf(trailer);
        if (at < 0)
            throw new InvalidDataException("the gzip member's check sum is wrong or cut off");
        _window.Advance(at + TrailerBytes);
        _ended = true;
    }

    private static bool SkipExtra(ByteWindow window)
    {
        if (!window.Fill(2))
            return false;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(window.Available);
        return window.Skip(2 + length) == 2 + length;
    }

    private static bool SkipText(ByteWindow window)
    {
        while (window.Fill(1))
        {
            byte next = window.Available[0];
            window.Advance(1);
            if (next == 0)
                return true;
        }
        return false;
    }

    /// <summary>What the deflate stream is given, remembering the last piece.</summary>
    private sealed class Feed(ByteWindow window) : ReadOnlyStream
    {
        public long LastStart { get; private set; } = window.Position;

        public int LastLength { get; private set; }

        public bool HasEnded { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (!window.Fill(1))
            {
                HasEnded = true;
                return 0;
            }
            LastStart = window.Position;
            LastLength = window.Read(buffer[..Math.Min(buffer.Length, window.Available.Length)]);
            return LastLength;
        }
    }
}
