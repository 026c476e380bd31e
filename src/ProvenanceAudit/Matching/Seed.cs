using System.Runtime.InteropServices;

namespace ProvenanceAudit.Matching;

/// <summary>One fingerprint found in both texts.</summary>
/// <param name="Word">Number of the k-gram's first word in the output.</param>
/// <param name="Work">Number of the work in the index, see <see cref="IPassageIndex.WorkAt"/>.</param>
/// <param name="WorkWord">Number of the k-gram's first word in the work.</param>
/// <param name="MayExtend">False when the words on both sides of the k-gram are known to differ.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Seed(int Word, int Work, int WorkWord, bool MayExtend)
{
    /// <summary>Place in the work minus place in the output, in words: equal for seeds of one verbatim run.</summary>
    public int Diagonal => WorkWord - Word;
}
