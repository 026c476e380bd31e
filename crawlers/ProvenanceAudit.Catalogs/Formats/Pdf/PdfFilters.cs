using System.IO.Compression;
using System.Runtime.InteropServices;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>Unpacks the streams of a PDF, none to more than is allowed: the library unpacks each whole into memory.</summary>
/// <param name="limits">How far something may unpack.</param>
internal sealed class PdfFilters(IntakeLimits limits) : IFilterProvider
{
    private static readonly IFilterProvider Library = DefaultFilterProvider.Instance;
    private static readonly IFilter Flate = Library.GetNamedFilters([NameToken.FlateDecode])[0];
    private static readonly IFilter Lzw = Library.GetNamedFilters([NameToken.LzwDecode])[0];

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => [.. Library.GetFilters(dictionary).Select(Bound)];

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => [.. Library.GetNamedFilters(names).Select(Bound)];

    /// <inheritdoc/>
    public IReadOnlyList<IFilter> GetAllFilters() => [.. Library.GetAllFilters().Select(Bound)];

    private IFilter Bound(IFilter filter) => ReferenceEquals(filter, Flate) || ReferenceEquals(filter, Lzw) ? new BoundFilter(filter, limits) : filter;

    private sealed class BoundFilter(IFilter inner, IntakeLimits limits) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            long most = Math.Min(limits.FileBytes, Math.Max(limits.UnpackedFreely, (long)input.Length * limits.UnpackingRatio));
            bool isTooLarge = !ReferenceEquals(inner, Lzw) ? Inflates(input, most)
                : LzwLength(input.Span, early: true) > most || LzwLength(input.Span, early: false) > most;
            if (isTooLarge)
            {
                throw new InvalidDataException(
                    $"a stream of it unpacks to more than {limits.UnpackingRatio} times its size, as in files that are made to fill the memory; print it anew");
            }
            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }

        // Whether it inflates to more; what is damaged is left to the library, which reads what can be read.
        private static bool Inflates(Memory<byte> input, long most)
        {
            // Deflate cannot do better than this.
            if (input.Length * 1032L <= most || !MemoryMarshal.TryGetArray(input, out ArraySegment<byte> bytes))
                return false;
            try
            {
                using var stream = new ZLibStream(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count), CompressionMode.Decompress);
                byte[] buffer = new byte[1 << 16];
                long count = 0;
                while (count <= most && stream.Read(buffer) is > 0 and int read)
                    count += read;
                return count > most;
            }
            catch (InvalidDataException)
            {
                return false;
            }
        }

        // Length that LZW of PDF (ISO 32000-1, 7.4.4) unpacks to, of which codes tell without their bytes.
        private static long LzwLength(ReadOnlySpan<byte> input, bool early)
        {
            const int Clear = 256, End = 257, Most = 4096;
            int[] lengths = new int[Most];
            int next = End + 1, before = 0, bits = 0;
            uint held = 0;
            long count = 0;
            foreach (byte b in input)
            {
                held = (held << 8) | b;
                bits += 8;
                int grown = next + (early ? 1 : 0), width = grown >= 2048 ? 12 : grown >= 1024 ? 11 : grown >= 512 ? 10 : 9;
                if (bits < width)
                    continue;
                bits -= width;
                int code = (int)(held >> bits) & ((1 << width) - 1);
                if (code == End)
                    break;
                if (code == Clear)
                {
                    (next, before) = (End + 1, 0);
                    continue;
                }
                int length = code < Clear ? 1 : code < next ? lengths[code] : before + 1;
                if (before > 0 && next < Most)
                    lengths[next++] = before + 1;
                count += length;
                before = length;
            }
            return count;
        }
    }
}
