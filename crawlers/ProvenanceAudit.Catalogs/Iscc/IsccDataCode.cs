using System.IO.Hashing;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// Computes the Data-Code of bytes as they come: a MinHash of chunks that the content delimits (ISO 24138:2024, Data-Code, version 0). Files that share most
/// of their chunks have codes that differ in few bits. Memory is bounded.
/// </summary>
public sealed class IsccDataCode
{
    private readonly MinHash _hash = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _pending;
    private bool _hasChunk;

    /// <summary>The Data-Code of what is left of a stream.</summary>
    /// <param name="stream">Read to its end and left open.</param>
    /// <param name="bits">Length of the code, a multiple of 32 from 32 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not one that units have.</exception>
    public static IsccCode Of(Stream stream, int bits = 64)
    {
        ArgumentNullException.ThrowIfNull(stream);
        IsccCode.CheckBits(bits);
        IsccDataCode code = new();
        int read;
        while ((read = stream.Read(code._buffer, code._pending, code._buffer.Length - code._pending)) > 0)
        {
            code._pending += read;
            code.TakeChunks(ContentDefinedChunks.Longest);
        }
        return code.Finish(bits);
    }

    /// <summary>Takes bytes in.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            int length = Math.Min(data.Length, _buffer.Length - _pending);
            data[..length].CopyTo(_buffer.AsSpan(_pending));
            _pending += length;
            data = data[length..];
            TakeChunks(ContentDefinedChunks.Longest);
        }
    }

    /// <summary>The code of all bytes taken in; takes no more afterwards that would count.</summary>
    /// <param name="bits">Length of the code, a multiple of 32 from 32 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not one that units have.</exception>
    public IsccCode Finish(int bits = 64)
    {
        IsccCode.CheckBits(bits);
        TakeChunks(1);
        if (!_hasChunk)
            TakeChunk([]);
        return IsccCode.Unit(IsccMainType.Data, IsccSubTypes.None, bits, _hash.Digest());
    }

    // Where a chunk ends is known once the longest possible one is there.
    private void TakeChunks(int enough)
    {
        int start = 0;
        while (_pending - start >= enough)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(start, _pending - start);
            int length = ContentDefinedChunks.Cut(rest);
            TakeChunk(rest[..length]);
            start += length;
        }
        _buffer.AsSpan(start, _pending - start).CopyTo(_buffer);
        _pending -= start;
    }

    private void TakeChunk(ReadOnlySpan<byte> chunk)
    {
        _hasChunk = true;
        _hash.Add([XxHash32.HashToUInt32(chunk)]);
    }
}
