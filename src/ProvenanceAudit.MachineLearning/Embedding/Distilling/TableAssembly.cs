using ProvenanceAudit.MachineLearning.Embedding.Static;

namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>Makes a static table of the vectors of its tokens.</summary>
internal static class TableAssembly
{
    /// <summary>Rounds the vectors; tokens whose vector is zero get no row.</summary>
    public static StaticTable Assemble(float[] vectors, int dimensions, StaticTableHeader header, Tokens.TokeniserSource tokeniser)
    {
        int[] rows = new int[vectors.Length / dimensions];
        var factors = new List<float>();
        sbyte[] values = new sbyte[vectors.Length];
        for (int token = 0; token < rows.Length; token++)
        {
            float factor = Quantising.Round(vectors.AsSpan(token * dimensions, dimensions), values.AsSpan(factors.Count * dimensions, dimensions));
            rows[token] = factor > 0 ? factors.Count : -1;
            if (factor > 0)
                factors.Add(factor);
        }
        return new StaticTable
        {
            Header = header with { Dimensions = dimensions, Tokens = rows.Length, Rows = factors.Count },
            Tokeniser = tokeniser,
            Rows = rows,
            Factors = [.. factors],
            Values = values[..(factors.Count * dimensions)],
        };
    }
}
