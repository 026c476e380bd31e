using System.Buffers;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>Characters that grow in a rented array.</summary>
internal struct CharBuffer : IDisposable
{
    private char[] _characters;

    internal CharBuffer(int capacity) => _characters = ArrayPool<char>.Shared.Rent(capacity);

    /// <summary>Number of characters.</summary>
    internal int Length { get; private set; }

    /// <summary>The characters; gone once the buffer grows.</summary>
    internal readonly Span<char> Written => _characters.AsSpan(0, Length);

    /// <summary>Appends characters.</summary>
    internal void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    /// <summary>At least so much free room behind the characters.</summary>
    internal Span<char> Room(int length)
    {
        if (_characters.Length - Length < length)
        {
            char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(Length + length, _characters.Length * 3 / 2));
            Written.CopyTo(larger);
            ArrayPool<char>.Shared.Return(_characters);
            _characters = larger;
        }
        return _characters.AsSpan(Length);
    }

    /// <summary>Says how many characters were written into the room, or with a negative number how many at the end are dropped.</summary>
    internal void Advance(int length) => Length += length;

    /// <summary>Gives the array back.</summary>
    public readonly void Dispose() => ArrayPool<char>.Shared.Return(_characters);
}
