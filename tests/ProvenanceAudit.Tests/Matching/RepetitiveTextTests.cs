using ProvenanceAudit.Matching;
using ProvenanceAudit.Tests.Text;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>
/// Texts made to cost the square of their length. The time-out is generous; without limits these would run for hours.
/// </summary>
public sealed class RepetitiveTextTests
{
    private const int TimeoutMilliseconds = 60_000;

    public static TheoryData<string, int, string, int> Texts => new()
    {
        { "the ", 200_000, "the ", 200_000 },
        { "the ", 200_000, "the ", 1_000 },
        { "the ", 1_000, "the ", 200_000 },
        { "the ", 3_000, "the ", 3_000 },
        { "ha ho ", 100_000, "ha ho ", 100_000 },
        { "one two three four five six seven eight nine ten eleven ", 8_000,
            "one two three four five six seven eight nine ten eleven ", 8_000 },
        { "the the the the the the the the the the x ", 6_000, "the the the the the the the the the the y ", 6_000 },
        { "the the the the the the the the the the x ", 300, "the the the the the the the the the the y ", 300 },
    };

    [Theory(Timeout = TimeoutMilliseconds)]
    [MemberData(nameof(Texts))]
    public async Task Texts_that_repeat_one_phrase_are_matched_quickly_and_nearly_whole(
        string outputPhrase, int outputTimes, string workPhrase, int workTimes)
    {
        string output = string.Concat(Enumerable.Repeat(outputPhrase, outputTimes));
        string work = string.Concat(Enumerable.Repeat(workPhrase, workTimes));
        (IReadOnlyList<Match> matches, long allocated) = await Task.Run(() =>
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            IReadOnlyList<Match> found = Catalogs.Scan(work, output);
            return (found, GC.GetAllocatedBytesForCurrentThread() - start);
        }, TestContext.Current.CancellationToken);

        int covered = matches.SelectMany(m => Enumerable.Range(m.Output.Start, m.Output.Length)).Distinct().Count();
        Assert.True(covered >= 0.9 * output.Length, $"{covered} of {output.Length} characters");
        // Two texts of 200,000 words, their hashes, spans and fingerprints, and some million seeds.
        Assert.InRange(allocated, 0, 600_000_000);
        foreach (Match match in matches.Take(3))
            AlignmentRules.Check(match, output, _ => work);
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task A_book_of_one_repeated_page_is_matched_quickly()
    {
        string page = string.Join(' ', Catalogs.RandomWords(new Random(1), 1000, "w")) + " ";
        string book = string.Concat(Enumerable.Repeat(page, 150));
        IReadOnlyList<Match> matches = await Task.Run(() => Catalogs.Scan(book, book), TestContext.Current.CancellationToken);
        Assert.True(matches[0].Words >= 149_000);
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task A_phrase_in_hundreds_of_works_is_one_match_that_lists_all_quickly()
    {
        string phrase = "all rights reserved no part of this publication may be reproduced";
        var random = new Random(4);
        using var index = new InMemoryPassageIndex(Enumerable.Range(0, 500).Select(i =>
            Catalogs.Work($"w{i}", string.Join(
                ' ', [.. Catalogs.RandomWords(random, 20, "a"), phrase, .. Catalogs.RandomWords(random, 20, "b")]))));
        string output = string.Concat(Enumerable.Repeat("said that " + phrase + " and so on ", 20));
        IReadOnlyList<Match> matches = await Task.Run(() => Catalogs.Scan(index, output), TestContext.Current.CancellationToken);
        Assert.Equal(20, matches.Count);
        Assert.All(matches, m => Assert.Equal(phrase, m.Output.Of(output)));
        Assert.All(matches, m => Assert.Equal(499, m.AlsoIn.Count));
    }
}
