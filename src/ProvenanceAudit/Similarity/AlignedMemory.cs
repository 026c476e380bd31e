using System.Runtime.InteropServices;

namespace ProvenanceAudit.Similarity;

/// <summary>Zeroed memory outside the managed heap that starts at a multiple of 64.</summary>
internal sealed unsafe class AlignedMemory : SafeBuffer
{
    private const int Alignment = 64;

    private readonly long _bytes;

    /// <summary>Allocates memory.</summary>
    /// <param name="bytes">Its size, 0 or more.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    public AlignedMemory(long bytes)
        : base(ownsHandle: true)
    {
        _bytes = Math.Max(Alignment, bytes);
        void* memory = NativeMemory.AlignedAlloc((nuint)_bytes, Alignment);
        NativeMemory.Clear(memory, (nuint)_bytes);
        SetHandle((nint)memory);
        Initialize((ulong)_bytes);
        GC.AddMemoryPressure(_bytes);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        GC.RemoveMemoryPressure(_bytes);
        return true;
    }
}
