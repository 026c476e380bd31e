using CsCheck;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Scanning;

public sealed class FindingEvidenceTests
{
    [Fact]
    public void Words_that_the_prompt_contained_are_not_copied()
    {
        FindingEvidence evidence = Of(new ModelOutput { Id = "a", Text = Words("w", 30, 60), Prompt = $"What is «{Words("W", 30, 60).Replace(" ", ",\n")}»?" });

        Assert.Equal((0, 0L, 0), (evidence.LongestRun, evidence.CopiedWords, evidence.Passages));
        Assert.Equal((1.0, double.PositiveInfinity, 0.0), (evidence.PromptShare, evidence.SmallestEValue, evidence.Significance));
    }

    [Fact]
    public void Of_a_passage_that_the_prompt_began_what_follows_counts()
    {
        FindingEvidence evidence = Of(new ModelOutput { Id = "a", Text = Words("w", 30, 60), Prompt = "Go on: " + Words("w", 20, 40) });

        Assert.Equal((20, 20L, 1), (evidence.LongestRun, evidence.CopiedWords, evidence.Passages));
        Assert.Equal(1.0 / 3, evidence.PromptShare!.Value, 12);
        Assert.True(evidence.Significance > 0);
    }

    [Fact]
    public void Words_that_stand_in_the_prompt_in_another_order_are_the_models_own()
    {
        string scattered = string.Join(' ', Words("w", 30, 60).Split(' ').Reverse());
        FindingEvidence evidence = Of(new ModelOutput { Id = "a", Text = Words("w", 30, 60), Prompt = scattered });

        Assert.Equal((30, 0.0), (evidence.LongestRun, evidence.PromptShare));
    }

    [Fact]
    public void A_letter_sequence_within_other_words_of_the_prompt_is_not_the_passage()
    {
        FindingEvidence evidence = Of(new ModelOutput { Id = "a", Text = Words("w", 30, 60), Prompt = Words("w", 30, 60).Replace(" ", "") });
        Assert.Equal(0.0, evidence.PromptShare);
    }

    [Fact]
    public void Whether_the_prompt_contained_the_words_is_unknown_where_no_prompt_was_kept() =>
        Assert.Null(Of(new ModelOutput { Id = "a", Text = Words("w", 30, 60) }).PromptShare);

    [Fact]
    public void A_passage_that_three_outputs_recite_is_one_passage_repeated_three_times()
    {
        FindingEvidence evidence = Of([.. "abc".Select(id => new ModelOutput { Id = $"{id}", Text = Words("w", 30, 60) })]);

        Assert.Equal((3, 3, 1, 30L), (evidence.Repetitions, evidence.Outputs, evidence.Passages, evidence.CopiedWords));
    }

    [Fact]
    public void A_passage_twice_in_one_output_is_not_repeated_over_outputs()
    {
        FindingEvidence evidence = Of(new ModelOutput { Id = "a", Text = $"{Words("w", 30, 60)} {Words("o", 0, 40)} {Words("w", 30, 60)}" });
        Assert.Equal((1, 1, 1, 30L), (evidence.Repetitions, evidence.Outputs, evidence.Passages, evidence.CopiedWords));
    }

    [Fact]
    public void Passages_at_two_places_add_up_and_overlapping_ones_are_counted_once()
    {
        FindingEvidence evidence = Of(
            new ModelOutput { Id = "a", Text = Words("w", 10, 30) }, new ModelOutput { Id = "b", Text = Words("w", 20, 40) },
            new ModelOutput { Id = "c", Text = Words("w", 80, 100) });

        Assert.Equal((2, 2, 20), (evidence.Passages, evidence.Repetitions, evidence.LongestRun));
        Assert.Equal(50, evidence.CopiedWords);
        Assert.True(evidence.Significance > -Math.Log10(evidence.SmallestEValue));
    }

    [Fact]
    public void Quoted_words_are_a_share_of_all()
    {
        FindingEvidence evidence = Of(
            new ModelOutput { Id = "a", Text = $"It says “{Words("w", 10, 30)}”." }, new ModelOutput { Id = "b", Text = Words("w", 40, 60) });
        Assert.Equal(0.5, evidence.QuotedShare);
    }

