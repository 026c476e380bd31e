using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>
/// Bytes as characters, streaming. The encoding is what a byte-order mark, the pattern of zero bytes, or an XML declaration says, else
/// UTF-8. Bytes that are not UTF-8 where it was said or assumed are read as Windows-1252, in which such files were written, and it is
/// known where.
/// </summary>
internal sealed class DecodedText
{
    // Beyond, nobody counts: such a file is of another encoding from end to end.
    private const int MostNoted = 1 << 18;

    private static readonly Encoding Windows1252;

    private readonly Stream _stream;
    private readonly Decoder? _decoder;
    private readonly Queue<long> _replaced = new();
    private readonly byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;
    private long _characters;

    static DecodedText()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Windows1252 = Encoding.GetEncoding(1252);
    }

    /// <summary>Decodes a stream, which stays the caller's.</summary>
    /// <param name="stream">The bytes, from the first.</param>
    /// <param name="encoding">What to read them as; null tells it by the first bytes.</param>
    public DecodedText(Stream stream, Encoding? encoding = null)
    {
        _stream = stream;
        while (_end < 1024 && Fill())
        {
        }
        Encoding found = EncodingOf(_bytes.AsSpan(0, _end), out int mark);
        _start = mark;
        Encoding = encoding ?? found;
        if (Encoding.CodePage != Encoding.UTF8.CodePage)
            _decoder = Encoding.GetDecoder();
    }

    /// <summary>What the bytes are read as.</summary>
    public Encoding Encoding { get; }

    /// <summary>
    /// Places of the characters, from 0, that were read as Windows-1252 because they are not UTF-8; in order, to be taken out. Of those that
    /// are not taken out, the first quarter of a million is kept.
    /// </summary>
    public Queue<long> Replaced => _replaced;

    /// <summary>Reads characters, as many as there are at hand.</summary>
    /// <returns>How many; 0 at the end.</returns>
    public int Read(Span<char> characters)
    {
        while (characters.Length >= 4)
        {
            int written = Decode(characters);
            if (written > 0)
            {
                _characters += written;
                return written;
            }
            if (_ended && _start == _end)
                return 0;
            if (!_ended)
                Fill();
        }
        throw new ArgumentException("room for at least 4 characters is wanted", nameof(characters));
    }

    /// <summary>Bytes as a whole text.</summary>
    public static string Of(ReadOnlyMemory<byte> bytes)
    {
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        var decoded = new DecodedText(stream);
        char[] characters = new char[bytes.Length + 4];
        int length = 0;
        while (length + 4 <= characters.Length && decoded.Read(characters.AsSpan(length)) is > 0 and int read)
            length += read;
        return new string(characters, 0, length);
    }

    /// <summary>What bytes are encoded in, by their beginning.</summary>
    /// <param name="bytes">The first bytes.</param>
    /// <param name="mark">Length of the byte-order mark.</param>
    public static Encoding EncodingOf(ReadOnlySpan<byte> bytes, out int mark)
    {
        // UTF-32's mark begins with that of UTF-16.
        Encoding[] marked = [Encoding.UTF8, Encoding.UTF32, new UTF32Encoding(true, true), Encoding.Unicode, Encoding.BigEndianUnicode];
        foreach (Encoding encoding in marked)
        {
            mark = encoding.Preamble.Length;
            if (bytes.StartsWith(encoding.Preamble))
                return encoding;
        }
        mark = 0;
        // The patterns that XML 1.0, appendix F, names for documents without a mark.
        if (bytes.StartsWith("<\0"u8))
            return bytes.StartsWith((ReadOnlySpan<byte>)[0x3C, 0, 0, 0]) ? Encoding.UTF32 : Encoding.Unicode;
        if (bytes.StartsWith("\0<"u8))
            return Encoding.BigEndianUnicode;
        return DeclaredIn(bytes) ?? Encoding.UTF8;
    }

    private static Encoding? DeclaredIn(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("<?xml"u8))
            return null;
        int end = bytes.IndexOf("?>"u8);
        int at = end < 0 ? -1 : bytes[..end].IndexOf("encoding"u8);
        if (at < 0)
            return null;
        ReadOnlySpan<byte> rest = bytes[(at + 8)..end];
        int open = rest.IndexOfAny((byte)'"', (byte)'\'');
        int length = open < 0 ? -1 : rest[(open + 1)..].IndexOf(rest[open]);
        if (length < 0)
            return null;
        string name = Encoding.ASCII.GetString(rest.Slice(open + 1, length)).Trim();
        // Latin-1 is what people write who mean Windows-1252, as the WHATWG Encoding Standard found.
        if (name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
            || name.Equals("latin1", StringComparison.OrdinalIgnoreCase))
            return Windows1252;
        try
        {
            Encoding declared = Encoding.GetEncoding(name);
            // The declaration could be read as bytes of ASCII, so it is no encoding of wider units, and none in which letters stand elsewhere.
            if (declared.GetString(bytes[..5]) != "<?xml")
                return null;
            return declared.IsSingleByte || declared.CodePage == Encoding.UTF8.CodePage || IsOfEastAsia(declared.CodePage) ? declared : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // There is none of this name, or it is UTF-7, which hides markup from whoever looks for it.
            return null;
        }
    }

    // Shift JIS, GB 2312, KS C 5601, Big5, EUC-JP, GB 18030, EUC-KR.
    private static bool IsOfEastAsia(int codePage) => codePage is 932 or 936 or 949 or 950 or 20932 or 51932 or 51936 or 54936 or 51949;

    private int Decode(Span<char> characters)
    {
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(_start, _end - _start);
        if (_decoder is not null)
        {
            _decoder.Convert(bytes, characters, flush: _ended, out int used, out int converted, out _);
            _start += used;
            return converted;
        }
        OperationStatus status = Utf8.ToUtf16(bytes, characters, out int read, out int written, replaceInvalidSequences: false, isFinalBlock: _ended);
        _start += read;
        if (status == OperationStatus.InvalidData && written < characters.Length)
        {
            if (_replaced.Count < MostNoted)
                _replaced.Enqueue(_characters + written);
            Windows1252.GetChars(_bytes.AsSpan(_start++, 1), characters[written..]);
            written++;
        }
        return written;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }
        if (_end == _bytes.Length)
            return true;
        int read = _stream.Read(_bytes.AsSpan(_end));
        _ended = read == 0;
        _end += read;
        return read > 0;
    }
}
