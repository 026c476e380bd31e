using System.Globalization;
using CsCheck;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Scanning;

public sealed class ReportCompilerTests
{
    private static readonly MatchSettings Settings = new() { Threads = 1, ShowInsignificant = true };

    [Fact]
    public void The_passages_are_the_text_of_the_spans_on_both_sides()
    {
        string work = Words("w", 0, 100), output = $"{Words("o", 0, 9)}, {Words("w", 30, 60)} {Words("p", 0, 9)}";
        ReportedMatch shown = Assert.Single(Assert.Single(Compile([Work("w", work)], [Output("a", output)]).Findings).Matches);

        Assert.Equal(shown.Match.Output.Of(output), shown.Output.Text);
        Assert.Equal(shown.Match.Source.Span.Of(work), shown.Work.Text);
        Assert.Equal(Words("w", 30, 60), shown.Work.Text);
        Assert.Equal(output, shown.Output.Before + shown.Output.Text + shown.Output.After);
    }

    [Fact]
    public void Works_without_a_match_are_counted_and_listed_by_title_up_to_the_limit()
    {
        Work[] missing = [.. Enumerable.Range(0, ReportCompiler.WorksNotFoundListed + 50).Select(
            i => new Work { Id = $"m{i}", Title = $"T{i:0000}" })];
        AuditReport report = Compile(
            [Work("w", Words("w", 0, 100)), .. missing.Reverse().Select(w => new WorkText(w, Words(w.Id + "x", 0, 12)))],
            [Output("a", Words("w", 30, 60))]);

        Assert.Equal(missing.Length, report.NotFound!.Count);
        Assert.Equal(missing.Take(ReportCompiler.WorksNotFoundListed).Select(w => w.Title),
            report.NotFound.Listed.Select(w => w.Title));
    }

    [Fact]
    public void Models_say_when_they_were_first_and_last_asked()
    {
        DateTimeOffset day = new(2025, 1, 3, 8, 0, 0, TimeSpan.Zero);
        AuditReport report = Compile([Work("w", Words("w", 0, 100))],
        [
            Output("a", "one") with { Model = "m", Created = day.AddDays(2) }, Output("b", "two") with { Model = "m" },
            Output("c", "three") with { Model = "m", Created = day }, Output("d", "four") with { Model = "n" },
        ]);

        Assert.Equal(
            [("m", day, day.AddDays(2)), ("n", null, null)],
            report.Models.Select(m => (m.Model, m.FirstAsked, m.LastAsked)).OrderBy(m => m.Model, StringComparer.Ordinal));
    }

    [Fact]
    public void Context_is_whole_at_the_ends_of_a_text_and_cut_at_a_word_elsewhere()
    {
        string work = Words("w", 0, 300);
        PassageText middle = ShownWork(work, Words("w", 140, 160));
        PassageText start = ShownWork(work, Words("w", 2, 20));
        PassageText end = ShownWork(work, Words("w", 280, 298));

        Assert.EndsWith(Words("w", 130, 140) + " ", middle.Before, StringComparison.Ordinal);
        Assert.StartsWith(" " + Words("w", 160, 170), middle.After, StringComparison.Ordinal);
        Assert.Contains(" " + middle.Before + middle.Text + middle.After + " ", work, StringComparison.Ordinal);
        Assert.InRange(middle.Before.Length, 200, 240);
        Assert.InRange(middle.After.Length, 200, 240);
        Assert.Equal(Words("w", 0, 2) + " ", start.Before);
        Assert.Equal(" " + Words("w", 298, 300), end.After);
    }

    [Fact]
    public void Context_and_prompt_are_never_cut_inside_a_character()
    {
        // No spaces to cut at, and pairs of surrogates at odd and even places.
        foreach (string shift in new[] { "", "x" })
        {
            string faces = string.Concat(Enumerable.Repeat("😀", 2000));
            string text = faces + shift + Words("w", 0, 20) + shift + faces;
            AuditReport report = Compile([Work("w", text)], [Output("a", text) with { Prompt = shift + faces }]);
            ReportedMatch shown = report.Findings[0].Matches[0];
            foreach (string part in new[] { shown.Output.Before, shown.Output.After, shown.Work.Before, shown.Work.After,
                shown.Prompt! })
                Assert.DoesNotContain('\uFFFD', new string([.. part.EnumerateRunes().SelectMany(r => r.ToString())]));
            Assert.InRange(shown.Prompt!.Length, 1999, 2001);
        }
    }

