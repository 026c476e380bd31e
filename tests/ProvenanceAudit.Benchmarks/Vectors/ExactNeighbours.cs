using System.Numerics.Tensors;

namespace ProvenanceAudit.Benchmarks.Vectors;

/// <summary>Neighbours by the vectors as they are, none of them shortened.</summary>
internal static class ExactNeighbours
{
    /// <summary>The nearest rows of each query.</summary>
    public static HashSet<long>[] Of(float[] rows, float[] queries, int dimensions, int count)
    {
        var neighbours = new HashSet<long>[queries.Length / dimensions];
        Parallel.For(0, neighbours.Length, query =>
        {
            ReadOnlySpan<float> vector = queries.AsSpan(query * dimensions, dimensions);
            var nearest = new PriorityQueue<long, float>();
            for (int row = 0; row < rows.Length / dimensions; row++)
            {
                float similarity = TensorPrimitives.Dot(vector, rows.AsSpan(row * dimensions, dimensions));
                if (nearest.Count < count)
                    nearest.Enqueue(row, similarity);
                else
                    _ = nearest.EnqueueDequeue(row, similarity);
            }
            neighbours[query] = [.. nearest.UnorderedItems.Select(item => item.Element)];
        });
        return neighbours;
    }
}
