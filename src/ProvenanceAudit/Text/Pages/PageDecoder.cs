using System.Buffers;
using System.Text;

namespace ProvenanceAudit.Text.Pages;

/// <summary>How the encoding of a page was found.</summary>
public enum EncodingSource
{
    /// <summary>By a byte-order mark.</summary>
    ByteOrderMark,

    /// <summary>As the Content-Type header names it.</summary>
    Transport,

    /// <summary>As the page declares it: a meta element or the XML declaration.</summary>
    Declaration,

    /// <summary>Against or without any of these, by the bytes.</summary>
    Detection,
}

/// <summary>A page as text.</summary>
/// <param name="Text">The text, without a byte-order mark; what cannot be decoded is U+FFFD.</param>
/// <param name="Encoding">Name of the encoding in the WHATWG Encoding Standard.</param>
/// <param name="Source">How it was found.</param>
public sealed record DecodedPage(string Text, string Encoding, EncodingSource Source);

/// <summary>
/// Turns the bytes of a page into text as browsers do: byte-order mark, then the Content-Type header, then the page's own declaration (HTML, section
/// 13.2.3.2), then detection: UTF-8 where the bytes are that, else windows-1252. Beyond the standard, a declaration that the bytes belie is not
/// believed: text that is valid UTF-8 is no Latin-1, and text that is not UTF-8 at all is what the other declaration says, or windows-1252.
/// </summary>
public static class PageDecoder
{
    /// <summary>Decodes a page.</summary>
    /// <param name="page">The bytes, without transfer or content coding.</param>
    /// <param name="contentType">The Content-Type header, if there was one.</param>
    public static DecodedPage Decode(ReadOnlySpan<byte> page, string? contentType = null)
    {
        if (ByMark(page) is { } marked)
            return new DecodedPage(marked.Encoding.Encoding.GetString(page[marked.Length..]), marked.Encoding.Name, EncodingSource.ByteOrderMark);
        PageEncoding? transport = EncodingLabels.Of(EncodingDeclaration.LabelIn(contentType));
        PageEncoding? declared = EncodingDeclaration.Find(page);
        Utf8Signs signs = Utf8Signs.Of(page);
        PageEncoding? believed = transport is not null && signs.Allow(transport) ? transport : declared is not null && signs.Allow(declared) ? declared : null;
        if (believed is not null)
        {
            EncodingSource source = ReferenceEquals(believed, transport) ? EncodingSource.Transport : EncodingSource.Declaration;
            return new DecodedPage(believed.Encoding.GetString(page), believed.Name, source);
        }
        PageEncoding detected = signs.AreUtf8 ? PageEncoding.Utf8 : WithoutMark(page) ?? PageEncoding.Windows1252;
        return new DecodedPage(detected.Encoding.GetString(page), detected.Name, EncodingSource.Detection);
    }

    private static (PageEncoding Encoding, int Length)? ByMark(ReadOnlySpan<byte> page) =>
        page.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? (PageEncoding.Utf8, 3)
        : page.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? (EncodingLabels.Of("utf-16be")!, 2)
        : page.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? (EncodingLabels.Of("utf-16le")!, 2)
        : null;

    /// <summary>UTF-16 whose mark was lost: markup is ASCII, so most other bytes of its beginning are zero.</summary>
    private static PageEncoding? WithoutMark(ReadOnlySpan<byte> page)
    {
        ReadOnlySpan<byte> head = page[..Math.Min(page.Length & ~1, 128)];
        int even = 0, odd = 0;
        for (int i = 0; i < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }
        int most = head.Length / 2 * 6 / 10;
        return head.Length < 4 ? null : odd > most && even == 0 ? EncodingLabels.Of("utf-16le")
            : even > most && odd == 0 ? EncodingLabels.Of("utf-16be") : null;
    }

    /// <summary>What speaks for and against UTF-8.</summary>
    /// <param name="Whole">Characters of two to four bytes that are whole.</param>
    /// <param name="Broken">Bytes that are part of none.</param>
    /// <param name="Zeros">Whether there are zero bytes, as UTF-16 has.</param>
    private readonly record struct Utf8Signs(int Whole, int Broken, bool Zeros)
    {
        /// <summary>Whether the bytes are UTF-8, but for few.</summary>
        public bool AreUtf8 => !Zeros && (Broken == 0 || Whole > 4 * (long)Broken);

        /// <summary>Whether the page may be in the encoding that it is said to be in.</summary>
        public bool Allow(PageEncoding encoding) => encoding.Name switch
        {
            "UTF-8" => Broken == 0 || Whole > Broken,
            "UTF-16LE" or "UTF-16BE" => Zeros || (Broken > 0 && Whole <= Broken),
            // Two such characters in a row of letters hardly ever make sense in another encoding; all of many never do.
            _ => Broken > 0 || Whole < 2,
        };

        public static Utf8Signs Of(ReadOnlySpan<byte> page)
        {
            int whole = 0, broken = 0;
            bool zeros = page[..Math.Min(page.Length, 512)].Contains((byte)0);
            for (int at = 0; at < page.Length;)
            {
                int ascii = page[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                if (ascii < 0)
                    break;
                at += ascii;
                OperationStatus status = Rune.DecodeFromUtf8(page[at..], out _, out int length);
                // A page that was cut within a character is not broken for that.
                if (status == OperationStatus.Done)
                    whole++;
                else if (status == OperationStatus.InvalidData)
                    broken++;
                at += length;
            }
            return new Utf8Signs(whole, broken, zeros);
        }
    }
}
