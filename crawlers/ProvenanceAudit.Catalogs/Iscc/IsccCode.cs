using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// An International Standard Content Code (ISO 24138:2024): one unit, such as a Text-Code, or an ISCC-CODE of several units. Two codes are equal
/// when header and digest are. The normal form is <c>ISCC:</c> and base32 in upper case without padding.
/// </summary>
public sealed class IsccCode : IEquatable<IsccCode>
{
    private const string Scheme = "ISCC:";

    /// <summary>Longest text that is looked at. The longest code has 68 letters, but units may be strung together.</summary>
    private const int LongestText = 1024;

    private readonly byte[] _digest;
    private readonly IsccHeader _header;

    private IsccCode(IsccHeader header, byte[] digest)
    {
        _header = header;
        _digest = digest;
    }

    /// <summary>What the code is made from.</summary>
    public IsccMainType MainType => (IsccMainType)_header.MainType;

    /// <summary>The sub type, a value of <see cref="IsccSubTypes"/>; of an ISCC-ID its network.</summary>
    public int SubType => _header.SubType;

    /// <summary>Version of the algorithm: 0, and 1 for newer ISCC-IDs.</summary>
    public int Version => _header.Version;

    /// <summary>Length of the digest in bits.</summary>
    public int Bits => _digest.Length * 8;

    /// <summary>The digest, without header.</summary>
    public ReadOnlySpan<byte> Digest => _digest;

    /// <summary>The units of an ISCC-CODE, in the order Meta, Semantic, Content, Data, Instance; the code alone when it is a unit itself.</summary>
    public IReadOnlyList<IsccCode> Units
    {
        get
        {
            if (MainType != IsccMainType.Composite)
                return [this];
            if (SubType == IsccSubTypes.Wide)
                return [Unit(IsccMainType.Data, 0, 128, _digest.AsSpan(0, 16)), Unit(IsccMainType.Instance, 0, 128, _digest.AsSpan(16))];
            List<IsccCode> units = [];
            foreach (IsccMainType type in IsccComposite.OptionalUnits(_header.Length).Append(IsccMainType.Data).Append(IsccMainType.Instance))
            {
                int subType = type is IsccMainType.Semantic or IsccMainType.Content ? SubType : IsccSubTypes.None;
                units.Add(Unit(type, subType, 64, _digest.AsSpan(8 * units.Count, 8)));
            }
            return units;
        }
    }

    /// <summary>Makes a unit from a digest.</summary>
    /// <param name="mainType">The main type: Meta, Semantic, Content, Data or Instance.</param>
    /// <param name="subType">The sub type, a value of <see cref="IsccSubTypes"/>.</param>
    /// <param name="bits">Length in bits, a multiple of 32 from 32 to 256.</param>
    /// <param name="digest">At least so many bits; the first ones are taken.</param>
    /// <exception cref="ArgumentException">The main type has no such sub type or is no unit of content, or the digest is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is not one that units have.</exception>
    public static IsccCode Unit(IsccMainType mainType, int subType, int bits, ReadOnlySpan<byte> digest)
    {
        CheckBits(bits);
        if (mainType is < IsccMainType.Meta or > IsccMainType.Instance)
            throw new ArgumentException($"{mainType} is not a unit", nameof(mainType));
        if (subType < 0 || subType >= IsccSubTypes.CountOf(mainType, 0))
            throw new ArgumentException($"{mainType} has no sub type {subType.ToString(CultureInfo.InvariantCulture)}", nameof(subType));
        if (digest.Length * 8 < bits)
            throw new ArgumentException($"the digest has fewer than {bits.ToString(CultureInfo.InvariantCulture)} bits", nameof(digest));
        return new IsccCode(new IsccHeader((int)mainType, subType, 0, bits / 32 - 1), digest[..(bits / 8)].ToArray());
    }

    /// <summary>Makes an ISCC-CODE of a digest that is made already.</summary>
    internal static IsccCode Composite(int subType, int unitCombination, byte[] digest) =>
        new(new IsccHeader((int)IsccMainType.Composite, subType, 0, unitCombination), digest);

