using System.IO.MemoryMappedFiles;

namespace ProvenanceAudit.Similarity;

/// <summary>Maps files of vectors into memory.</summary>
internal static class VectorTableFile
{
    /// <inheritdoc cref="VectorTable.Open"/>
    public static VectorTable Open(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        byte[] first = new byte[VectorTableHeader.Bytes];
        VectorTableHeader header = VectorTableHeader.Read(first.AsSpan(0, stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)), path);
        long expected = VectorTableHeader.Bytes + header.DataBytes;
        if (stream.Length != expected)
        {
            throw new InvalidDataException(
                $"{path} has {stream.Length} bytes where {header.Count} vectors of {header.Model.Dimensions} dimensions take {expected}: it is not whole. Write it again.");
        }
        using var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        // The handle keeps the mapping; the accessor is only a way to it.
        MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        return new VectorTable(header, view.SafeMemoryMappedViewHandle, view.PointerOffset + VectorTableHeader.Bytes);
    }
}
