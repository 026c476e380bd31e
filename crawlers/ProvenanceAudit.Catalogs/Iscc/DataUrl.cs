using System.Buffers.Text;
using System.Text;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>Addresses that carry their data (RFC 2397).</summary>
internal static class DataUrl
{
    private const string Scheme = "data:";

    /// <summary>Whether a text starts like such an address.</summary>
    internal static bool IsOne(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>The data; null when the address is malformed.</summary>
    internal static byte[]? Decode(string url)
    {
        int comma = url.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            return null;
        string data = url[(comma + 1)..];
        if (!url.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetBytes(Uri.UnescapeDataString(data));
        return Base64.IsValid(data) ? Convert.FromBase64String(data) : null;
    }

    /// <summary>Data as such an address, in base64.</summary>
    internal static string Encode(string mediaType, byte[] data) => $"{Scheme}{mediaType};base64,{Convert.ToBase64String(data)}";
}
