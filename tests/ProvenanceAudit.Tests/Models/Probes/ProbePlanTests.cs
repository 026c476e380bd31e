using CsCheck;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Tests.Text;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Models.Probes;

public sealed class ProbePlanTests
{
    private static readonly Gen<ProbeSettings> SettingsGen = Gen.Select(
        Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[0, 12], Gen.Int, (prefix, target, positions, seed) => new ProbeSettings
        {
            PrefixWords = prefix,
            TargetWords = target,
            PositionsPerWork = positions,
            Seed = seed,
            AskByTitle = true,
        });

    private static readonly Gen<List<WorkText>> WorksGen = NastyTexts.Gen.List[0, 4].Select(texts =>
        texts.Select((text, i) => new WorkText(new Work { Id = $"w{i}", Title = $"Title {i}" }, text)).ToList());

    [Fact]
    public void Prefix_and_target_are_neighbouring_runs_of_words_of_the_work_of_the_lengths_wanted() =>
        Gen.Select(WorksGen, SettingsGen).Sample((works, settings) =>
        {
            ProbePlan plan = ProbePlan.Make(works, settings, EndpointApi.Completions);
            foreach (Probe probe in plan.Probes.Where(p => p.Kind == ProbeKind.Continuation))
            {
                string text = works.Single(w => w.Work.Id == probe.WorkId).Text;
                List<TextSpan> words = [.. Words.Of(text).Select(w => w.Span)];
                int first = words.FindIndex(w => w.Start == probe.Prefix!.Value.Start);
                Assert.True(first >= 0);
                Assert.Equal(words[first + settings.PrefixWords - 1].End, probe.Prefix!.Value.End);
                Assert.Equal(words[first + settings.PrefixWords].Start, probe.Target!.Value.Start);
                Assert.Equal(words[first + settings.PrefixWords + settings.TargetWords - 1].End, probe.Target.Value.End);
                Assert.Equal(probe.Prefix.Value.Of(text), probe.Prompt);
                Assert.Equal(probe.Target.Value.Of(text), probe.TargetText);
            }
        });

    [Fact]
    public void Every_work_is_asked_at_as_many_places_as_wanted_or_as_it_has() =>
        Gen.Select(WorksGen, SettingsGen).Sample((works, settings) =>
        {
            ProbePlan plan = ProbePlan.Make(works, settings, EndpointApi.Chat);
            foreach (WorkText work in works)
            {
                int places = Math.Max(0, Words.Of(work.Text).Count - settings.PrefixWords - settings.TargetWords + 1);
                Assert.Equal(Math.Min(places, settings.PositionsPerWork),
                    plan.Probes.Count(p => p.Kind == ProbeKind.Continuation && p.WorkId == work.Work.Id));
                Assert.Equal(places == 0 && settings.PositionsPerWork > 0, plan.TooShort.Contains(work.Work.Id));
            }
            Assert.Equal(Enumerable.Range(0, plan.Probes.Count), plan.Probes.Select(p => p.Ordinal));
        });

    [Fact]
    public void What_is_asked_of_a_work_does_not_depend_on_the_others() =>
        Gen.Select(WorksGen, SettingsGen).Where((works, _) => works.Count > 0).Sample((works, settings) =>
        {
            WorkText alone = works[^1];
            IEnumerable<Probe> amongOthers = ProbePlan.Make(works, settings, EndpointApi.Chat).Probes
                .Where(p => p.WorkId == alone.Work.Id);
            Assert.Equal(ProbePlan.Make([alone], settings, EndpointApi.Chat).Probes.Select(p => p with { Ordinal = 0 }),
                amongOthers.Select(p => p with { Ordinal = 0 }));
        });

    [Fact]
    public void The_places_of_a_seed_are_the_same_on_every_machine()
    {
        // Reckoned by another program: another result on another machine, or after a change, makes old plans unrepeatable.
        Assert.Equal([76, 170, 343, 636, 734, 869], ProbePositions.Choose(1, "moby-dick", 1000, 6));
        Assert.Equal([35, 227, 384, 557, 804, 945], ProbePositions.Choose(2, "moby-dick", 1000, 6));
    }

    [Fact]
    public void Places_are_different_rising_and_spread_over_the_whole_work() =>
        Gen.Select(Gen.Int, Gen.Int[0, 3000], Gen.Int[0, 60]).Sample((seed, places, wanted) =>
        {
            IReadOnlyList<int> chosen = ProbePositions.Choose(seed, "w", places, wanted);
            Assert.Equal(Math.Min(places, wanted), chosen.Count);
            Assert.All(chosen, p => Assert.InRange(p, 0, places - 1));
            for (int i = 1; i < chosen.Count; i++)
                Assert.InRange(chosen[i] - chosen[i - 1], 1, 2 * (places / chosen.Count + 1));
        });

