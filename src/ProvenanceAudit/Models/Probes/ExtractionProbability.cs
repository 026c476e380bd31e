namespace ProvenanceAudit.Models.Probes;

/// <summary>
/// (n, p)-discoverable extraction: a target is so extractable when, of n answers sampled to its prefix, at least one says it
/// with probability p or more, which is 1 - (1 - q)^n >= p with q the probability that a single answer says it. Hayes,
/// Swanberg, Chaudhari, Yona, Shumailov, Nasr, Choquette-Choo, Lee, Cooper, "Measuring memorization in language models via
/// probabilistic extraction" (NAACL 2025, arXiv 2410.19482). q is estimated here from the samples of one probe.
/// </summary>
public static class ExtractionProbability
{
    /// <summary>Probability that at least one of n answers says the target.</summary>
    /// <param name="q">The probability that one answer does, 0 to 1.</param>
    /// <param name="n">Number of answers, from 1.</param>
    public static double InAnyOf(double q, long n)
    {
        CheckProbability(q, nameof(q));
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        // Exact for small q too, where 1 - (1 - q)^n would lose its digits.
        return q >= 1 ? 1 : -double.ExpM1(n * double.LogP1(-q));
    }

    /// <summary>The least n at which the target is (n, p)-discoverable; null when none is, which is where q is 0.</summary>
    /// <param name="q">The probability that one answer says the target, 0 to 1.</param>
    /// <param name="p">The probability wanted, above 0 and below 1.</param>
    public static double? AnswersNeeded(double q, double p)
    {
        CheckProbability(q, nameof(q));
        if (!(p is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "must be above 0 and below 1");
        return q switch
        {
            0 => null,
            1 => 1,
            _ => Math.Max(1, Math.Ceiling(double.LogP1(-p) / double.LogP1(-q))),
        };
    }

    /// <summary>The estimate of q: the share of samples that say the target.</summary>
    /// <param name="extracted">Samples that do, 0 to <paramref name="samples"/>.</param>
    /// <param name="samples">Samples of the probe, from 1.</param>
    public static double Estimate(int extracted, int samples)
    {
        CheckCounts(extracted, samples);
        return (double)extracted / samples;
    }

    /// <summary>
    /// What q is at least, at a level of confidence: the lower bound of Clopper and Pearson (1934), exact for any number of
    /// samples.
    /// </summary>
    /// <param name="extracted">Samples that say the target, 0 to <paramref name="samples"/>.</param>
    /// <param name="samples">Samples of the probe, from 1.</param>
    /// <param name="confidence">Probability that the bound holds, above 0 and below 1.</param>
    public static double LowerBound(int extracted, int samples, double confidence = 0.95)
    {
        CheckCounts(extracted, samples);
        if (!(confidence is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "must be above 0 and below 1");
        if (extracted == 0)
            return 0;
        // The q at which so many extractions or more have just the probability 1 - confidence; the tail rises with q.
        double low = 0, high = 1;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Tail(extracted, samples, middle) < 1 - confidence ? (middle, high) : (low, middle);
        }
        return low;
    }

    /// <summary>Probability of at least so many successes in n trials of probability q each, 0 &lt; q &lt; 1.</summary>
    private static double Tail(int successes, int n, double q)
    {
        // Term by term from the first, in logarithms: they underflow before they matter.
        double logarithm = 0;
        for (int i = 0; i < successes; i++)
            logarithm += Math.Log((double)(n - i) / (successes - i));
        logarithm += successes * Math.Log(q) + (n - successes) * double.LogP1(-q);
        double sum = 0;
        for (int k = successes; k <= n; k++)
        {
            sum += Math.Exp(logarithm);
            logarithm += Math.Log((double)(n - k) / (k + 1)) + Math.Log(q) - double.LogP1(-q);
        }
        return sum;
    }

    private static void CheckProbability(double value, string name)
    {
        if (!(value is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, value, "must be 0 to 1");
    }

    private static void CheckCounts(int extracted, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(extracted);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(extracted, samples);
    }
}
