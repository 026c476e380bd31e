namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>
/// Looks at what a PDF says of its table of objects (ISO 32000-2, 7.5.8) before the library does, which puts as many bytes on the stack as the
/// file says that an entry has, and takes the whole process along where that is too many.
/// </summary>
internal static class PdfTableOfObjects
{
    // Wide entries have 20 bytes. Widths of characters, which are stated in a like way, begin with two characters and a width.
    private const double LongestEntry = 200_000;

    /// <summary>Why the file cannot be given to the library; null where it can. It takes time linear in the size of the file.</summary>
    /// <param name="file">The file's bytes.</param>
    public static string? ReasonAgainst(ReadOnlySpan<byte> file)
    {
        for (int at = 0; at < file.Length;)
        {
            int slash = file[at..].IndexOf((byte)'/');
            if (slash < 0)
                return null;
            at += slash + 1;
            int name = file[at..] switch
            {
                [(byte)'W', ..] => 1,
                [(byte)'#', (byte)'5', (byte)'7', ..] => 3,
                _ => 0,
            };
            if (name > 0 && IsTooLong(file[(at + name)..]))
                return "its table of objects has entries longer than any need; make it anew";
        }
        return null;
    }

    private static bool IsTooLong(ReadOnlySpan<byte> file)
    {
        int at = PastSpace(file, 0);
        if (at >= file.Length || file[at] != '[')
            return false;
        double sum = 0;
        at++;
        for (int fields = 0; fields < 3; fields++)
        {
            at = PastSpace(file, at);
            int start = at;
            while (at < file.Length && file[at] is (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.' or (byte)'e' or (byte)'E')
                at++;
            if (at == start)
                break;
            // What is longer than any number of the kind is not worth reading.
            if (at - start > 20 || !double.TryParse(file[start..at], System.Globalization.CultureInfo.InvariantCulture, out double size))
                return true;
            sum += Math.Abs(size);
        }
        return sum > LongestEntry;
    }

    private static int PastSpace(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length)
        {
            if (file[at] == '%')
            {
                int end = file[at..].IndexOfAny((byte)'\r', (byte)'\n');
                at = end < 0 ? file.Length : at + end;
            }
            else if (file[at] is 0 or 9 or 10 or 12 or 13 or 32)
            {
                at++;
            }
            else
            {
                break;
            }
        }
        return at;
    }
}
