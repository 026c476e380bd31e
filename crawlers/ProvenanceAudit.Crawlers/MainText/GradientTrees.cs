using System.Buffers.Binary;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>
/// A sum of decision trees, as gradient boosting learns them (Friedman, "Greedy function approximation", Annals of Statistics 2001): each leaf adds
/// to the log odds. The file is little-endian: features, trees; for each tree its nodes; for each node a feature (or -1 at a leaf), a threshold or
/// value, and the number of the node for greater values; the one for values up to the threshold is the next.
/// </summary>
internal sealed class GradientTrees
{
    private readonly short[] _feature;
    private readonly float[] _value;
    private readonly int[] _greater;
    private readonly int[] _roots;

    private GradientTrees(int nodes, int trees)
    {
        _feature = new short[nodes];
        _value = new float[nodes];
        _greater = new int[nodes];
        _roots = new int[trees];
    }

    /// <summary>Features that it was learnt on.</summary>
    public int Features { get; private init; }

    /// <summary>Reads a model.</summary>
    public static GradientTrees Read(ReadOnlySpan<byte> file)
    {
        int features = BinaryPrimitives.ReadInt32LittleEndian(file);
        int trees = BinaryPrimitives.ReadInt32LittleEndian(file[4..]);
        int nodes = BinaryPrimitives.ReadInt32LittleEndian(file[8..]);
        var model = new GradientTrees(nodes, trees) { Features = features };
        ReadOnlySpan<byte> rest = file[12..];
        for (int i = 0; i < trees; i++, rest = rest[4..])
            model._roots[i] = BinaryPrimitives.ReadInt32LittleEndian(rest);
        for (int i = 0; i < nodes; i++, rest = rest[10..])
        {
            model._feature[i] = BinaryPrimitives.ReadInt16LittleEndian(rest);
            model._value[i] = BinaryPrimitives.ReadSingleLittleEndian(rest[2..]);
            model._greater[i] = BinaryPrimitives.ReadInt32LittleEndian(rest[6..]);
        }
        return model;
    }

    /// <summary>Log odds of a block.</summary>
    public double LogOdds(ReadOnlySpan<float> features)
    {
        double sum = 0;
        foreach (int root in _roots)
        {
            int node = root;
            while (_feature[node] >= 0)
                node = features[_feature[node]] <= _value[node] ? node + 1 : _greater[node];
            sum += _value[node];
        }
        return sum;
    }
}
