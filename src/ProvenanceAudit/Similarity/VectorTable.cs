using System.Runtime.InteropServices;

namespace ProvenanceAudit.Similarity;

/// <summary>
/// Vectors of one model in a file, mapped into memory as far as they are looked at, so that it may be larger than memory; or in memory alone. It never changes:
/// a file is written once, by <see cref="VectorTableWriter"/>. Safe for concurrent readers.
/// </summary>
public sealed unsafe class VectorTable : IDisposable
{
    /// <summary>Rows of a block; the last block of a table may have fewer.</summary>
    public const int BlockRows = 1024;

    private readonly SafeBuffer _memory;
    private readonly byte* _rows;
    private int _isDisposed;

    internal VectorTable(VectorTableHeader header, SafeBuffer memory, long firstByte)
    {
        Model = header.Model;
        Storage = header.Storage;
        Count = header.Count;
        BytesPerRow = header.BytesPerRow;
        _memory = memory;
        byte* start = null;
        memory.AcquirePointer(ref start);
        _rows = start + firstByte;
    }

    /// <summary>Which model made the vectors.</summary>
    public EmbeddingModel Model { get; }

    /// <summary>Number of vectors.</summary>
    public long Count { get; }

    /// <summary>How they are stored.</summary>
    public VectorStorage Storage { get; }

    /// <summary>Numbers in a vector.</summary>
    public int Dimensions => Model.Dimensions;

    /// <summary>Bytes from one row to the next: a multiple of 64.</summary>
    public int BytesPerRow { get; }

    /// <summary>Number of blocks.</summary>
    public long BlockCount => (Count + BlockRows - 1) / BlockRows;

    /// <summary>Opens a file. Little of it is read before it is asked for.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not a table of vectors, of another version, or not whole.</exception>
    public static VectorTable Open(string path) => VectorTableFile.Open(path);

    /// <summary>Makes a table in memory.</summary>
    /// <param name="model">The model that made the vectors.</param>
    /// <param name="storage">How to store them.</param>
    /// <param name="vectors">Vectors of the model, row after row; their lengths are made 1 where they are not 0.</param>
    /// <exception cref="ArgumentException">They are not whole rows, or a number is not finite.</exception>
    public static VectorTable OfVectors(EmbeddingModel model, VectorStorage storage, ReadOnlySpan<float> vectors)
    {
        int dimensions = VectorRows.CheckWhole(model, vectors.Length);
        VectorTableHeader header = new(model, storage, vectors.Length / dimensions);
        var memory = new AlignedMemory(header.DataBytes);
        var table = new VectorTable(header, memory, 0);
        for (long block = 0; block < table.BlockCount; block++)
        {
            VectorBlock rows = table.Block(block);
            VectorRows.Store(
                storage, vectors.Slice((int)rows.FirstRow * dimensions, rows.Count * dimensions), dimensions, table.BytesPerRow, rows.FirstRow,
                new Span<byte>(rows.Start, rows.Rows.Length), MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(rows.Factors), rows.Factors.Length));
        }
        return table;
    }

    /// <summary>One block of rows, where it lies.</summary>
    /// <param name="index">From 0 to below <see cref="BlockCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such block.</exception>
    /// <exception cref="ObjectDisposedException">The table was disposed of.</exception>
    public VectorBlock Block(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, BlockCount);
        ObjectDisposedException.ThrowIf(_memory.IsClosed, this);
        long first = index * BlockRows;
        long blockBytes = VectorTableHeader.BytesOfBlock(BlockRows, BytesPerRow, Storage);
        return new(_rows + index * blockBytes, BytesPerRow, Storage == VectorStorage.Bytes, first, (int)Math.Min(BlockRows, Count - first));
    }

    /// <summary>The vector that is stored for a row: of length 1 or 0, up to rounding.</summary>
    /// <param name="row">From 0 to below <see cref="Count"/>.</param>
    /// <param name="vector">Receives <see cref="Dimensions"/> numbers, exactly.</param>
    /// <exception cref="ArgumentException">There is no such row, or not the room.</exception>
    public void CopyRow(long row, Span<float> vector)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        if (vector.Length != Dimensions)
            throw new ArgumentException($"A row has {Dimensions} numbers; there is room for {vector.Length}.", nameof(vector));
        using HeldTable held = Hold();
        VectorBlock block = Block(row / BlockRows);
        int inBlock = (int)(row - block.FirstRow);
        ReadOnlySpan<byte> stored = block.Rows.Slice(inBlock * BytesPerRow, BytesPerRow);
        if (Storage == VectorStorage.Half)
            VectorRows.Load(MemoryMarshal.Cast<byte, Half>(stored), vector);
        else
            VectorRows.Load(MemoryMarshal.Cast<byte, sbyte>(stored), block.Factors[inBlock], vector);
    }

    /// <summary>Keeps the memory of the table from going away until what is returned is disposed of, even when the table is disposed of before.</summary>
    /// <exception cref="ObjectDisposedException">The table was disposed of.</exception>
    public HeldTable Hold() => new(_memory);

    /// <summary>Lets go of the file and the memory, when nobody holds them any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _memory.ReleasePointer();
        _memory.Dispose();
    }
}
