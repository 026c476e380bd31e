using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ProvenanceAudit.Registry;

/// <summary>One time that a plan was due, or was run by hand, and what came of it; plan and time together are unique.</summary>
public sealed class ScanPlanRun : IOperatorOwned
{
    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>When it was due; for a run by hand, when it was asked for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The scan that it became; null where the run was left out.</summary>
    public Guid? ScanId { get; init; }

    /// <summary>The scan that it became.</summary>
    public Scan? Scan { get; init; }

    /// <summary>Further due times that this run stands for, because no server ran while they passed; from 0.</summary>
    public int Missed { get; init; }

    /// <summary>Why the run was left out, in plain words; null where it was not.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Id of the scan that a plan becomes at a time: whoever makes it makes the same.</summary>
    public static Guid ScanIdOf(Guid planId, DateTimeOffset at)
    {
        Span<byte> both = stackalloc byte[24];
        planId.TryWriteBytes(both, bigEndian: true, out _);
        // The grain of the databases' times.
        BinaryPrimitives.WriteInt64BigEndian(both[16..], at.UtcTicks / TimeSpan.TicksPerMicrosecond);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(both, hash);
        // Ids of scans are in order of time: it leads, as in UUID version 7, and the hash follows (version 8, RFC 9562, 5.8).
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, at.ToUnixTimeMilliseconds() << 16);
        hash[..10].CopyTo(id[6..]);
        id[6] = (byte)(0x80 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true);
    }
}
