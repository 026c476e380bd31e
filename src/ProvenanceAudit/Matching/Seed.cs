using System.Runtime.InteropServices;

namespace ProvenanceAudit.Matching;

/// <summary>One fingerprint found in both texts.</summary>
/// <param name="Work">Number of the work in the index, see <see cref="IPassageIndex.WorkAt"/>.</param>
/// <param name="Word">Number of the k-gram's first word in the output.</param>
/// <param name="WorkWord">Number of the k-gram's first word in the work.</param>
/// <param name="Occurrences">How often the k-gram was selected in the whole index, at most 65,535; 1 or more.</param>
/// <param name="MayExtend">False when the words on both sides of the k-gram are known to differ.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Seed(int Work, int Word, int WorkWord, ushort Occurrences, bool MayExtend) : IComparable<Seed>
{
    /// <summary>Place in the work minus place in the output, in words: equal for seeds of one verbatim run.</summary>
    public int Diagonal => WorkWord - Word;

    /// <summary>Order by work, diagonal, place: the seeds of one verbatim run stand together.</summary>
    public int CompareTo(Seed other)
    {
        ulong mine = Place, others = other.Place;
        return mine != others ? (mine < others ? -1 : 1) : Word.CompareTo(other.Word);
    }

    // Work and diagonal as one number: outputs without copies spend more time on sorting seeds than on hashing.
    private ulong Place => (ulong)(uint)Work << 32 | (uint)(Diagonal ^ int.MinValue);

    /// <summary>Whether the left seed comes first.</summary>
    public static bool operator <(Seed left, Seed right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left seed comes last.</summary>
    public static bool operator >(Seed left, Seed right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left seed does not come last.</summary>
    public static bool operator <=(Seed left, Seed right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left seed does not come first.</summary>
    public static bool operator >=(Seed left, Seed right) => left.CompareTo(right) >= 0;
}
