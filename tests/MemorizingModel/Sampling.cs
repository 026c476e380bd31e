namespace MemorizingModel;

/// <summary>Chooses a token from probabilities.</summary>
internal static class Sampling
{
    public static int Choose(double[] probabilities, double temperature, double topP, Random random)
    {
        if (temperature <= 0)
            return MostLikely(probabilities);
        double[] weights = temperature == 1 ? probabilities
            : Array.ConvertAll(probabilities, p => p == 0 ? 0 : Math.Pow(p, 1 / temperature));
        return topP < 1 ? Draw(Nucleus(weights, topP), random) : Draw(weights, random);
    }

    private static int MostLikely(double[] probabilities)
    {
        int best = 0;
        for (int token = 1; token < probabilities.Length; token++)
        {
            if (probabilities[token] > probabilities[best])
                best = token;
        }
        return best;
    }

    /// <summary>The fewest tokens that hold this share of all weight (Holtzman et al. 2020).</summary>
    private static double[] Nucleus(double[] weights, double topP)
    {
        double[] kept = new double[weights.Length];
        double wanted = topP * weights.Sum(), held = 0;
        foreach (int token in Enumerable.Range(0, weights.Length).OrderByDescending(t => weights[t]))
        {
            kept[token] = weights[token];
            held += weights[token];
            if (held >= wanted)
                break;
        }
        return kept;
    }

    private static int Draw(double[] weights, Random random)
    {
        double left = random.NextDouble() * weights.Sum();
        int last = 0;
        for (int token = 0; token < weights.Length; token++)
        {
            if (weights[token] == 0)
                continue;
            last = token;
            left -= weights[token];
            if (left < 0)
                break;
        }
        return last;
    }
}
