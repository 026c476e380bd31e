using System.Runtime.ExceptionServices;

namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>
/// Runs work that may never come to an end on a thread of its own, which is left to itself where no step of it ends in time: no file may hold
/// up those after it. The thread's stack has room for what the library nests.
/// </summary>
internal sealed class PatientThread(TimeSpan patience)
{
    private const int StackBytes = 16 << 20;

    private long _steps;
    private volatile bool _isLeft;

    /// <summary>Says that a step of the work ended.</summary>
    /// <exception cref="TimeoutException">It was too late: nobody waits any more.</exception>
    public void Step()
    {
        Interlocked.Increment(ref _steps);
        if (_isLeft)
            throw new TimeoutException();
    }

    /// <summary>Does work, and gives what it gives or throws what it throws.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="TimeoutException">No step of it ended in the time that there is for one.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public T Run<T>(Func<T> work, CancellationToken cancellation)
    {
        T result = default!;
        ExceptionDispatchInfo? thrown = null;
        // Not disposed of: a thread that was left sets it when nobody knows of it any more.
        var done = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                // On a thread of its own it would end the process; it is thrown again where the work was asked for.
                thrown = ExceptionDispatchInfo.Capture(e);
            }
            done.Set();
        }, StackBytes)
        {
            IsBackground = true,
            Name = "reads a PDF",
        };
        thread.Start();
        long before = -1;
        try
        {
            while (!done.Wait(patience, cancellation))
            {
                long steps = Interlocked.Read(ref _steps);
                if (steps == before)
                    throw new TimeoutException();
                before = steps;
            }
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            _isLeft = true;
            throw;
        }
        thrown?.Throw();
        return result;
    }
}
