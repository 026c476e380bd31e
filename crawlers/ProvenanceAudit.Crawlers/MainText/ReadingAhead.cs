namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>Does work on several threads and gives its results in the order of what it was done to.</summary>
internal static class ReadingAhead
{
    /// <summary>Does the work, as far ahead of who takes the results as there are threads, so that few are in memory.</summary>
    /// <param name="source">What it is done to; read on the thread that takes the results.</param>
    /// <param name="threads">How many at once; 1 or more.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Stops waiting for results.</param>
    public static IEnumerable<TResult> InOrder<T, TResult>(
        this IEnumerable<T> source, int threads, Func<T, TResult> work, CancellationToken cancellation)
    {
        var ahead = new Queue<Task<TResult>>();
        foreach (T one in source)
        {
            ahead.Enqueue(Task.Run(() => work(one), cancellation));
            // One more than the threads, so that none waits while the result in front is taken.
            if (ahead.Count > threads)
                yield return ahead.Dequeue().WaitAsync(cancellation).GetAwaiter().GetResult();
        }
        while (ahead.TryDequeue(out Task<TResult>? last))
            yield return last.WaitAsync(cancellation).GetAwaiter().GetResult();
    }
}
