using System.Text;
using CsCheck;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

/// <summary>One change to bytes, as damage and ill will make them.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">Where, as a share of the length.</param>
/// <param name="Length">How many bytes it concerns.</param>
/// <param name="Token">What is put in.</param>
internal sealed record Mutation(MutationKind Kind, double Place, int Length, string Token)
{
    private static readonly string[] Tokens =
    [
        "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;", "&#x110000;", "\"",
        "'", "=", ",", ";", "\t", "|", "\r", "\n", "\0", "{", "}", "[", "]", "\\ud800", "\\", "null", ":", "xmlns=\"\"", "xmlns:a='b'", "<a:b c:d=''>",
        "\u00FF", "\u00C3", "\u00EF\u00BB\u00BF", "\u00FF\u00FE", "\u00ED\u00A0\u0080", "9999999999999999999999", "-1", "%PDF", "endobj", "stream",
    ];

    public static Gen<Mutation[]> Some { get; } =
        Gen.Select(Gen.Enum<MutationKind>(), Gen.Double[0, 1], Gen.Int[1, 300], Gen.OneOf<string>(Tokens), (kind, place, length, token) =>
            new Mutation(kind, place, length, token)).Array[1, 4];

    public static byte[] Apply(byte[] bytes, Mutation[] mutations)
    {
        foreach (Mutation mutation in mutations)
            bytes = mutation.Apply(bytes);
        return bytes;
    }

    private byte[] Apply(byte[] bytes)
    {
        int at = (int)(Place * bytes.Length);
        int end = Math.Min(bytes.Length, at + Length);
        switch (Kind)
        {
            case MutationKind.Flip when at < bytes.Length:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << Length % 8);
                return flipped;
            case MutationKind.Delete:
                return [.. bytes[..at], .. bytes[end..]];
            case MutationKind.Duplicate:
                return [.. bytes[..end], .. bytes[at..]];
            case MutationKind.Insert:
                return [.. bytes[..at], .. Encoding.Latin1.GetBytes(Token), .. bytes[at..]];
            case MutationKind.Cut when Length % 4 == 0:
                return bytes[..at];
            default:
                return bytes;
        }
    }
}

/// <summary>What a <see cref="Mutation"/> does.</summary>
internal enum MutationKind
{
    Flip,
    Delete,
    Duplicate,
    Insert,
    Cut,
}
