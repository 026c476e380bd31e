using System.Runtime.InteropServices;

namespace ProvenanceAudit.Similarity;

/// <summary>
/// Writes a file of vectors in one pass and little memory. It is written under a temporary name beside its own and appears whole, with <see cref="Complete"/>, or
/// not at all; what stood there before stays until then. One thread at a time.
/// </summary>
public sealed class VectorTableWriter : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly EmbeddingModel _model;
    private readonly VectorStorage _storage;
    private readonly int _bytesPerRow;
    private readonly FileStream _file;
    private readonly byte[] _rows;
    private readonly float[] _factors;
    private int _waiting;
    private bool _isComplete;

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it shall be.</param>
    /// <param name="model">The model that makes the vectors.</param>
    /// <param name="storage">How to store them.</param>
    /// <exception cref="ArgumentException">The model's name or hash is too long, or its dimensions are none or too many.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public VectorTableWriter(string path, EmbeddingModel model, VectorStorage storage)
    {
        VectorTableHeader header = new(model, storage, 0);
        byte[] first = header.ToBytes();
        _path = path;
        _model = model;
        _storage = storage;
        _bytesPerRow = header.BytesPerRow;
        _rows = new byte[VectorTable.BlockRows * _bytesPerRow];
        _factors = new float[storage == VectorStorage.Bytes ? VectorTable.BlockRows : 0];
        _temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        _file = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        // Overwritten at the end, when the count is known. Until then nothing takes the file for a table.
        _file.Write(new byte[first.Length]);
    }

    /// <summary>Vectors added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds vectors.</summary>
    /// <param name="vectors">Vectors of the model, row after row; their lengths are made 1 where they are not 0.</param>
    /// <exception cref="ArgumentException">They are not whole rows, or a number is not finite. The writer can only be disposed of then.</exception>
    /// <exception cref="IOException">The disk is full, or the file cannot be written.</exception>
    public void Add(ReadOnlySpan<float> vectors)
    {
        if (_isComplete)
            throw new InvalidOperationException($"{_path} is complete; a table of vectors does not change.");
        int dimensions = VectorRows.CheckWhole(_model, vectors.Length);
        while (vectors.Length > 0)
        {
            int rows = Math.Min(VectorTable.BlockRows - _waiting, vectors.Length / dimensions);
            VectorRows.Store(
                _storage, vectors[..(rows * dimensions)], dimensions, _bytesPerRow, Count, _rows.AsSpan(_waiting * _bytesPerRow),
                _factors.AsSpan(Math.Min(_waiting, _factors.Length)));
            vectors = vectors[(rows * dimensions)..];
            _waiting += rows;
            Count += rows;
            if (_waiting == VectorTable.BlockRows)
                WriteBlock();
        }
    }

    /// <summary>Finishes the file and moves it to its name.</summary>
    /// <exception cref="IOException">The disk is full, or the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file that stands there may not be replaced.</exception>
    public void Complete()
    {
        if (_isComplete)
            return;
        WriteBlock();
        _file.Position = 0;
        _file.Write(new VectorTableHeader(_model, _storage, Count).ToBytes());
        // A file that is renamed before its bytes are on the disk can be empty after a power cut.
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _isComplete = true;
    }

    /// <summary>Deletes what was written, unless it was completed.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (!_isComplete)
            File.Delete(_temporary);
    }

    private void WriteBlock()
    {
        _file.Write(_rows, 0, _waiting * _bytesPerRow);
        if (_storage == VectorStorage.Bytes)
        {
            long padded = VectorTableHeader.BytesOfBlock(_waiting, _bytesPerRow, _storage) - (long)_waiting * _bytesPerRow;
            Array.Clear(_factors, _waiting, _factors.Length - _waiting);
            _file.Write(MemoryMarshal.AsBytes(_factors.AsSpan())[..(int)padded]);
        }
        _waiting = 0;
    }
}
