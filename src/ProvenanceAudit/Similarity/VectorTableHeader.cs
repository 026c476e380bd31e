using System.Buffers.Binary;
using System.Text;

namespace ProvenanceAudit.Similarity;

/// <summary>
/// What a file of vectors starts with. All numbers are little-endian. 8 bytes <c>PROVVECT</c>; 32-bit version, storage, dimensions, bytes per row; 64-bit count;
/// 32-bit flags (1: multilingual), length of the name, length of the hash; name and hash in UTF-8; zeros up to 4,096 bytes. Blocks of 1,024 rows follow, the last
/// of as many as are left: the rows, each padded with zeros to a multiple of 64 bytes, then their 32-bit factors where the storage has such, padded likewise.
/// </summary>
internal sealed record VectorTableHeader(EmbeddingModel Model, VectorStorage Storage, long Count)
{
    /// <summary>Bytes before the first row.</summary>
    public const int Bytes = 4096;

    /// <summary>Most numbers of a vector: 16 times what embedders of today give.</summary>
    public const int GreatestDimensions = 65_536;

    private const int Version = 1;
    private const int Alignment = 64;
    private const int FixedBytes = 44;
    private const int MultilingualFlag = 1;

    /// <summary>Most rows: so many that the bytes of all can still be counted.</summary>
    private const long GreatestCount = 1L << 40;

    /// <summary>Bytes from one row to the next.</summary>
    public int BytesPerRow => Padded(Model.Dimensions * (Storage == VectorStorage.Half ? sizeof(short) : sizeof(sbyte)));

    /// <summary>Bytes of all blocks.</summary>
    public long DataBytes =>
        Count / VectorTable.BlockRows * BytesOfBlock(VectorTable.BlockRows, BytesPerRow, Storage)
        + BytesOfBlock((int)(Count % VectorTable.BlockRows), BytesPerRow, Storage);

    private static ReadOnlySpan<byte> Magic => "PROVVECT"u8;

    /// <summary>Bytes of a block with so many rows.</summary>
    public static long BytesOfBlock(int rows, int bytesPerRow, VectorStorage storage) =>
        (long)rows * bytesPerRow + (storage == VectorStorage.Bytes ? Padded(rows * sizeof(float)) : 0);

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">The first <see cref="Bytes"/> of the file, or as many as there are.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InvalidDataException">They are not those of a table of vectors that this version reads.</exception>
    public static VectorTableHeader Read(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length < Magic.Length || !bytes.StartsWith(Magic))
            throw new InvalidDataException($"{path} is not a table of vectors.");
        if (bytes.Length < Bytes)
            throw new InvalidDataException($"{path} is cut: a table of vectors has at least {Bytes} bytes, this file {bytes.Length}. Write it again.");
        int version = Number(bytes, 8);
        if (version != Version)
            throw new InvalidDataException($"{path} is a table of vectors of version {version}; this program reads version {Version}. Write it again.");
        int storage = Number(bytes, 12), dimensions = Number(bytes, 16), nameBytes = Number(bytes, 36), hashBytes = Number(bytes, 40);
        long count = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]);
        if (storage is < 0 or > (int)VectorStorage.Bytes || dimensions is < 1 or > GreatestDimensions || count is < 0 or > GreatestCount
            || nameBytes < 0 || hashBytes < 0 || (long)nameBytes + hashBytes > Bytes - FixedBytes)
        {
            throw new InvalidDataException($"{path} is damaged: its header cannot be right. Write it again.");
        }
        ReadOnlySpan<byte> texts = bytes[FixedBytes..];
        var model = new EmbeddingModel(
            Encoding.UTF8.GetString(texts[..nameBytes]), Encoding.UTF8.GetString(texts.Slice(nameBytes, hashBytes)), dimensions)
        {
            IsMultilingual = (Number(bytes, 32) & MultilingualFlag) != 0,
        };
        var header = new VectorTableHeader(model, (VectorStorage)storage, count);
        return header.BytesPerRow == Number(bytes, 20)
            ? header
            : throw new InvalidDataException($"{path} is damaged: its header cannot be right. Write it again.");
    }

    /// <summary>The header as the <see cref="Bytes"/> that a file starts with.</summary>
    /// <exception cref="ArgumentException">The model's name or hash is too long, or it has too many dimensions or none.</exception>
    public byte[] ToBytes()
    {
        byte[] name = Encoding.UTF8.GetBytes(Model.Name), hash = Encoding.UTF8.GetBytes(Model.Hash);
        if (name.Length + hash.Length > Bytes - FixedBytes)
            throw new ArgumentException($"Name and hash of the model have {name.Length + hash.Length} bytes; there is room for {Bytes - FixedBytes}.");
        if (Model.Dimensions is < 1 or > GreatestDimensions)
            throw new ArgumentException($"The model has {Model.Dimensions} dimensions; a table of vectors holds 1 to {GreatestDimensions}.");
        byte[] bytes = new byte[Bytes];
        Magic.CopyTo(bytes);
        Write(bytes, 8, Version);
        Write(bytes, 12, (int)Storage);
        Write(bytes, 16, Model.Dimensions);
        Write(bytes, 20, BytesPerRow);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), Count);
        Write(bytes, 32, Model.IsMultilingual ? MultilingualFlag : 0);
        Write(bytes, 36, name.Length);
        Write(bytes, 40, hash.Length);
        name.CopyTo(bytes, FixedBytes);
        hash.CopyTo(bytes, FixedBytes + name.Length);
        return bytes;
    }

    private static int Padded(int bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    private static int Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    private static void Write(byte[] bytes, int at, int number) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), number);
}
