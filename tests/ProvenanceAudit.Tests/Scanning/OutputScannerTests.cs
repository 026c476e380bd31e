using System.Text.Json;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Tests.Matching;

namespace ProvenanceAudit.Tests.Scanning;

public sealed class OutputScannerTests
{
    [Fact]
    public void Results_and_their_order_are_the_same_for_one_thread_and_four()
    {
        (InMemoryPassageIndex index, List<ModelOutput> outputs) = Sample(700);
        using (index)
        {
            string one = JsonSerializer.Serialize(Scan(index, outputs, 1));
            Assert.Contains("\"Runs\"", one, StringComparison.Ordinal);
            for (int i = 0; i < 3; i++)
                Assert.Equal(one, JsonSerializer.Serialize(Scan(index, outputs, 4)));
        }
    }

    [Fact]
    public void Outputs_come_in_the_order_of_the_input()
    {
        (InMemoryPassageIndex index, List<ModelOutput> outputs) = Sample(300);
        using (index)
        {
            ScanResult result = Scan(index, outputs, 3);
            List<string> ids = [.. result.Outputs.Select(o => o.Output.Id)];
            Assert.Equal(outputs.Select(o => o.Id).Where(ids.Contains), ids);
            Assert.Equal(300, result.ScannedOutputs);
            Assert.All(result.Outputs, o => Assert.All(o.Matches, m => Assert.Equal(o.Output.Id, m.OutputId)));
            Assert.All(result.Outputs, o => Assert.Equal(o.Matches.OrderBy(m => m.Output.Start), o.Matches));
        }
    }

    [Fact]
    public void Totals_by_model_count_a_word_of_two_matches_once()
    {
        using var index = new InMemoryPassageIndex([Catalogs.Work("w", "a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6 b7 b8 b9")]);
        ModelOutput[] outputs =
        [
            new() { Id = "1", Text = "so a1 a2 a3 a4 a5 a6 a7 a8 a9 or", Model = "m" },
            new() { Id = "2", Text = "nothing at all", Model = "m" },
            new() { Id = "3", Text = "b1 b2 b3 b4 b5 b6 b7 b8" },
        ];
        ScanResult result = Scan(index, outputs, 1);
        Assert.Equal(["m", "(not stated)"], result.Models.Select(m => m.Model));
        Assert.Equal((2, 1, 14, 9, 9), (
            result.Models[0].Outputs, result.Models[0].OutputsWithMatches, result.Models[0].Words, result.Models[0].CopiedWords,
            result.Models[0].LongestRun));
        Assert.Equal(22, result.ScannedWords);
    }

    [Fact]
    public void A_scan_of_nothing_finds_nothing()
    {
        using var index = new InMemoryPassageIndex([Catalogs.Work("w", "one two three four five six seven eight")]);
        ScanResult result = Scan(index, [], 4);
        Assert.Empty(result.Outputs);
        Assert.Empty(result.Models);
        Assert.Equal(0, result.ScannedOutputs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_cancelled_scan_stops(int threads)
    {
        (InMemoryPassageIndex index, List<ModelOutput> outputs) = Sample(20);
        using (index)
        {
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            IEnumerable<ModelOutput> endless = Enumerable.Range(0, int.MaxValue).Select(i =>
            {
                if (i == 500)
                    cancellation.Cancel();
                return outputs[i % outputs.Count];
            });
            var scanner = new OutputScanner(index, Catalogs.Everything with { Threads = threads });
            Assert.ThrowsAny<OperationCanceledException>(() => scanner.Scan(endless, cancellation: cancellation.Token));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_input_that_breaks_tells_its_own_error(int threads)
    {
        (InMemoryPassageIndex index, List<ModelOutput> outputs) = Sample(20);
        using (index)
        {
            IEnumerable<ModelOutput> broken = Enumerable.Range(0, 1000).Select(i =>
                i == 700 ? throw new InvalidDataException("line 700 is broken") : outputs[i % outputs.Count]);
            var scanner = new OutputScanner(index, Catalogs.Everything with { Threads = threads });
            InvalidDataException told = Assert.Throws<InvalidDataException>(
                () => scanner.Scan(broken, cancellation: TestContext.Current.CancellationToken));
            Assert.Equal("line 700 is broken", told.Message);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task When_one_thread_fails_the_others_stop_soon()
    {
        (InMemoryPassageIndex index, List<ModelOutput> outputs) = Sample(20);
        using (index)
        {
            // The stream would go on for ever.
            IEnumerable<ModelOutput> endless = Enumerable.Range(0, int.MaxValue).Select(i => outputs[i % outputs.Count]);
            var scanner = new OutputScanner(index, Catalogs.Everything with { Threads = 4 });
            await Task.Run(
                () => Assert.Throws<InvalidOperationException>(
                    () => scanner.Scan(endless, new FailingOnce(), TestContext.Current.CancellationToken)),
                TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void Progress_ends_with_the_whole()
    {
        (InMemoryPassageIndex index, List<ModelOutput> outputs) = Sample(200);
        using (index)
        {
            var progress = new LastProgress();
            ScanResult result = new OutputScanner(index, Catalogs.Everything with { Threads = 2 })
                .Scan(outputs, progress, TestContext.Current.CancellationToken);
            Assert.Equal(new ScanProgress(200, result.ScannedWords, result.Outputs.Sum(o => o.Matches.Count)), progress.Last);
        }
    }

    private static ScanResult Scan(InMemoryPassageIndex index, IEnumerable<ModelOutput> outputs, int threads) =>
        new OutputScanner(index, Catalogs.Everything with { Threads = threads }).Scan(outputs);

    private static (InMemoryPassageIndex Index, List<ModelOutput> Outputs) Sample(int count)
    {
        var random = new Random(17);
        string[][] works = [.. Enumerable.Range(0, 30).Select(_ => Catalogs.RandomWords(random, 400, "w", 2_000))];
        var index = new InMemoryPassageIndex(
            works.Select((w, i) => Catalogs.Work($"w{i}", string.Join(' ', w), $"{1900 + i % 7}")));
        var outputs = new List<ModelOutput>();
        for (int i = 0; i < count; i++)
        {
            var words = new List<string>(Catalogs.RandomWords(random, random.Next(50), "w", 2_000));
            for (int copy = random.Next(4); copy > 0; copy--)
            {
                string[] work = works[random.Next(works.Length)];
                int at = random.Next(300);
                words.AddRange(work[at..(at + random.Next(5, 60))].Where(_ => random.Next(15) > 0));
                words.AddRange(Catalogs.RandomWords(random, random.Next(20), "o"));
            }
            string? model = i % 3 == 0 ? null : $"m{i % 3}";
            outputs.Add(new ModelOutput { Id = $"o{i}", Text = Catalogs.Typeset(random, words), Model = model });
        }
        return (index, outputs);
    }

    private sealed class LastProgress : IProgress<ScanProgress>
    {
        public ScanProgress Last { get; private set; }

        public void Report(ScanProgress value) => Last = value;
    }

    private sealed class FailingOnce : IProgress<ScanProgress>
    {
        private int _reports;

        public void Report(ScanProgress value)
        {
            if (Interlocked.Increment(ref _reports) == 2)
                throw new InvalidOperationException("the screen is gone");
        }
    }
}
