using System.Buffers;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProvenanceAudit.Registry;

/// <summary>
/// The form in which names, reasons and the like are stored and sought. PostgreSQL takes neither NUL nor lone surrogates, which
/// text from outside may hold; each becomes U+FFFD, on both engines alike. What must be kept to the code unit is a
/// <see cref="CompressedText"/>.
/// </summary>
internal sealed class StorableText : ValueConverter<string, string>
{
    private static readonly SearchValues<char> Suspects =
        SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c), '\0']);

    public StorableText() : base(text => Of(text), text => text) { }

    /// <summary>The text, with U+FFFD for NUL and lone surrogates.</summary>
    public static string Of(string text)
    {
        int first = text.AsSpan().IndexOfAny(Suspects);
        if (first < 0)
            return text;
        char[] storable = text.ToCharArray();
        for (int i = first; i < storable.Length; i++)
        {
            if (char.IsHighSurrogate(storable[i]) && i + 1 < storable.Length && char.IsLowSurrogate(storable[i + 1]))
                i++;
            else if (storable[i] == '\0' || char.IsSurrogate(storable[i]))
                storable[i] = '\uFFFD';
        }
        return new string(storable);
    }
}
