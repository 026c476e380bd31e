using System.Runtime.InteropServices;

namespace ProvenanceAudit.Similarity;

/// <summary>Keeps the memory of a <see cref="VectorTable"/> from going away while its blocks are looked at.</summary>
public readonly ref struct HeldTable
{
    private readonly SafeBuffer _memory;

    internal HeldTable(SafeBuffer memory)
    {
        bool isAdded = false;
        memory.DangerousAddRef(ref isAdded);
        _memory = memory;
    }

    /// <summary>Lets go.</summary>
    public void Dispose() => _memory.DangerousRelease();
}
