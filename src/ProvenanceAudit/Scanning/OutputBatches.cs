using ProvenanceAudit.Models;

namespace ProvenanceAudit.Scanning;

/// <summary>Deals one stream of outputs to many threads, a numbered batch at a time.</summary>
internal sealed class OutputBatches(IEnumerable<ModelOutput> outputs, int maximumOutputs, int maximumCharacters) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IEnumerator<ModelOutput> _outputs = outputs.GetEnumerator();
    private long _number;
    private bool _ended;

    /// <summary>Takes the next batch; false at the end of the stream, or after it failed on another thread.</summary>
    public bool TryTake(out long number, out List<ModelOutput> batch)
    {
        batch = [];
        lock (_lock)
        {
            number = _number++;
            int characters = 0;
            while (!_ended && batch.Count < maximumOutputs && characters < maximumCharacters)
            {
                // If reading throws, the stream has ended for the other threads.
                _ended = true;
                if (!_outputs.MoveNext())
                    break;
                _ended = false;
                batch.Add(_outputs.Current);
                characters += _outputs.Current.Text.Length;
            }
            return batch.Count > 0;
        }
    }

    /// <summary>Lets every thread find the stream at its end.</summary>
    public void End()
    {
        lock (_lock)
            _ended = true;
    }

    /// <inheritdoc/>
    public void Dispose() => _outputs.Dispose();
}
