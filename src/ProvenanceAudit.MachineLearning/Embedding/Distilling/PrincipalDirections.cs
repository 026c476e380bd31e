using System.Numerics.Tensors;

namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>The directions in which vectors vary most: eigenvectors of the matrix of their products, by Jacobi's rotations.</summary>
internal static class PrincipalDirections
{
    private const int MostSweeps = 30;

    /// <summary>Finds the strongest directions, not centred, so that cosines between vectors stay as near as they can.</summary>
    /// <param name="vectors">Vectors, row after row.</param>
    /// <param name="dimensions">Numbers in a vector.</param>
    /// <param name="count">Directions wanted, at most <paramref name="dimensions"/>.</param>
    /// <returns>Directions of length 1, row after row, strongest first.</returns>
    public static float[] Find(ReadOnlySpan<float> vectors, int dimensions, int count)
    {
        double[][] matrix = Products(vectors, dimensions);
        double[][] directions = Diagonalise(matrix);
        int[] order = [.. Enumerable.Range(0, dimensions).OrderByDescending(i => matrix[i][i]).Take(count)];
        float[] found = new float[count * dimensions];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < dimensions; j++)
                found[(i * dimensions) + j] = (float)directions[order[i]][j];
        }
        return found;
    }

    /// <summary>Coordinates of a vector along directions.</summary>
    public static void Project(ReadOnlySpan<float> directions, ReadOnlySpan<float> vector, Span<float> coordinates)
    {
        for (int i = 0; i < coordinates.Length; i++)
            coordinates[i] = TensorPrimitives.Dot(directions.Slice(i * vector.Length, vector.Length), vector);
    }

    private static double[][] Products(ReadOnlySpan<float> vectors, int dimensions)
    {
        double[][] sums = [.. Enumerable.Range(0, dimensions).Select(_ => new double[dimensions])];
        double[] row = new double[dimensions], scaled = new double[dimensions];
        for (int at = 0; at < vectors.Length; at += dimensions)
        {
            TensorPrimitives.ConvertChecked(vectors.Slice(at, dimensions), row.AsSpan());
            for (int i = 0; i < dimensions; i++)
                TensorPrimitives.MultiplyAdd(row.AsSpan(0, i + 1), row[i], sums[i].AsSpan(0, i + 1), sums[i].AsSpan(0, i + 1));
        }
        for (int i = 0; i < dimensions; i++)
        {
            for (int j = 0; j < i; j++)
                sums[j][i] = sums[i][j];
        }
        return sums;
    }

    /// <summary>Makes a symmetric matrix diagonal, in place, and gives the eigenvectors as rows.</summary>
    private static double[][] Diagonalise(double[][] a)
    {
        int n = a.Length;
        double[][] v = [.. Enumerable.Range(0, n).Select(i => { double[] row = new double[n]; row[i] = 1; return row; })];
        double trace = 0;
        for (int i = 0; i < n; i++)
            trace += Math.Abs(a[i][i]);
        double negligible = 1e-12 * trace / n;
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            int rotations = 0;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    if (Math.Abs(a[p][q]) <= negligible)
                        continue;
                    Rotate(a, v, p, q);
                    rotations++;
                }
            }
            if (rotations == 0)
                break;
        }
        return v;
    }

    private static void Rotate(double[][] a, double[][] v, int p, int q)
    {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.Sign(theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        if (theta == 0)
            t = 1;
        double c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
        Turn(a[p], a[q], c, s);
        foreach (double[] row in a)
            (row[p], row[q]) = ((c * row[p]) - (s * row[q]), (s * row[p]) + (c * row[q]));
        Turn(v[p], v[q], c, s);
    }

    private static void Turn(double[] p, double[] q, double c, double s)
    {
        for (int k = 0; k < p.Length; k++)
            (p[k], q[k]) = ((c * p[k]) - (s * q[k]), (s * p[k]) + (c * q[k]));
    }
}