    [Fact]
    public void All_places_of_a_stretch_are_chosen_equally_often()
    {
        int[] counts = new int[10];
        for (int seed = 0; seed < 10_000; seed++)
            counts[ProbePositions.Choose(seed, "w", 10, 1)[0]]++;
        // 1,000 expected; six standard deviations.
        Assert.All(counts, c => Assert.InRange(c, 820, 1180));
    }

    [Fact]
    public void An_instruction_stands_before_the_prefix_for_chat_and_none_for_completions()
    {
        WorkText[] works = [new(new Work { Id = "w", Title = "T" }, "one two three four")];
        var settings = new ProbeSettings { PrefixWords = 2, TargetWords = 2 };
        Assert.Equal("one two", Assert.Single(ProbePlan.Make(works, settings, EndpointApi.Completions).Probes).Prompt);
        string chat = Assert.Single(ProbePlan.Make(works, settings, EndpointApi.Chat).Probes).Prompt;
        Assert.StartsWith("Continue the text", chat, StringComparison.Ordinal);
        Assert.EndsWith("\n\none two", chat, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Say \"{title}\"[ by {author}].", new string[0], "Say \"T {author}\".")]
    [InlineData("Say \"{title}\"[ by {author}].", new[] { "A", "B" }, "Say \"T {author}\" by A, B.")]
    [InlineData("[1] {title} {author}", new string[0], "[1] T {author} an unknown author")]
    public void Title_and_author_go_into_their_places_once(string template, string[] authors, string prompt)
    {
        ProbeTemplates templates = ProbeTemplates.ForChat with { Titles = [template] };
        Assert.Equal([prompt], templates.TitlesOf(new Work { Id = "w", Title = "T {author}", Contributors = authors }));
    }

    [Fact]
    public void Free_prompts_come_last_as_they_are()
    {
        ProbePlan plan = ProbePlan.Make([new(new Work { Id = "w", Title = "T" }, "one two")],
            new ProbeSettings { PrefixWords = 1, TargetWords = 1, FreePrompts = ["{prefix} {title}"] }, EndpointApi.Chat);
        Assert.Equal(new Probe { Ordinal = 1, Kind = ProbeKind.Free, Prompt = "{prefix} {title}" }, plan.Probes[^1]);
    }

    [Fact]
    public void The_id_of_a_plan_changes_with_what_is_asked_of_whom_and_how()
    {
        var parameters = new DecodingParameters { Temperature = 0.5 };
        ProbePlan Plan(string text, EndpointApi api = EndpointApi.Chat) => ProbePlan.Make(
            [new(new Work { Id = "w", Title = "T" }, text)], new ProbeSettings { PrefixWords = 1, TargetWords = 1 }, api);
        string[] ids =
        [
            Plan("a b").IdFor("m", parameters), Plan("a c").IdFor("m", parameters), Plan("a  b").IdFor("m", parameters),
            Plan("a b", EndpointApi.Completions).IdFor("m", parameters), Plan("a b").IdFor("n", parameters),
            Plan("a b").IdFor("m", parameters with { Temperature = null }), Plan("a b").IdFor("m", parameters with { Seed = 0 }),
            Plan("a b").IdFor("m", parameters with { Stop = ["\n"] }),
            Plan("a b").IdFor("m", parameters with { MaximumTokens = 9 }),
        ];
        Assert.Distinct(ids);
        Assert.Equal(ids[0], Plan("a b").IdFor("m", new DecodingParameters { Temperature = 0.5 }));
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{16}$", id));
    }

    [Fact]
    public void All_mistakes_in_the_settings_are_listed_at_once()
    {
        var settings = new ProbeSettings
        {
            PositionsPerWork = -1,
            PrefixWords = 0,
            TargetWords = 10_001,
            FreePrompts = [" "],
            Templates = new ProbeTemplates { Continuation = "go on", Titles = ["say it"] },
        };
        Assert.Equal(6, settings.Mistakes().Count);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => ProbePlan.Make([], settings, EndpointApi.Chat));
        Assert.All(settings.Mistakes(), m => Assert.Contains(m, refused.Message, StringComparison.Ordinal));
        Assert.Single(new ProbeSettings { PositionsPerWork = 0 }.Mistakes());
        Assert.Empty(new ProbeSettings().Mistakes());
    }
}
