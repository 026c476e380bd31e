using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// The Meta-Code of a title with a description or other metadata: a similarity hash of their sequences of characters (ISO 24138:2024, Meta-Code, version 0).
/// Similar titles have codes that differ in few bits.
/// </summary>
/// <param name="Code">The code.</param>
/// <param name="Name">The title as it was hashed: cleaned, one line, at most 128 bytes of UTF-8.</param>
/// <param name="Description">The description as it was hashed: cleaned, at most 4,096 bytes of UTF-8; null when there was none.</param>
/// <param name="Meta">The metadata as a data URL; null when there was none.</param>
/// <param name="MetaHash">Multihash (BLAKE3) of the metadata, or of title and description where there was none, in lower-case hexadecimal digits.</param>
public sealed record IsccMetaCode(IsccCode Code, string Name, string? Description, string? Meta, string MetaHash)
{
    private const int LongestName = 128;

    private const int LongestDescription = 4096;

    private const int LongestMeta = 128_000;

    private const int CharactersOfWindow = 3;

    private const int BytesOfWindow = 4;

    /// <summary>Computes the Meta-Code; see <see cref="TryOf"/>.</summary>
    /// <exception cref="ArgumentException">There is no Meta-Code of this; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is not one that units have.</exception>
    public static IsccMetaCode Of(string? name, string? description = null, string? meta = null, int bits = 64) =>
        TryOf(name, description, meta, bits, out IsccMetaCode? code, out string? problem) ? code : throw new ArgumentException(problem, nameof(name));

    /// <summary>Computes the Meta-Code. Longer titles and descriptions are cut.</summary>
    /// <param name="name">Title of the work.</param>
    /// <param name="description">What tells it from others of the same title, for example its authors. Not hashed where there is metadata.</param>
    /// <param name="meta">Metadata: a JSON object, which is brought into its canonical form (RFC 8785), or a data URL (RFC 2397) whose data is hashed as it is;
    /// 128,000 bytes at most. Nothing and an empty object are no metadata.</param>
    /// <param name="bits">Length of the code, a multiple of 32 from 32 to 256. A shorter code is the start of a longer one.</param>
    /// <param name="code">The code, when there is one.</param>
    /// <param name="problem">One sentence that says what is wrong; null when there is a code.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not one that units have.</exception>
    public static bool TryOf(string? name, string? description, string? meta, int bits, [NotNullWhen(true)] out IsccMetaCode? code,
        [NotNullWhen(false)] out string? problem)
    {
        IsccCode.CheckBits(bits);
        code = null;
        name = TextClean.Trim(TextClean.WithoutNewlines(TextClean.Of(name ?? "")), LongestName);
        if (name.Length == 0)
        {
            problem = "a Meta-Code needs a title with characters that can be seen";
            return false;
        }
        description = TextClean.Trim(TextClean.Of(description ?? ""), LongestDescription);
        if (!TryReadMeta(meta, out byte[]? payload, out string? url, out problem))
            return false;
        byte[] digest = HashOfText(name);
        if (payload is { Length: > 0 })
            digest = Interleave(digest, HashOfBytes(payload));
        else if (payload is null && description.Length > 0)
            digest = Interleave(digest, HashOfText(description));
        payload ??= Encoding.UTF8.GetBytes(TextClean.Strip(name + " " + description).ToString());
        code = new IsccMetaCode(IsccCode.Unit(IsccMainType.Meta, IsccSubTypes.None, bits, digest), name, description.Length == 0 ? null : description, url,
            Blake3Hash.MultihashOf(payload));
        return true;
    }

    private static bool TryReadMeta(string? meta, out byte[]? payload, out string? url, [NotNullWhen(false)] out string? problem)
    {
        payload = null;
        url = null;
        problem = null;
        if (string.IsNullOrWhiteSpace(meta))
            return true;
        if (DataUrl.IsOne(meta))
        {
            url = meta;
            payload = DataUrl.Decode(meta);
            problem = payload is null ? "the metadata is a malformed data URL" : null;
        }
        else
        {
            payload = CanonicalJson.OfObject(meta, out bool hasContext, out bool isEmpty, out problem);
            if (isEmpty)
                payload = null;
            if (payload is not null)
                url = DataUrl.Encode(hasContext ? "application/ld+json" : "application/json", payload);
        }
        if (payload?.Length > LongestMeta)
        {
            problem = $"the metadata has {payload.Length.ToString(CultureInfo.InvariantCulture)} bytes, more than the "
                + $"{LongestMeta.ToString(CultureInfo.InvariantCulture)} that a Meta-Code takes";
        }
        return problem is null;
    }

    private static byte[] HashOfText(string text)
    {
        SimilarityHash hash = new();
        Span<byte> digest = stackalloc byte[Blake3Hash.Bytes];
        var window = new Utf8Windows(TextCollapse.ToUtf8(text), CharactersOfWindow);
        while (window.MoveNext())
        {
            Blake3Hash.Of(window.Current, digest);
            hash.Add(digest);
        }
        return hash.Digest();
    }

    private static byte[] HashOfBytes(ReadOnlySpan<byte> bytes)
    {
        SimilarityHash hash = new();
        Span<byte> digest = stackalloc byte[Blake3Hash.Bytes];
        for (int start = 0; start == 0 || start + BytesOfWindow <= bytes.Length; start++)
        {
            Blake3Hash.Of(bytes.Slice(start, Math.Min(BytesOfWindow, bytes.Length)), digest);
            hash.Add(digest);
        }
        return hash.Digest();
    }

    // The first half of each, in turn four bytes of one and four of the other.
    private static byte[] Interleave(byte[] name, byte[] other)
    {
        byte[] digest = new byte[SimilarityHash.Bytes];
        for (int i = 0; i < digest.Length / 2; i += 4)
        {
            name.AsSpan(i, 4).CopyTo(digest.AsSpan(2 * i));
            other.AsSpan(i, 4).CopyTo(digest.AsSpan(2 * i + 4));
        }
        return digest;
    }
}
