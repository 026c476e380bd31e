using System.Runtime.InteropServices;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>16 bytes of a stored row, which a device loads at once.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FourInts
{
    public int X, Y, Z, W;
}

/// <summary>Four 32-bit numbers, which a device loads at once.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FourFloats
{
    public float X, Y, Z, W;

    /// <summary>Adds a multiple.</summary>
    public static FourFloats MultiplyAdd(float factor, FourFloats numbers, FourFloats sum) => new()
    {
        X = factor * numbers.X + sum.X,
        Y = factor * numbers.Y + sum.Y,
        Z = factor * numbers.Z + sum.Z,
        W = factor * numbers.W + sum.W,
    };
}