    [Fact]
    public void A_short_prompt_is_shown_whole_and_a_missing_one_stays_missing()
    {
        string work = Words("w", 0, 50);
        AuditReport report = Compile(
            [Work("w", work)],
            [Output("a", work) with { Prompt = "say it", Model = "m", Created = DateTimeOffset.UnixEpoch }, Output("b", work)]);
        ReportedMatch a = report.Findings[0].Matches.Single(m => m.Match.OutputId == "a");
        ReportedMatch b = report.Findings[0].Matches.Single(m => m.Match.OutputId == "b");

        Assert.Equal(("say it", "m", DateTimeOffset.UnixEpoch), (a.Prompt, a.Model, a.Created));
        Assert.Null(b.Prompt);
        Assert.Null(b.Model);
        Assert.Null(b.Created);
    }

    [Fact]
    public void A_passage_recited_twice_counts_twice_in_words_and_once_in_the_share_of_the_work()
    {
        string work = Words("w", 0, 100);
        Finding finding = Assert.Single(Compile(
            [Work("w", work)], [Output("a", Words("w", 10, 40)), Output("b", Words("w", 20, 50)), Output("c",
                "nothing")]).Findings);

        Assert.Equal((60, 2, 2, 100), (finding.CopiedWords, finding.MatchCount, finding.OutputCount, finding.WorkWords));
        Assert.Equal((double)Words("w", 10, 50).Length / work.Length, finding.ShareOfWork, 6);
        Assert.Equal(30, finding.LongestRun);
    }

    [Fact]
    public void Coverage_adds_up_to_the_share_of_the_work_whatever_its_length() =>
        Gen.Select(Gen.Int[12, 400], Gen.Int[0, 390], Gen.Int[8, 60], Gen.Int[0, 390], Gen.Int[8, 60]).Sample((words, from,
            count, from2, count2) =>
        {
            string work = Words("w", 0, words);
            (from, from2) = (from % (words - 8), from2 % (words - 8));
            AuditReport report = Compile(
                [Work("w", work)],
                [Output("a", Words("w", from, Math.Min(words, from + count))), Output("b", Words("w", from2, Math.Min(words,
                    from2 + count2)))]);
            Finding finding = Assert.Single(report.Findings);

            Assert.Equal(100, finding.Coverage.Count);
            Assert.All(finding.Coverage, c => Assert.InRange(c, 0, 1));
            Assert.Equal(finding.ShareOfWork, finding.Coverage.Sum() / 100, 1e-9);
        });

    [Fact]
    public void The_coverage_of_a_work_shorter_than_its_slices_is_whole_when_all_of_it_is_copied()
    {
        const string Work = "a b c d e f g h i j k l";
        Assert.All(Assert.Single(Compile([ReportCompilerTests.Work("w", Work)], [Output("a", Work)]).Findings).Coverage,
            c => Assert.Equal(1, c, 6));
    }

    [Fact]
    public void Only_the_strongest_matches_are_shown_and_all_are_counted()
    {
        string work = Words("w", 0, 500);
        ModelOutput[] outputs = [.. Enumerable.Range(0, 9).Select(i => Output($"o{i}", Words("w", 50 * i, (50 * i) + 10 + i)))];
        Finding finding = Assert.Single(Compile([Work("w", work)], outputs, matchesPerWork: 3).Findings);

        Assert.Equal(9, finding.MatchCount);
        Assert.Equal(["o8", "o7", "o6"], finding.Matches.Select(m => m.Match.OutputId));
    }

