using CsCheck;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Tests.Text;

namespace ProvenanceAudit.Tests.Models.Probes;

public sealed class ExtractionTests
{
    [Theory]
    [InlineData("", 0, 0, false)]
    [InlineData("It was the best of times", 6, 6, true)]
    [InlineData("IT was --\nthe “best” of times, and more", 6, 6, true)]
    [InlineData("Sure! It was the best of times.", 0, 6, true)]
    [InlineData("It was the worst of times", 3, 3, false)]
    [InlineData("the best of times it was", 0, 4, false)]
    public void An_answer_is_measured_by_its_words(string answer, int leading, int longest, bool extracted)
    {
        ContinuationOverlap overlap = ContinuationOverlap.Of(answer, "It was the best of times");
        Assert.Equal(new ContinuationOverlap(6, leading, longest), overlap);
        Assert.Equal(extracted, overlap.IsExtracted);
    }

    [Fact]
    public void Nothing_is_extracted_of_a_target_without_words() => Assert.False(ContinuationOverlap.Of("…", "!?").IsExtracted);

    [Fact]
    public void The_longest_run_is_the_longest_common_substring_of_the_words() =>
        Gen.Select(Gen.Int[0, 2].Array[0, 12], Gen.Int[0, 2].Array[0, 12]).Sample((a, b) =>
        {
            int longest = 0;
            for (int i = 0; i < a.Length; i++)
            {
                for (int j = 0; j < b.Length; j++)
                    longest = Math.Max(longest, a.AsSpan(i).CommonPrefixLength(b.AsSpan(j)));
            }
            Assert.Equal(longest, ContinuationOverlap.Of(string.Join(' ', a), string.Join(' ', b)).LongestRun);
        });

    [Fact]
    public void A_text_that_has_words_is_extracted_by_itself() => NastyTexts.Gen.Sample(text =>
        Assert.Equal(Words.Of(text).Count > 0, ContinuationOverlap.Of(text, text).IsExtracted));

    [Fact]
    public void The_chance_of_n_answers_is_that_of_independent_trials() =>
        Gen.Select(Gen.Double[0, 1], Gen.Int[1, 50]).Sample((q, n) =>
            Assert.Equal(1 - Math.Pow(1 - q, n), ExtractionProbability.InAnyOf(q, n), 1e-12));

    [Fact]
    public void The_answers_needed_are_the_least_that_reach_the_probability() =>
        Gen.Select(Gen.Double[1e-6, 1], Gen.Double[0.01, 0.99]).Sample((q, p) =>
        {
            long n = (long)ExtractionProbability.AnswersNeeded(q, p)!.Value;
            Assert.True(ExtractionProbability.InAnyOf(q, n) >= p - 1e-12);
            Assert.True(n == 1 || ExtractionProbability.InAnyOf(q, n - 1) < p + 1e-12);
        });

    [Fact]
    public void What_was_never_said_needs_more_answers_than_there_are() =>
        Assert.Null(ExtractionProbability.AnswersNeeded(0, 0.5));

    [Theory]
    [InlineData(1, 1, 0.05)]
    [InlineData(10, 10, 0.741134)]
    [InlineData(5, 10, 0.222441)]
    [InlineData(1, 100, 0.000512801)]
    [InlineData(0, 7, 0)]
    public void The_lower_bound_is_that_of_Clopper_and_Pearson(int extracted, int samples, double bound) =>
        Assert.Equal(bound, ExtractionProbability.LowerBound(extracted, samples), 1e-6);

    [Fact]
    public void The_lower_bound_is_below_the_estimate_and_rises_with_it() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 199]).Where((all, said) => said < all).Sample((samples, extracted) =>
        {
            double bound = ExtractionProbability.LowerBound(extracted, samples);
            Assert.InRange(bound, 0, ExtractionProbability.Estimate(extracted, samples));
            Assert.True(ExtractionProbability.LowerBound(extracted + 1, samples) > bound);
        });
}
