using MemorizingModel;

namespace ProvenanceAudit.Endpoints.Tests;

/// <summary>The model of the tests is itself a model: what it says is learnt.</summary>
public sealed class MemorizingModelTests
{
    [Theory]
    [InlineData("")]
    [InlineData("And it came to pass")]
    [InlineData("words that nobody wrote")]
    public void Probabilities_sum_to_one(string context)
    {
        double[] probabilities = Samples.Model.NextAfter(context);
        Assert.Equal(1, probabilities.Sum(), 1e-9);
        Assert.All(probabilities, p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public void A_short_text_is_recited_to_its_end()
    {
        const string Text = "one two three four five six seven eight nine ten";
        var model = new NgramModel([Text]);
        Assert.Equal(" four five six seven eight nine ten",
            string.Concat(model.Generate("one two three", 0, 1, new Random(1)).Select(t => model.TextOf(t.Token))));
    }

    [Fact]
    public void A_seed_gives_the_same_words_again_and_another_seed_others()
    {
        string Say(int seed) => string.Concat(
            Samples.Model.Generate("And it came to pass", 1, 0.95, new Random(seed)).Take(50)
                .Select(t => Samples.Model.TextOf(t.Token)));
        Assert.Equal(Say(1), Say(1));
        Assert.NotEqual(Say(1), Say(2));
    }
}