    [Fact]
    public void Works_come_with_the_most_copied_words_first_and_by_id_among_equals()
    {
        AuditReport report = Compile(
            [Work("c", Words("c", 0, 50)), Work("b", Words("b", 0, 50)), Work("a", Words("a", 0, 50)), Work("none", Words("n",
                0, 50))],
            [Output("1", Words("b", 0, 20)), Output("2", Words("a", 0, 20)), Output("3", Words("c", 0, 30))]);

        Assert.Equal(["c", "a", "b"], report.Findings.Select(f => f.Work.Id));
        Assert.Equal((4, 200L), (report.Catalog.Works, report.Catalog.Words));
        Assert.Equal((3L, 3L, 70L), (report.Outputs.Outputs, report.Outputs.OutputsWithMatches, report.Outputs.CopiedWords));
    }

    [Fact]
    public void Other_works_with_the_passage_are_named_by_their_titles()
    {
        string shared = Words("s", 0, 30);
        AuditReport report = Compile(
            [Work("late", shared, "2001", "Later"), Work("early", shared, "1900", "Earlier")], [Output("a", shared)]);
        Finding finding = Assert.Single(report.Findings);

        Assert.Equal("early", finding.Work.Id);
        Assert.Equal(["Later"], Assert.Single(finding.Matches).AlsoInTitles);
    }

    [Fact]
    public void The_frame_is_written_into_the_report()
    {
        var problem = new InputProblem("f", 1, null, "r");
        var frame = new ReportFrame("catalog", "outputs", "1.2", DateTimeOffset.UnixEpoch, [problem]);
        using var index = new InMemoryPassageIndex([Work("w", Words("w", 0, 50))]);
        AuditReport report = new ReportCompiler(index, Settings).Compile(
            new OutputScanner(index, Settings).Scan([], cancellation: TestContext.Current.CancellationToken), frame);

        Assert.Equal(("catalog", "outputs", "1.2"), (report.Catalog.Name, report.Outputs.Name, report.ToolVersion));
        Assert.Equal(DateTimeOffset.UnixEpoch, report.Created);
        Assert.Equal([problem], report.Problems);
        Assert.Equal(Settings, report.Settings);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Every_finding_has_the_verdict_of_whoever_judges()
    {
        using var index = new InMemoryPassageIndex([Work("w", Words("w", 0, 100)), Work("v", Words("v", 0, 100))]);
        ScanResult scan = new OutputScanner(index, Settings).Scan([Output("a", Words("w", 30, 60)), Output("b", Words("v", 10, 30))], cancellation: TestContext.Current.CancellationToken);
        AuditReport report = new ReportCompiler(index, Settings, judge: e => new CalibratedVerdict(e.WorkId, e.LongestRun, [])).Compile(
            scan, new ReportFrame("catalog", "outputs", "0", DateTimeOffset.UnixEpoch, []));

        Assert.Equal([("w", 30.0), ("v", 20.0)], report.Findings.Select(f => (f.Verdict!.Model, f.Verdict.Probability)));
        Assert.All(Compile([Work("w", Words("w", 0, 100))], [Output("a", Words("w", 30, 60))]).Findings, f => Assert.Null(f.Verdict));
    }

    private static PassageText ShownWork(string work, string output) =>
        Assert.Single(Assert.Single(Compile([Work("w", work)], [Output("a", output)]).Findings).Matches).Work;

    private static AuditReport Compile(WorkText[] works, ModelOutput[] outputs,
        int matchesPerWork = ReportCompiler.DefaultMatchesPerWork)
    {
        using var index = new InMemoryPassageIndex(works);
        ScanResult scan = new OutputScanner(index, Settings).Scan(outputs);
        return new ReportCompiler(index, Settings, matchesPerWork).Compile(
            scan, new ReportFrame("catalog", "outputs", "0", DateTimeOffset.UnixEpoch, []));
    }

    private static WorkText Work(string id, string text, string? published = null, string? title = null) =>
        new(new Work { Id = id, Title = title ?? id, Published = published }, text);

    private static ModelOutput Output(string id, string text) => new() { Id = id, Text = text };

    /// <summary>Words that no other prefix or number gives.</summary>
    private static string Words(string prefix, int from, int to) =>
        string.Join(' ', Enumerable.Range(from, to - from).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{prefix}{i:000}")));
}
