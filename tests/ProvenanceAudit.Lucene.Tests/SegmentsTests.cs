using System.Text.Json;
using Lucene.Net.Index;
using Lucene.Net.Store;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Tests.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene.Tests;

/// <summary>However works fell into segments, matches are the same, and the same as in memory.</summary>
public sealed class SegmentsTests : IDisposable
{
    private static readonly WorkText[] Works = MakeWorks(60);
    private static readonly List<ModelOutput> Outputs = MakeOutputs(100);

    private readonly IndexFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    public void Matches_are_those_of_the_index_in_memory(int minimumWords)
    {
        using FingerprintIndexReader index = _folder.With(Works).Open();
        using var memory = new InMemoryPassageIndex(Works);
        Assert.Equal(Scan(memory, minimumWords), Scan(index, minimumWords));
    }

    [Fact]
    public void Many_commits_and_merges_change_no_match()
    {
        using FingerprintIndexReader index = _folder.With(Works, worksPerCommit: 3).Open();
        Assert.Equal(InMemory(Works), Scan(index));
        Check();
    }

    [Fact]
    public void Replaced_and_removed_works_leave_no_trace_in_matches()
    {
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            // Each work comes first with another text, then as it is; works that do not belong come and go.
            for (int i = 0; i < Works.Length; i++)
            {
                writer.Add(Works[i] with { Text = Works[(i + 7) % Works.Length].Text });
                writer.Add(Works[(i + 3) % Works.Length] with { Work = Works[i].Work with { Id = $"stranger{i}" } });
                if (i % 5 == 0)
                    writer.Commit();
                if (i >= 10)
                    writer.Add(Works[i - 10]);
                writer.Remove($"stranger{i - 4}");
            }
            foreach (WorkText work in Works)
                writer.Add(work);
            for (int i = 0; i < Works.Length; i++)
                writer.Remove($"stranger{i}");
            writer.Commit();
        }
        using FingerprintIndexReader index = _folder.Open();
        Assert.Equal(InMemory(Works), Scan(index));
        Assert.Equal(Works.Sum(w => (long)w.Text.Length), index.Statistics.TextLength);
        Check();
    }

    [Fact]
    public void Adding_from_several_threads_gives_the_matches_of_one()
    {
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            Parallel.ForEach(Works, new ParallelOptions { MaxDegreeOfParallelism = 4 }, work =>
                Assert.Equal(AddOutcome.Added, writer.Add(work)));
            writer.Commit();
        }
        using FingerprintIndexReader index = _folder.Open();
        Assert.Equal(InMemory(Works), Scan(index));
        Check();
    }

    [Fact]
    public void Threads_that_bring_the_same_works_leave_each_once()
    {
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
            {
                foreach (WorkText work in Works.Take(40))
                {
                    // Every thread has its own idea of the text but for the last, which all agree on.
                    writer.Add(work with { Text = work.Text + $" as told by {thread}" });
                    if (thread % 3 == 0)
                        writer.Remove(work.Work.Id);
                    if (thread % 8 == 0)
                        writer.Commit();
                }
            });
            foreach (WorkText work in Works.Take(40))
                writer.Add(work);
            writer.Commit();
        }
        using FingerprintIndexReader index = _folder.Open();
        Assert.Equal(Works.Take(40).Select(w => w.Work.Id).Order(), index.Works.Select(w => w.Id).Order());
        Assert.Equal(InMemory(Works.Take(40)), Scan(index));
        Check();
    }

    [Fact]
    public void Lucenes_own_check_of_the_index_passes()
    {
        _folder.With(Works, worksPerCommit: 25);
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            writer.Remove(Works[3].Work.Id);
            writer.Remove(Works[59].Work.Id);
            writer.Commit();
        }
        Check();
    }

    private void Check()
    {
        using FSDirectory directory = FSDirectory.Open(_folder.Path);
        using var told = new StringWriter();
        CheckIndex.Status status = new CheckIndex(directory) { InfoStream = told }.DoCheckIndex();
        Assert.True(status.Clean, told.ToString());
    }

    private static string InMemory(IEnumerable<WorkText> works)
    {
        using var index = new InMemoryPassageIndex(works);
        return Scan(index);
    }

    private static string Scan(IPassageIndex index, int minimumWords = 8)
    {
        ScanResult result = new OutputScanner(index, Catalogs.Everything with { MinimumWords = minimumWords }).Scan(Outputs);
        Assert.True(result.Outputs.Count > 30);
        return JsonSerializer.Serialize(
            result.Outputs.Select(o => new { o.Output.Id, o.Words, Matches = o.Matches.Select(Told) }));
    }

    // Chance is measured by other means than these.
    private static Match Told(Match match) => match with { EValue = 0, Significant = false };

    private static WorkText[] MakeWorks(int count)
    {
        var random = new Random(23);
        // Some passages stand in many works, one in all of them.
        string[][] shared = [.. Enumerable.Range(0, 12).Select(_ => Catalogs.RandomWords(random, 25, "w", 3_000))];
        return
        [
            .. Enumerable.Range(0, count).Select(i => Catalogs.Work(
                $"w{i:D3}",
                Catalogs.Typeset(random, [
                    .. Catalogs.RandomWords(random, random.Next(200, 700), "w", 3_000), .. shared[i % 12], .. shared[0],
                    .. Catalogs.RandomWords(random, random.Next(100), "w", 3_000)]),
                $"{1800 + random.Next(200)}"))
        ];
    }

    private static List<ModelOutput> MakeOutputs(int count)
    {
        var random = new Random(29);
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                string[] work = Works[random.Next(Works.Length)].Text.Split(' '),
                    other = Works[random.Next(Works.Length)].Text.Split(' ');
                int at = random.Next(150), otherAt = random.Next(Math.Max(1, other.Length - 60));
                return new ModelOutput
                {
                    Id = $"o{i}",
                    Text = string.Join(' ', [
                        .. Catalogs.RandomWords(random, 20, "o"), .. work[at..(at + 30)].Where(_ => random.Next(12) > 0),
                        .. Catalogs.RandomWords(random, random.Next(30), "w", 3_000), .. other.Skip(otherAt).Take(60)]),
                };
            })
        ];
    }
}
