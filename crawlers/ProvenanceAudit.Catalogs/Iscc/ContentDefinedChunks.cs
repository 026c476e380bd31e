namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// Cuts bytes into chunks where their content says so, 1,024 bytes on average (ISO 24138:2024, content-defined chunking; Xia et al., "FastCDC", 2016).
/// </summary>
internal static class ContentDefinedChunks
{
    /// <summary>Longest chunk in bytes.</summary>
    internal const int Longest = 8 * Average;

    private const int Average = 1024;

    private const int Shortest = Average / 4;

    /// <summary>Up to here a cut must pass the harder test.</summary>
    private const int Centre = Average - (Shortest + Shortest / 2);

    private const uint HarderMask = (1 << 11) - 1;

    private const uint EasierMask = (1 << 9) - 1;

    /// <summary>Length of the first chunk of bytes that are whole, or at least <see cref="Longest"/>.</summary>
    internal static int Cut(ReadOnlySpan<byte> data)
    {
        uint pattern = 0;
        int at = Math.Min(Shortest, data.Length);
        int barrier = Math.Min(Centre, data.Length);
        for (; at < barrier; at++)
        {
            pattern = (pattern >> 1) + GearTable.Values[data[at]];
            if ((pattern & HarderMask) == 0)
                return at + 1;
        }
        barrier = Math.Min(Longest, data.Length);
        for (; at < barrier; at++)
        {
            pattern = (pattern >> 1) + GearTable.Values[data[at]];
            if ((pattern & EasierMask) == 0)
                return at + 1;
        }
        return at;
    }
}
