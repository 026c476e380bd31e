namespace ProvenanceAudit.Crawlers.Duplicates;

/// <summary>A page that another resembles.</summary>
/// <param name="Page">Number of the page that was added before.</param>
/// <param name="IsExact">Whether both have the same words in the same order.</param>
/// <param name="Resemblance">Estimated resemblance, 0 to 1; 1 where it is exact.</param>
public readonly record struct Duplicate(long Page, bool IsExact, double Resemblance);

/// <summary>
/// Finds pages that were added before with the same main text or nearly the same. Sketches are looked up by bands (Leskovec,
/// Rajaraman,
/// Ullman, "Mining of Massive Datasets", 3.4): 16 bands of 5 bins, of which texts of resemblance 0.75 share one with a
/// probability of
/// 0.986, those of 0.9 of 0.999999, those of 0.2 of 0.005; what shares one is compared bin by bin. A million pages take some
/// 500 MB. It is
/// filled anew from stored sketches after a stop. Not safe for several threads.
/// </summary>
public sealed class DuplicateIndex
{
    /// <summary>
    /// Least resemblance of near-duplicates. An article of 600 words with three words changed, under another heading and with
    /// another
    /// foot, keeps 0.9; of two articles of one template, 150 words in common and 200 of their own, 0.27.
    /// </summary>
    public const double DefaultThreshold = 0.75;

    /// <summary>
    /// Fewest words of a page that near-duplicates are sought for: shorter ones (a heading, a notice) are compared exactly.
    /// </summary>
    public const int FewestWords = 32;

    private const int Bands = 16;
    private const int BandRows = 5;

    private readonly double _threshold;
    private readonly int _capacity;
    private readonly List<ushort[]> _sketches = [];
    private readonly List<long> _pages = [];
    private readonly BandTable[] _bands;
    private readonly List<int> _candidates = [];
    private readonly Dictionary<UInt128, long> _exact = [];

    /// <summary>Makes an empty index.</summary>
    /// <param name="threshold">Least estimated resemblance of near-duplicates, above 0 and at most 1.</param>
    /// <param name="capacity">Most pages that near-duplicates are found of; later ones are found as exact duplicates
    /// alone.</param>
    public DuplicateIndex(double threshold = DefaultThreshold, int capacity = 1_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        (_threshold, _capacity) = (threshold, capacity);
        _bands = [.. Enumerable.Range(0, Bands).Select(band => new BandTable(_sketches, band * BandRows, BandRows))];
    }

    /// <summary>Pages that were added and were no duplicates.</summary>
    public int Count => _exact.Count;

    /// <summary>
    /// Finds the page that a text repeats: the exact one, else the one that it resembles most; null where there is none.
    /// </summary>
    public Duplicate? Find(PageSketch sketch)
    {
        if (_exact.TryGetValue(Key(sketch), out long same))
            return new Duplicate(same, IsExact: true, 1);
        if (sketch.Words < FewestWords)
            return null;
        _candidates.Clear();
        foreach (BandTable band in _bands)
            band.Find(sketch.BinValues, _candidates);
        int best = -1;
        double resemblance = _threshold;
        foreach (int candidate in _candidates)
        {
            double found = PageSketch.Resemblance(sketch.BinValues, _sketches[candidate]);
            // Of equally near ones, the first.
            if (found > resemblance || (found == resemblance && (best < 0 || candidate < best)))
                (best, resemblance) = (candidate, found);
        }
        return best < 0 ? null : new Duplicate(_pages[best], IsExact: false, resemblance);
    }

    /// <summary>Adds a page unless it repeats one.</summary>
    /// <param name="page">Number of the page.</param>
    /// <param name="sketch">Sketch of its main text.</param>
    /// <returns>The page that it repeats; null where it was added.</returns>
    public Duplicate? FindOrAdd(long page, PageSketch sketch)
    {
        if (Find(sketch) is { } duplicate)
            return duplicate;
        _exact[Key(sketch)] = page;
        if (sketch.Words < FewestWords || _pages.Count >= _capacity)
            return null;
        int number = _pages.Count;
        _pages.Add(page);
        _sketches.Add(sketch.BinValues.ToArray());
        foreach (BandTable band in _bands)
            band.Add(number);
        return null;
    }

    private static UInt128 Key(PageSketch sketch) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(sketch.Digest);
}
