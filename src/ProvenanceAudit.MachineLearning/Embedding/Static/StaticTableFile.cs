using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ProvenanceAudit.MachineLearning.Embedding.Tokens;

namespace ProvenanceAudit.MachineLearning.Embedding.Static;

/// <summary>
/// The file of a static table, little-endian: <c>PASTATIC</c>, version and length of the header as 32-bit integers, header as JSON, the tokeniser's file packed with
/// Brotli, a bit for each token that has a row, the rows' factors as 32-bit floating-point numbers, the rows, and SHA-256 of all before.
/// </summary>
internal static class StaticTableFile
{
    private const int Version = 1;
    private const int LongestHeader = 1 << 20;
    private const int LongestTokeniser = 1 << 28;
    private const long LongestFile = 1L << 31;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static ReadOnlySpan<byte> Magic => "PASTATIC"u8;

    /// <summary>Writes a table and gives it with its hash.</summary>
    public static StaticTable Write(StaticTable table, Stream to)
    {
        byte[] packed = Pack(table.Tokeniser.Content);
        StaticTableHeader header = table.Header with
        {
            Tokens = table.Rows.Length,
            Rows = table.Factors.Length,
            TokeniserIsJson = table.Tokeniser.IsJson,
            WordPiece = table.Tokeniser.Settings,
            TokeniserPacked = packed.Length,
            TokeniserBytes = table.Tokeniser.Content.Length,
        };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header, Json);
        byte[] present = new byte[(table.Rows.Length + 7) / 8];
        for (int token = 0; token < table.Rows.Length; token++)
            present[token / 8] |= (byte)((table.Rows[token] >= 0 ? 1 : 0) << (token % 8));
        byte[] sizes = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(sizes, Version);
        BinaryPrimitives.WriteInt32LittleEndian(sizes.AsSpan(4), json.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            to.Write(bytes);
        }
        Put(Magic);
        Put(sizes);
        Put(json);
        Put(packed);
        Put(present);
        Put(MemoryMarshal.AsBytes(table.Factors.AsSpan()));
        Put(MemoryMarshal.AsBytes(table.Values.AsSpan()));
        byte[] digest = hash.GetHashAndReset();
        to.Write(digest);
        return table with { Header = header, Hash = Convert.ToHexStringLower(digest) };
    }

    /// <summary>Reads a table.</summary>
    /// <param name="from">A stream that knows its length.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="EmbedderUnusableException">The file is none, is damaged, or is of another version.</exception>
    public static StaticTable Read(Stream from, string name)
    {
        EmbedderUnusableException Damaged(string how, Exception? inner = null) => new($"{name} is damaged: {how}; make or install it again", inner);

        byte[] start = new byte[16];
        if (from.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().StartsWith(Magic))
            throw new EmbedderUnusableException($"{name} is no file that 'embeddings distil' wrote");
        int version = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(8));
        if (version != Version)
            throw new EmbedderUnusableException($"{name} has version {version}; this program reads version {Version}: distil it again, or take the program that wrote it");
        int headerBytes = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(12));
        if (from.Length > LongestFile || headerBytes is < 2 or > LongestHeader)
            throw Damaged("its sizes cannot be");
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(start);
            byte[] Take(int bytes)
            {
                byte[] taken = new byte[bytes];
                from.ReadExactly(taken);
                hash.AppendData(taken);
                return taken;
            }
            byte[] json = headerBytes <= from.Length ? Take(headerBytes) : throw Damaged("it is cut");
            StaticTableHeader header = JsonSerializer.Deserialize<StaticTableHeader>(json, Json) ?? throw Damaged("its header is empty");
            if (header.Dimensions is < 1 or > 8192 || header.Tokens is < 1 or > VocabularyFile.MostTokens || header.Rows < 0 || header.Rows > header.Tokens
                || header.TokeniserPacked < 0 || header.TokeniserBytes is < 0 or > LongestTokeniser || (long)header.Rows * header.Dimensions > int.MaxValue
                || header.WordPiece is null || header.Name is null || header.Source is null || header.SourceHash is null)
            {
                throw Damaged("its header says what cannot be");
            }
            int flags = (header.Tokens + 7) / 8, values = header.Rows * header.Dimensions;
            long length = start.Length + (long)json.Length + header.TokeniserPacked + flags + (4L * header.Rows) + values + SHA256.HashSizeInBytes;
            if (from.Length != length)
                throw Damaged($"it has {from.Length:N0} bytes where its header says {length:N0}");
            byte[] packed = Take(header.TokeniserPacked), present = Take(flags);
            float[] factors = MemoryMarshal.Cast<byte, float>(Take(4 * header.Rows)).ToArray();
            sbyte[] numbers = MemoryMarshal.Cast<byte, sbyte>(Take(values)).ToArray();
            byte[] digest = hash.GetHashAndReset(), stated = new byte[SHA256.HashSizeInBytes];
            from.ReadExactly(stated);
            if (!digest.AsSpan().SequenceEqual(stated))
                throw Damaged("its bytes are not those that were written");
            return new StaticTable
            {
                Header = header,
                Tokeniser = new TokeniserSource(Unpack(packed, header.TokeniserBytes), header.TokeniserIsJson, header.WordPiece),
                Rows = RowsOf(present, header) ?? throw Damaged("its rows are not as many as its header says"),
                Factors = factors.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue) ? throw Damaged("a factor is no number") : factors,
                Values = numbers,
                Hash = Convert.ToHexStringLower(digest),
            };
        }
        catch (Exception e) when (e is JsonException or EndOfStreamException or InvalidDataException)
        {
            throw Damaged(e.Message, e);
        }
    }

    private static int[]? RowsOf(byte[] present, StaticTableHeader header)
    {
        int[] rows = new int[header.Tokens];
        int next = 0;
        for (int token = 0; token < rows.Length; token++)
            rows[token] = (present[token / 8] >> (token % 8) & 1) != 0 ? next++ : -1;
        return next == header.Rows ? rows : null;
    }

    private static byte[] Pack(byte[] content)
    {
        var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize))
            brotli.Write(content);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed, int length)
    {
        byte[] content = new byte[length];
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        brotli.ReadExactly(content);
        return brotli.ReadByte() < 0 ? content : throw new InvalidDataException("its tokeniser is longer than its header says");
    }
}