    [Theory]
    [InlineData("Maria Smith", null, null, 1.0, 0.0)]
    [InlineData("Maria Smith", "public domain", null, 1.0, 1.0)]
    [InlineData("Maria Smith", "https://creativecommons.org/publicdomain/zero/1.0/", null, 1.0, 1.0)]
    [InlineData("Maria Smith", "All rights reserved", "1870-05", 1.0, 1.0)]
    [InlineData("Maria Smith", "All rights reserved", "1910", 1.0, 0.0)]
    [InlineData("Brown, John, 1850-1900", "public domain", null, 0.0, 0.0)]
    [InlineData("J. Brown", null, null, 0.0, 0.0)]
    public void What_works_of_other_authors_hold_is_told_from_editions(string other, string? licence, string? published, double shared, double isPublic)
    {
        WorkText[] catalog =
        [
            Work("w", Words("w", 0, 200), "John Brown"),
            new(new Work { Id = "v", Title = "Another", Contributors = [other], Licence = licence, Published = published }, $"{Words("v", 0, 90)} {Words("w", 30, 60)} {Words("u", 0, 90)}"),
        ];
        FindingEvidence evidence = Gather(catalog, [new ModelOutput { Id = "a", Text = Words("w", 30, 60) }], EvidenceScope.EveryWork)["w"];

        Assert.Equal((shared, isPublic, shared > 0 ? 1 : 0), (evidence.SharedShare, evidence.PublicSourceShare, evidence.OtherWorks));
        Assert.Equal(shared > 0, double.IsInfinity(evidence.SmallestEValue));
    }

    [Fact]
    public void Works_without_contributors_are_kin_by_their_title()
    {
        WorkText[] catalog = [Work("w", Words("w", 0, 200)), Work("v", $"{Words("v", 0, 90)} {Words("w", 30, 60)}")];
        catalog[1] = catalog[1] with { Work = catalog[1].Work with { Title = catalog[0].Work.Title } };
        Assert.All(Gather(catalog, [new ModelOutput { Id = "a", Text = Words("w", 30, 60) }], EvidenceScope.EveryWork).Values, e => Assert.Equal(0, e.SharedShare));
    }

    [Fact]
    public void A_passage_in_several_works_is_evidence_on_its_source_or_on_each()
    {
        WorkText[] catalog = [Work("w", Words("w", 0, 200)), Work("v", $"{Words("v", 0, 90)} {Words("w", 30, 60)} {Words("u", 0, 90)}")];
        ModelOutput[] outputs = [new ModelOutput { Id = "a", Text = Words("w", 30, 60) }];

        Assert.Single(Gather(catalog, outputs));
        Assert.Equal(["v", "w"], Gather(catalog, outputs, EvidenceScope.EveryWork).Keys.Order());
    }

    [Fact]
    public void Insignificant_matches_can_be_left_out()
    {
        ScanResult scan = Scan([Work("w", Words("w", 0, 200))], [new ModelOutput { Id = "a", Text = Words("w", 30, 60) }], out InMemoryPassageIndex index);
        ScanResult doubtful = scan with { Outputs = [.. scan.Outputs.Select(o => o with { Matches = [.. o.Matches.Select(m => m with { Significant = false })] })] };

        Assert.Empty(FindingEvidence.Of(doubtful, index, Day, EvidenceScope.Significant));
        Assert.Single(FindingEvidence.Of(doubtful, index, Day));
    }

    [Fact]
    public void The_order_of_outputs_makes_no_difference() =>
        Gen.Select(Gen.Int[0, 150], Gen.Int[10, 40], Gen.Bool).Array[1, 8].Sample(pieces =>
        {
            ModelOutput[] outputs = [.. pieces.Select((p, i) => new ModelOutput
            {
                Id = $"{i}",
                Text = $"{Words("o", i, i + 5)} {Words("w", p.Item1, p.Item1 + p.Item2)}",
                Prompt = p.Item3 ? Words("w", p.Item1, p.Item1 + 8) : null,
            })];
            FindingEvidence forwards = Of(outputs), backwards = Of([.. outputs.Reverse()]);
            Assert.Equal(forwards with { Identity = 0, Significance = 0 }, backwards with { Identity = 0, Significance = 0 });
            Assert.Equal(forwards.Identity, backwards.Identity, 9);
            Assert.Equal(forwards.Significance, backwards.Significance, 9);
        }, iter: 40);

    private static readonly DateOnly Day = new(2025, 6, 1);

    private static FindingEvidence Of(params ModelOutput[] outputs) => Assert.Single(Gather([Work("w", Words("w", 0, 200))], outputs)).Value;

    private static IReadOnlyDictionary<string, FindingEvidence> Gather(WorkText[] catalog, ModelOutput[] outputs, EvidenceScope scope = EvidenceScope.Listed) =>
        FindingEvidence.Of(Scan(catalog, outputs, out InMemoryPassageIndex index), index, Day, scope);

    private static ScanResult Scan(WorkText[] catalog, ModelOutput[] outputs, out InMemoryPassageIndex index)
    {
        index = new InMemoryPassageIndex(catalog);
        return new OutputScanner(index, new MatchSettings { Threads = 1, ShowInsignificant = true }).Scan(outputs);
    }

    private static WorkText Work(string id, string text, params string[] contributors) =>
        new(new Work { Id = id, Title = "Title of " + id, Contributors = contributors }, text);

    private static string Words(string letter, int first, int end) =>
        string.Join(' ', Enumerable.Range(first, end - first).Select(i => $"{letter}{i}"));
}
