using ILGPU;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>Makes 32-bit numbers of stored ones on a device, without its instructions for conversion, of which it does few at a time.</summary>
internal static class StoredNumbersKernel
{
    /// <summary>Four 8-bit integers: each is put into the fraction of 2^23, which is then taken away.</summary>
    public static FourFloats OfBytes(int stored) => new()
    {
        X = OfByte((uint)stored),
        Y = OfByte((uint)stored >> 8),
        Z = OfByte((uint)stored >> 16),
        W = OfByte((uint)stored >> 24),
    };

    /// <summary>Four 16-bit floating-point numbers, 2^-112 times as great as they are; queries are multiplied by 2^112 for them.</summary>
    public static FourFloats OfHalves(int first, int second) => new()
    {
        X = Interop.IntAsFloat((uint)((first << 16) >> 3) & 0x8fffe000),
        Y = Interop.IntAsFloat((uint)(first >> 3) & 0x8fffe000),
        Z = Interop.IntAsFloat((uint)((second << 16) >> 3) & 0x8fffe000),
        W = Interop.IntAsFloat((uint)(second >> 3) & 0x8fffe000),
    };

    private static float OfByte(uint stored) => Interop.IntAsFloat(((stored & 0xff) ^ 0x80) | 0x4b000000) - 8388736f;
}
