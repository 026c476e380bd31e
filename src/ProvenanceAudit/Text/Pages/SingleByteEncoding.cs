using System.Text;

namespace ProvenanceAudit.Text.Pages;

/// <summary>Encodings of one byte a character that the platform does not have: ASCII below 0x80, a table above. For decoding only.</summary>
internal sealed class SingleByteEncoding : Encoding
{
    private readonly char[] _upper;

    private SingleByteEncoding(char[] upper) => _upper = upper;

    /// <summary>The encoding of a name of the WHATWG Encoding Standard.</summary>
    public static Encoding Of(string name) => name switch
    {
        "ISO-8859-10" => FromA0("\u00A0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ"),
        "ISO-8859-14" => FromA0("\u00A0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ"),
        "ISO-8859-16" => FromA0("\u00A0ĄąŁ€„Š§š©Ș«Ź\u00ADźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ"),
        "x-user-defined" => new SingleByteEncoding([.. Enumerable.Range(0xF780, 128).Select(c => (char)c)]),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "has no table"),
    };

    /// <inheritdoc/>
    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException("for decoding only");

    /// <inheritdoc/>
    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        throw new NotSupportedException("for decoding only");

    /// <inheritdoc/>
    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    /// <inheritdoc/>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (int i = 0; i < byteCount; i++)
        {
            byte b = bytes[byteIndex + i];
            chars[charIndex + i] = b < 0x80 ? (char)b : _upper[b - 0x80];
        }
        return byteCount;
    }

    /// <inheritdoc/>
    public override int GetMaxByteCount(int charCount) => charCount;

    /// <inheritdoc/>
    public override int GetMaxCharCount(int byteCount) => byteCount;

    // 0x80 to 0x9F are the control characters of ISO 6429.
    private static SingleByteEncoding FromA0(string letters) =>
        new([.. Enumerable.Range(0x80, 32).Select(c => (char)c), .. letters]);
}
