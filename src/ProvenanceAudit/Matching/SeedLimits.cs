namespace ProvenanceAudit.Matching;

/// <summary>
/// How many seeds one output may have, the same in every index. Ordinary texts never meet these limits; a text that repeats one
/// phrase a hundred thousand times would otherwise have as many seeds as the square of that.
/// </summary>
public static class SeedLimits
{
    /// <summary>
    /// Places of one k-gram that are given for one place in the output. Beyond this many a k-gram tells nothing.
    /// </summary>
    public const int Places = 2048;

    /// <summary>
    /// Seeds of one output: a million, 20 MB, and eight for each of its k-grams, so that a whole book in eight editions loses
    /// none.
    /// </summary>
    public static int Seeds(int kgrams) => (int)Math.Min(int.MaxValue, (1 << 20) + 8L * kgrams);

    /// <summary>
    /// The limit on places to try when a larger one gave too many seeds. The least, 2, gives at most two for each k-gram, which
    /// <see cref="Seeds"/> always allows.
    /// </summary>
    public static int Fewer(int places) => Math.Max(2, places / 4);
}
