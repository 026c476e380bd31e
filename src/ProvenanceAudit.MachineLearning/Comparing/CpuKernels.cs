namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>The inner loops of the comparison on a CPU, in 32-bit floating point. What an implementation cannot do fast it must still do right.</summary>
internal abstract unsafe class CpuKernels
{
    /// <summary>Rows that <see cref="Compare"/> looks at together at most; buffers of expanded rows need room for as many more.</summary>
    public const int Tile = 12;

    /// <summary>The fastest of this machine.</summary>
    public static CpuKernels Best => Vector512Kernels.IsFast ? Vector512Kernels.Instance : PortableKernels.Instance;

    /// <summary>Numbers in a vector register.</summary>
    public abstract int Lanes { get; }

    /// <summary>Compares one query with rows where they lie.</summary>
    /// <param name="unit">The rows.</param>
    /// <param name="query">The scaled query with its padding.</param>
    /// <param name="queryIndex">Its number.</param>
    /// <param name="nearest">Takes the rows that are near.</param>
    public abstract void CompareOne(in RowUnit unit, float* query, int queryIndex, NearestRows nearest);

    /// <summary>Makes 32-bit numbers of rows, for <see cref="Compare"/>.</summary>
    public abstract void Expand(in RowUnit unit, float* expanded);

    /// <summary>Compares all queries of a panel with expanded rows.</summary>
    /// <param name="unit">The rows as they are stored.</param>
    /// <param name="expanded">The same as 32-bit numbers, and room for <see cref="Tile"/> more.</param>
    /// <param name="panel">The queries.</param>
    /// <param name="nearest">Takes the rows that are near.</param>
    public abstract void Compare(in RowUnit unit, float* expanded, QueryPanel panel, NearestRows nearest);
}
