using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>
/// The host of an address as it is looked up: lower case, Punycode, IPv4 in four decimal numbers, IPv6 in brackets, as the
/// host parser of the WHATWG URL standard reads it; one trailing dot is left out.
/// </summary>
internal static class AddressHost
{
    // Longest name in the DNS, in octets (RFC 1035, 2.3.4).
    private const int LongestName = 253;

    // Stricter than the standard: other characters are in no name that resolves, and the base library refuses them.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>Reads a host without its port.</summary>
    /// <param name="text">As written, brackets included.</param>
    /// <param name="host">The host as it is looked up; empty where it is none.</param>
    /// <returns>False where it is no host.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out string host)
    {
        host = "";
        if (text.StartsWith('['))
            return TryReadIpv6(text, out host);
        string name = PercentEncoding.Decode(text);
        if (!System.Text.Ascii.IsValid(name))
        {
            try
            {
                name = Idn.GetAscii(name);
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
        name = name.ToLowerInvariant();
        if (name.EndsWith('.'))
            name = name[..^1];
        if (name.Length is 0 or > LongestName || name.AsSpan().ContainsAnyExcept(NameCharacters) || HasBadLabel(name))
            return false;
        if (EndsInNumber(name))
            return TryReadIpv4(name, out host);
        if (!IsReadByTheBaseLibrary(name))
            return false;
        host = name;
        return true;
    }

    // It takes "9.-" for the beginning of an IPv4 address and then for none; no such name resolves.
    private static bool IsReadByTheBaseLibrary(string name) =>
        !char.IsAsciiDigit(name[0]) || Uri.TryCreate($"http://{name}/", UriKind.Absolute, out _);

    private static bool TryReadIpv6(ReadOnlySpan<char> text, out string host)
    {
        host = "";
        if (!text.EndsWith(']') || text.Length < 4 || text.ContainsAny("%/")
            || !IPAddress.TryParse(text[1..^1], out IPAddress? address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        host = $"[{address}]";
        return true;
    }

    private static bool HasBadLabel(string name)
    {
        foreach (Range label in name.AsSpan().Split('.'))
        {
            if (name.AsSpan(label).Length is 0 or > 63)
                return true;
        }
        return false;
    }

    private static bool EndsInNumber(string name)
    {
        string last = name[(name.LastIndexOf('.') + 1)..];
        return last.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            || (last.StartsWith("0x", StringComparison.Ordinal) && TryReadNumber(last, out _));
    }

    /// <summary>
    /// IPv4 as browsers read it: one to four numbers, decimal, octal or hexadecimal, the last filling the rest.
    /// </summary>
    private static bool TryReadIpv4(string name, out string host)
    {
        host = "";
        string[] parts = name.Split('.');
        if (parts.Length > 4)
            return false;
        ulong address = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            bool last = i == parts.Length - 1;
            int bits = last ? 8 * (5 - parts.Length) : 8;
            if (!TryReadNumber(parts[i], out ulong number) || number >= 1UL << bits)
                return false;
            address = address << bits | number;
        }
        host = string.Create(CultureInfo.InvariantCulture,
            $"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}");
        return true;
    }

    private static bool TryReadNumber(string text, out ulong number)
    {
        number = 0;
        int radix = 10;
        ReadOnlySpan<char> digits = text;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            radix = 16;
            digits = digits[2..];
        }
        else if (digits.Length > 1 && digits[0] == '0')
        {
            radix = 8;
            digits = digits[1..];
        }
        foreach (char c in digits)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                return false;
            number = Math.Min(number * (ulong)radix + (ulong)digit, uint.MaxValue + 1UL);
        }
        return true;
    }
}
