using System.Diagnostics;
using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Store;
using ProvenanceAudit.CrashingWriter;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene.Tests;

public sealed class CrashTests : IDisposable
{
    private readonly IndexFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_writer_killed_at_any_moment_leaves_exactly_its_last_commit()
    {
        var random = new Random();
        int committed = 0;
        for (int crash = 0; crash < 6; crash++)
        {
            int told = WriteAndKill(committed + 1, TimeSpan.FromMilliseconds(random.Next(600)));
            committed = CheckState(Math.Max(told, committed));
        }
        Assert.True(committed > 6, $"only {committed} batches were written between six crashes");
        using FSDirectory directory = FSDirectory.Open(_folder.Path);
        Assert.True(new CheckIndex(directory).DoCheckIndex().Clean);
    }

    /// <summary>Starts a writer and kills it some time after its first commit; returns the last batch that it told of.</summary>
    private int WriteAndKill(int firstBatch, TimeSpan after)
    {
        string program = Path.Combine(
            AppContext.BaseDirectory, "ProvenanceAudit.CrashingWriter" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(_folder.Path);
        start.ArgumentList.Add(firstBatch.ToString(CultureInfo.InvariantCulture));
        using Process writer = Process.Start(start)!;
        string? first = writer.StandardOutput.ReadLine();
        if (first is null)
            Assert.Fail($"the writer ended by itself: {writer.StandardError.ReadToEnd()}");
        Thread.Sleep(after);
        writer.Kill();
        string[] told = [first, .. writer.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        writer.WaitForExit();
        return int.Parse(told[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Makes sure that the index is in the state after one batch, not before the last that was told of; returns which.
    /// </summary>
    private int CheckState(int told)
    {
        using FingerprintIndexReader index = _folder.Open();
        // A batch may be committed and not yet told of.
        int batch = index.FindWork($"b{told + 1}-0") is null ? told : told + 1;
        Dictionary<string, WorkText> expected = Batches.After(batch);
        Assert.Equal(expected.Keys.Order(), index.Works.Select(w => w.Id).Order());
        foreach ((string id, WorkText work) in expected)
        {
            Assert.Equal(work.Work.Title, index.FindWork(id)!.Title);
            Assert.Equal(work.Text, index.ReadText(id, new TextSpan(0, int.MaxValue)));
        }
        return batch;
    }
}
