using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Matching;

public sealed class SeveralWorksTests
{
    private const string Passage = "the quick brown fox jumps over the lazy dog and runs away";
    private static readonly string Output = $"he wrote {Passage} which was not new";

    [Fact]
    public void A_passage_of_several_works_is_one_match_that_lists_them_earliest_first()
    {
        Match match = Assert.Single(Scan(
            Holding("late", "1999"), Holding("undated", null), Holding("early", "1851-10"),
            Holding("later that year", "1851-11-02"),
            Holding("same day b", "1900"), Holding("same day a", "1900"),
            Catalogs.Work("other", "nothing of that kind stands in here", "1700")));
        Assert.Equal("early", match.Source.WorkId);
        Assert.Equal(["later that year", "same day a", "same day b", "late", "undated"], match.AlsoIn.Select(s => s.WorkId));
        Assert.All(Catalogs.Sources(match), s => Assert.Equal(Passage, s.Output.Of(Output)));
    }

    [Fact]
    public void A_work_that_holds_only_a_part_is_not_named_though_it_is_earlier()
    {
        Match match = Assert.Single(
            Scan(Holding("whole", "2000"), Catalogs.Work("part", "a fox jumps over the lazy dog and runs off", "1800")));
        Assert.Equal("whole", match.Source.WorkId);
        Assert.Equal(["part"], match.AlsoIn.Select(s => s.WorkId));
    }

    [Fact]
    public void Passages_of_different_works_are_matches_in_the_order_of_the_output()
    {
        var random = new Random(3);
        string[] one = Catalogs.RandomWords(random, 300, "a"), other = Catalogs.RandomWords(random, 300, "b");
        using var index = new InMemoryPassageIndex(
            [Catalogs.Work("one", string.Join(' ', one)), Catalogs.Work("other", string.Join(' ', other))]);
        IReadOnlyList<Match> matches = Catalogs.Scan(
            index, string.Join(' ', [.. other[40..60], .. one[200..230], .. other[5..15]]));
        Assert.Equal([("other", 20), ("one", 30), ("other", 10)], matches.Select(m => (m.Source.WorkId, m.Words)));
    }

    [Fact]
    public void A_passage_that_a_work_repeats_is_one_match()
    {
        Match match = Assert.Single(Scan(Catalogs.Work("w", $"{Passage} said one and {Passage} said another")));
        Assert.Empty(match.AlsoIn);
    }

    private static WorkText Holding(string id, string? published) =>
        Catalogs.Work(id, $"In the book of {id} it is said that {Passage} of {id} as all know.", published);

    private static IReadOnlyList<Match> Scan(params WorkText[] works)
    {
        using var index = new InMemoryPassageIndex(works);
        return Catalogs.Scan(index, Output);
    }
}
