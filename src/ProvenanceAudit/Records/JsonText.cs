using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ProvenanceAudit.Records;

/// <summary>
/// Reads JSON strings as they are, half a surrogate pair included: a model's answer that was cut inside an emoji is written
/// so by many programs.
/// </summary>
internal static class JsonText
{
    /// <summary>The string or property name that the reader stands on.</summary>
    public static string Of(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return Encoding.UTF8.GetString(reader.ValueSpan);
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Unescape(reader.ValueSpan);
        }
    }

    // The reader has checked that every escape is whole.
    private static string Unescape(ReadOnlySpan<byte> json)
    {
        var text = new StringBuilder(json.Length);
        while (!json.IsEmpty)
        {
            int escape = json.IndexOf((byte)'\\');
            if (escape < 0)
            {
                text.Append(Encoding.UTF8.GetString(json));
                break;
            }
            text.Append(Encoding.UTF8.GetString(json[..escape]));
            byte kind = json[escape + 1];
            if (kind == (byte)'u')
            {
                ReadOnlySpan<byte> unit = json.Slice(escape + 2, 4);
                text.Append((char)ushort.Parse(unit, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                json = json[(escape + 6)..];
                continue;
            }
            text.Append(kind switch
            {
                (byte)'n' => '\n',
                (byte)'t' => '\t',
                (byte)'r' => '\r',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                _ => (char)kind,
            });
            json = json[(escape + 2)..];
        }
        return text.ToString();
    }
}
