using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ProvenanceAudit.Models.Probes;

/// <summary>
/// Chooses where in a work to ask, spread over the whole of it: of as many equal stretches as places are wanted, one place each,
/// at random (stratified sampling). The choice depends on the seed, the work's id and its length alone, so that it is the same on
/// every machine and whatever else the catalog holds.
/// </summary>
public static class ProbePositions
{
    /// <summary>Chooses the places.</summary>
    /// <param name="seed">Chooses among all choices.</param>
    /// <param name="workId">The work's id.</param>
    /// <param name="places">How many places there are, from 0.</param>
    /// <param name="wanted">How many to choose, from 0; all of them where there are fewer.</param>
    /// <returns>Different places, each from 0 to below <paramref name="places"/>, rising.</returns>
    public static IReadOnlyList<int> Choose(int seed, string workId, int places, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(places);
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        if (wanted >= places)
            return [.. Enumerable.Range(0, places)];
        ulong state = StateOf(seed, workId);
        int[] chosen = new int[wanted];
        for (int i = 0; i < wanted; i++)
        {
            int start = (int)((long)places * i / wanted), end = (int)((long)places * (i + 1) / wanted);
            chosen[i] = start + (int)Math.BigMul(Next(ref state), (ulong)(end - start), out _);
        }
        return chosen;
    }

    private static ulong StateOf(int seed, string workId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}:{workId}")), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    /// <summary>
    /// SplitMix64 (Steele, Lea, Flood 2014), written out: the base library's generator may change with its version.
    /// </summary>
    private static ulong Next(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