    /// <summary>Throws when units of so many bits do not exist.</summary>
    internal static void CheckBits(int bits)
    {
        if (bits is < 32 or > 256 || bits % 32 != 0)
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "the length of a unit is a multiple of 32 from 32 to 256 bits");
    }

    /// <summary>Reads a code; see <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">It is no ISCC; the message says why.</exception>
    public static IsccCode Parse(string text) => TryParse(text, out IsccCode? code, out string? problem) ? code : throw new FormatException(problem);

    /// <summary>
    /// Reads a code with or without <c>ISCC:</c>, in any case, with hyphens or none, or as a multiformat in base16, base32, base32hex, base58btc or
    /// base64url. Several units strung together become the ISCC-CODE of these.
    /// </summary>
    /// <param name="text">The code as written.</param>
    /// <param name="code">The code, when it is one.</param>
    /// <param name="problem">One sentence that says what is wrong; null when the code is good.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IsccCode? code, [NotNullWhen(false)] out string? problem)
    {
        code = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            problem = "the ISCC is empty";
            return false;
        }
        if (text.Length > LongestText)
        {
            problem = $"the ISCC is {text.Length.ToString(CultureInfo.InvariantCulture)} characters long, which is no ISCC";
            return false;
        }
        string bare = text.Trim();
        if (bare.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            bare = bare[Scheme.Length..].TrimStart();
        byte[]? bytes = Multibase.IsMarked(bare) ? Multibase.Decode(bare) : Base32.Decode(bare.Replace("-", "", StringComparison.Ordinal));
        if (bytes is null)
        {
            problem = "the ISCC has characters or a length that its encoding does not give; copy it again from its source";
            return false;
        }
        return TryRead(bytes, out code, out problem);
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out IsccCode? code, [NotNullWhen(false)] out string? problem)
    {
        code = null;
        List<IsccCode> units = [];
        while (!bytes.IsEmpty)
        {
            problem = "the header of the ISCC is none that ISO 24138 gives";
            if (!IsccHeader.TryRead(bytes, out IsccHeader header, out int length)
                || header.SubType >= IsccSubTypes.CountOf((IsccMainType)header.MainType, header.Version))
            {
                return false;
            }
            int wanted = header.DigestBits / 8;
            int found = bytes.Length - length;
            if (wanted == 0)
                return false;
            if (found < wanted)
            {
                problem = $"the ISCC is cut: its header announces {wanted.ToString(CultureInfo.InvariantCulture)} bytes, "
                    + $"{found.ToString(CultureInfo.InvariantCulture)} follow";
                return false;
            }
            units.Add(new IsccCode(header, bytes.Slice(length, wanted).ToArray()));
            bytes = bytes[(length + wanted)..];
        }
        if (units.Count == 1)
        {
            code = units[0];
            problem = null;
            return true;
        }
        return IsccComposite.TryOf(units, wide: false, out code, out problem);
    }

    /// <summary>Whether the other code has the same main type, sub type and version, so that their digests may be compared.</summary>
    public bool IsSameKind(IsccCode other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return MainType == other.MainType && SubType == other.SubType && Version == other.Version
            && (MainType != IsccMainType.Composite || _header.Length == other._header.Length);
    }

    /// <summary>The number of bits in which two codes of one kind and length differ.</summary>
    /// <exception cref="ArgumentException">The other code is of another kind or length.</exception>
    public int HammingDistance(IsccCode other)
    {
        if (!IsSameKind(other) || Bits != other.Bits)
            throw new ArgumentException($"{this} and {other} are not of one kind and length", nameof(other));
        return DistanceOfPrefix(other, _digest.Length);
    }

    /// <summary>
    /// The share of equal bits in the part that two codes of one kind have in common, from 0 to 1 (normalised prefix Hamming similarity). Codes of
    /// texts that have nothing to do with each other agree in about half of their bits. Instance-Codes agree wholly or not at all.
    /// </summary>
    /// <exception cref="ArgumentException">The other code is of another kind.</exception>
    public double Similarity(IsccCode other)
    {
        if (!IsSameKind(other))
            throw new ArgumentException($"{this} and {other} are not of one kind", nameof(other));
        int common = Math.Min(_digest.Length, other._digest.Length);
        int distance = DistanceOfPrefix(other, common);
        return MainType == IsccMainType.Instance ? (distance == 0 ? 1 : 0) : 1 - distance / (8.0 * common);
    }

    private int DistanceOfPrefix(IsccCode other, int bytes)
    {
        // Digests are multiples of four bytes, but for ISCC-IDs with a counter.
        int whole = bytes / 4 * 4;
        int distance = 0;
        ReadOnlySpan<uint> mine = MemoryMarshal.Cast<byte, uint>(_digest.AsSpan(0, whole));
        ReadOnlySpan<uint> theirs = MemoryMarshal.Cast<byte, uint>(other._digest.AsSpan(0, whole));
        for (int i = 0; i < mine.Length; i++)
            distance += BitOperations.PopCount(mine[i] ^ theirs[i]);
        for (int i = whole; i < bytes; i++)
            distance += BitOperations.PopCount((uint)(_digest[i] ^ other._digest[i]));
        return distance;
    }

    /// <summary>The same unit with fewer bits; the units of an ISCC-CODE have 64.</summary>
    /// <param name="bits">A multiple of 32 from 32 to <see cref="Bits"/>.</param>
    /// <exception cref="ArgumentException">The code is no unit of content or has fewer bits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is not one that units have.</exception>
    public IsccCode WithBits(int bits) => Unit(MainType, SubType, bits, _digest);

    /// <summary>The normal form: <c>ISCC:</c> and base32 in upper case without padding.</summary>
    public override string ToString()
    {
        List<byte> bytes = new(4 + _digest.Length);
        _header.Write(bytes);
        bytes.AddRange(_digest);
        return Scheme + Base32.Encode(CollectionsMarshal.AsSpan(bytes));
    }

    /// <inheritdoc/>
    public bool Equals(IsccCode? other) => other is not null && _header == other._header && _digest.AsSpan().SequenceEqual(other._digest);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IsccCode);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(_header);
        hash.AddBytes(_digest);
        return hash.ToHashCode();
    }
}
