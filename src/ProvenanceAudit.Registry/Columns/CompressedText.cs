using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProvenanceAudit.Registry;

/// <summary>
/// Text kept to the code unit, as bytes: a byte that tells the form, the number of bytes before compression (32 bits,
/// little-endian), and those bytes in Brotli. They are UTF-8, or UTF-16 where the text has lone surrogates, which UTF-8 cannot
/// carry; texts of a few bytes that would not get shorter stand as they are.
/// </summary>
internal sealed class CompressedText : ValueConverter<string, byte[]>
{
    private const byte Plain = 0;
    private const byte Utf8 = 1;
    private const byte Utf16 = 2;
    private const int Header = 5;

    // Measured on novels: 5 compresses as fast as texts are read from disk, and 11 is a hundred times slower for a seventh less.
    private const int Quality = 5;
    private const int Window = 22;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public CompressedText() : base(text => Pack(text), bytes => Unpack(bytes)) { }

    public static byte[] Pack(string text)
    {
        byte form = Utf8;
        byte[] bytes;
        try
        {
            bytes = Strict.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            form = Utf16;
            bytes = new byte[text.Length * 2];
            for (int i = 0; i < text.Length; i++)
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), text[i]);
        }
        byte[] packed = new byte[Header + BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        bool done = BrotliEncoder.TryCompress(bytes, packed.AsSpan(Header), out int written, Quality, Window);
        if (form == Utf8 && (!done || Header + written > 1 + bytes.Length))
            return [Plain, .. bytes];
        if (!done)
            throw new InvalidOperationException($"a text of {text.Length} code units could not be compressed");
        packed[0] = form;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), bytes.Length);
        return packed.AsSpan(0, Header + written).ToArray();
    }

    public static string Unpack(byte[] packed)
    {
        if (packed.Length > 0 && packed[0] == Plain)
            return Strict.GetString(packed, 1, packed.Length - 1);
        if (packed.Length < Header || packed[0] is not (Utf8 or Utf16))
            throw new InvalidDataException("a text in the registry is damaged, or was written by a newer version");
        byte[] bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(1))];
        if (!BrotliDecoder.TryDecompress(packed.AsSpan(Header), bytes, out int written) || written != bytes.Length)
            throw new InvalidDataException("a text in the registry is damaged");
        if (packed[0] == Utf8)
            return Strict.GetString(bytes);
        char[] units = new char[bytes.Length / 2];
        for (int i = 0; i < units.Length; i++)
            units[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(i * 2));
        return new string(units);
    }
}
