using System.Runtime.InteropServices;

namespace ProvenanceAudit.Fingerprints;

/// <summary>
/// Zeroed memory outside the managed heap for tables that are read all over. Linux is asked to back it with 2 MiB pages: with pages of 4 KiB nearly every
/// look-up in a table of many MiB also waits for the address of its page.
/// </summary>
internal sealed unsafe partial class LargeTable
{
    private const int CacheLine = 64;
    private const nuint LargePage = 2 << 20;

    // From Linux's asm-generic/mman-common.h.
    private const int AdviseHugePages = 14;

    private nint _memory;

    /// <summary>Makes a table of zeros.</summary>
    /// <param name="bytes">Its size, above 0.</param>
    public LargeTable(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        Bytes = bytes;
        bool isLarge = (nuint)bytes >= LargePage;
        _memory = (nint)NativeMemory.AlignedAlloc((nuint)bytes, isLarge ? LargePage : CacheLine);
        // Before the first touch, which is what brings pages. A kernel that refuses gives small ones: slower, and just as right.
        if (isLarge && OperatingSystem.IsLinux())
            _ = AdviseMemory(_memory, (nuint)bytes, AdviseHugePages);
        NativeMemory.Clear((void*)_memory, (nuint)bytes);
        GC.AddMemoryPressure(bytes);
    }

    /// <summary>Frees a table that nobody freed before.</summary>
    ~LargeTable() => Free();

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The first byte, at the start of a cache line; null once the table was freed.</summary>
    public void* Start => (void*)_memory;

    /// <summary>Frees the memory, which must not be used any more.</summary>
    public void Free()
    {
        nint memory = Interlocked.Exchange(ref _memory, 0);
        if (memory == 0)
            return;
        NativeMemory.AlignedFree((void*)memory);
        GC.RemoveMemoryPressure(Bytes);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int AdviseMemory(nint address, nuint length, int advice);
}
