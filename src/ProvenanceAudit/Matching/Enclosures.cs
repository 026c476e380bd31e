using System.Runtime.InteropServices;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Stretches of one text that marks set apart, nested or not, and which of them encloses a passage: a look-up costs the logarithm
/// of their number, however they nest. Filled in the order of their openings, then sealed, then asked.
/// </summary>
internal sealed class Enclosures
{
    // A match may begin or end a word or two outside the marks, where chance lets the words about a quotation agree too.
    private const int EndShare = 20;

    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    // Of all stretches up to this one, the one that ends last.
    private readonly List<int> _furthest = [];

    /// <summary>Number of stretches opened so far.</summary>
    public int Count => _starts.Count;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _starts.Clear();
        _ends.Clear();
        _furthest.Clear();
    }

    /// <summary>Opens a stretch; no later one may start before it.</summary>
    /// <returns>Its number.</returns>
    public int Open(int start)
    {
        _starts.Add(start);
        _ends.Add(-1);
        return _starts.Count - 1;
    }

    /// <summary>Closes a stretch, one past its last code unit. One that is never closed encloses nothing.</summary>
    public void Close(int number, int end) => _ends[number] = end;

    /// <summary>Where a stretch starts.</summary>
    public int StartOf(int number) => _starts[number];

    /// <summary>Whether a stretch was opened and not closed.</summary>
    public bool AnyOpen => _ends.Contains(-1);

    /// <summary>Makes the stretches ready to be asked.</summary>
    public void Seal()
    {
        int furthest = 0;
        for (int i = 0; i < _ends.Count; i++)
        {
            if (_ends[i] > _ends[furthest])
                furthest = i;
            _furthest.Add(furthest);
        }
    }

    /// <summary>
    /// Finds a stretch about a passage, or all of it but a twentieth at either end; of several, the one that ends last.
    /// </summary>
    public bool TryFind(TextSpan passage, out TextSpan enclosure)
    {
        int margin = passage.Length / EndShare;
        int before = CollectionsMarshal.AsSpan(_starts).BinarySearch(passage.Start + margin);
        before = before < 0 ? ~before : before + 1;
        enclosure = default;
        if (before == 0)
            return false;
        int furthest = _furthest[before - 1];
        enclosure = new TextSpan(_starts[furthest], _ends[furthest]);
        return enclosure.End >= passage.End - margin;
    }
}
