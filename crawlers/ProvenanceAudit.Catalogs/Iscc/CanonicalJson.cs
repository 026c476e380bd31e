using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>The JSON Canonicalization Scheme (RFC 8785): one sequence of bytes for all ways to write one JSON value.</summary>
internal static class CanonicalJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>The canonical form of an object.</summary>
    /// <param name="json">A JSON object.</param>
    /// <param name="hasContext">Whether the object has a member <c>@context</c>, which makes it JSON-LD.</param>
    /// <param name="isEmpty">Whether the object has no members.</param>
    /// <param name="problem">One sentence that says what is wrong; null when all is well.</param>
    /// <returns>UTF-8; null when the text is no JSON object that has a canonical form.</returns>
    internal static byte[]? OfObject(string json, out bool hasContext, out bool isEmpty, out string? problem)
    {
        hasContext = isEmpty = false;
        problem = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                problem = "the metadata is JSON but not an object";
                return null;
            }
            hasContext = root.TryGetProperty("@context", out _);
            isEmpty = root.GetPropertyCount() == 0;
            var target = new StringBuilder(json.Length);
            Write(root, target);
            return Encoding.UTF8.GetBytes(target.ToString());
        }
        catch (JsonException e)
        {
            problem = $"the metadata is not a JSON object with unique member names: line {((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture)}, "
                + $"byte {(e.BytePositionInLine ?? 0).ToString(CultureInfo.InvariantCulture)}";
        }
        // Thrown for halves of surrogate pairs, as text or as escapes, which have no form in UTF-8.
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            problem = "the metadata has text with half a surrogate pair, which has no canonical form";
        }
        catch (OverflowException)
        {
            problem = "the metadata has a number too large for a double, which has no canonical form";
        }
        return null;
    }

    private static void Write(JsonElement value, StringBuilder target)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                target.Append('{');
                bool isFirst = true;
                // In the order of the UTF-16 code units of the names.
                foreach (JsonProperty member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    if (!isFirst)
                        target.Append(',');
                    isFirst = false;
                    WriteString(member.Name, target);
                    target.Append(':');
                    Write(member.Value, target);
                }
                target.Append('}');
                break;
            case JsonValueKind.Array:
                target.Append('[');
                bool isFirstItem = true;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    if (!isFirstItem)
                        target.Append(',');
                    isFirstItem = false;
                    Write(item, target);
                }
                target.Append(']');
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, target);
                break;
            case JsonValueKind.Number:
                target.Append(Number(value.GetDouble()));
                break;
            default:
                target.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteString(string text, StringBuilder target)
    {
        target.Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => target.Append("\\\""),
                '\\' => target.Append("\\\\"),
                '\b' => target.Append("\\b"),
                '\t' => target.Append("\\t"),
                '\n' => target.Append("\\n"),
                '\f' => target.Append("\\f"),
                '\r' => target.Append("\\r"),
                < ' ' => target.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => target.Append(c),
            };
        }
        target.Append('"');
    }

    /// <summary>A number as ECMAScript writes it: the shortest digits that give the same double again.</summary>
    /// <exception cref="OverflowException">The number is not finite.</exception>
    internal static string Number(double number)
    {
        if (!double.IsFinite(number))
            throw new OverflowException();
        if (number == 0)
            return "0";
        string sign = number < 0 ? "-" : "";
        string shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? shortest : shortest[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        // The value is 0.DIGITS times ten to the power of the scale.
        int scale = exponent + (point < 0 ? mantissa.Length : point);
        int zeros = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');
        scale -= zeros;
        if (digits.Length <= scale && scale <= 21)
            return sign + digits.PadRight(scale, '0');
        if (scale is > 0 and <= 21)
            return $"{sign}{digits.AsSpan(0, scale)}.{digits.AsSpan(scale)}";
        if (scale is > -6 and <= 0)
            return sign + "0." + new string('0', -scale) + digits;
        string power = (scale > 0 ? "e+" : "e-") + Math.Abs(scale - 1).ToString(CultureInfo.InvariantCulture);
        return sign + (digits.Length == 1 ? digits : $"{digits[0]}.{digits.AsSpan(1)}") + power;
    }
}
