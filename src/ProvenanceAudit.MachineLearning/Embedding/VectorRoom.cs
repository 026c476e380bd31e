using System.Numerics.Tensors;

namespace ProvenanceAudit.MachineLearning.Embedding;

/// <summary>What every embedder does with the room for its vectors.</summary>
internal static class VectorRoom
{
    /// <summary>Checks that there is exactly the room that is needed.</summary>
    /// <exception cref="ArgumentException">There is not.</exception>
    public static void Check(int texts, int dimensions, int room)
    {
        if (room != (long)texts * dimensions)
            throw new ArgumentException($"{texts:N0} vectors of {dimensions:N0} numbers need room for {(long)texts * dimensions:N0}; there is room for {room:N0}");
    }

    /// <summary>Gives a vector the length 1; one that has no direction becomes zero.</summary>
    public static void Normalise(Span<float> vector)
    {
        float length = TensorPrimitives.Norm(vector);
        if (float.IsFinite(length) && length > 0)
            TensorPrimitives.Divide(vector, length, vector);
        else
            vector.Clear();
    }
}
