using System.IO.Hashing;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// The Text-Code of plain text: a MinHash of all sequences of 13 characters of the collapsed text (ISO 24138:2024, Content-Code Text, version 0). Texts that
/// share most of their sequences have codes that differ in few bits; case, white space, punctuation and accents do not count.
/// </summary>
/// <remarks>
/// Characters that a version of Unicode does not know are left out, so two programs agree on all characters that both know. Lower case, categories and
/// normal forms of all characters of Unicode 14 were compared with those of Python 3.11, in which the reference runs; they are equal for every one but
/// U+1171E, an Ahom letter that Unicode moved to another category.
/// </remarks>
/// <param name="Code">The code.</param>
/// <param name="Characters">Number of characters (code points) of the collapsed text.</param>
public sealed record IsccTextCode(IsccCode Code, int Characters)
{
    /// <summary>Characters of a sequence.</summary>
    private const int Width = 13;

    private const int FeatureBlock = 1024;

    /// <summary>
    /// Computes the Text-Code. Time and memory are linear in the length of the text. Every text has a code, the empty text too; lone surrogates count as
    /// control characters and are left out.
    /// </summary>
    /// <param name="text">Plain text, without markup.</param>
    /// <param name="bits">Length of the code, a multiple of 32 from 32 to 256. A shorter code is the start of a longer one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not one that units have.</exception>
    public static IsccTextCode Of(string text, int bits = 64)
    {
        ArgumentNullException.ThrowIfNull(text);
        IsccCode.CheckBits(bits);
        byte[] collapsed = TextCollapse.ToUtf8(text);
        MinHash hash = new();
        Span<uint> features = stackalloc uint[FeatureBlock];
        int pending = 0;
        int windows = 0;
        var window = new Utf8Windows(collapsed, Width);
        while (window.MoveNext())
        {
            features[pending++] = XxHash32.HashToUInt32(window.Current);
            windows++;
            if (pending == FeatureBlock)
            {
                hash.Add(features);
                pending = 0;
            }
        }
        hash.Add(features[..pending]);
        int characters = windows > 1 ? windows + Width - 1 : System.Text.Encoding.UTF8.GetCharCount(collapsed) - SurrogatePairs(collapsed);
        return new IsccTextCode(IsccCode.Unit(IsccMainType.Content, IsccSubTypes.Text, bits, hash.Digest()), characters);
    }

    private static int SurrogatePairs(byte[] utf8) => utf8.Count(lead => lead >= 0xF0);
}
