using ProvenanceAudit.Matching;
using ProvenanceAudit.Tests.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>What is true of every match, whatever was scanned.</summary>
internal static class AlignmentRules
{
    public static void Check(Match match, string output, Func<string, string> textOf)
    {
        foreach (MatchedSource source in Catalogs.Sources(match))
            Check(source, output, textOf(source.WorkId));
        Assert.Equal(match.Source.Runs.Max(r => r.Words), match.LongestRun);
        Assert.Equal(match.Source.Runs.Count == 1 ? MatchKind.Verbatim : MatchKind.NearVerbatim, match.Kind);
        Assert.Equal(match.AlsoIn.Count + 1, Catalogs.Sources(match).Select(s => s.WorkId).Distinct().Count());
        if (match.Kind == MatchKind.Verbatim)
            CheckMaximal(match.Source.Runs[0], output, textOf(match.Source.WorkId));
    }

    private static void Check(MatchedSource source, string output, string work)
    {
        Assert.NotEmpty(source.Runs);
        Assert.Equal(new TextSpan(source.Runs[0].Output.Start, source.Runs[^1].Output.End), source.Output);
        Assert.Equal(new TextSpan(source.Runs[0].Work.Start, source.Runs[^1].Work.End), source.Span);
        Assert.Equal(source.Runs.Sum(r => r.Words), source.Words);
        int columns = source.Words;
        for (int i = 0; i < source.Runs.Count; i++)
        {
            CommonRun run = source.Runs[i];
            ulong[] ours = Words.Hashes(run.Output.Of(output));
            Assert.Equal(run.Words, ours.Length);
            Assert.Equal(ours, Words.Hashes(run.Work.Of(work)));
            if (i == 0)
                continue;
            CommonRun before = source.Runs[i - 1];
            Assert.True(before.Output.End <= run.Output.Start && before.Work.End <= run.Work.Start);
            int inserted = Words.Of(output[before.Output.End..run.Output.Start]).Count;
            int deleted = Words.Of(work[before.Work.End..run.Work.Start]).Count;
            // Runs that touch on both sides would be one run.
            Assert.True(inserted + deleted > 0);
            columns += Math.Max(inserted, deleted);
        }
        Assert.Equal((double)source.Words / columns, source.Identity, 12);
    }

    private static void CheckMaximal(CommonRun run, string output, string work)
    {
        ulong[] before = Words.Hashes(output[..run.Output.Start]), theirsBefore = Words.Hashes(work[..run.Work.Start]);
        ulong[] after = Words.Hashes(output[run.Output.End..]), theirsAfter = Words.Hashes(work[run.Work.End..]);
        Assert.False(before.Length > 0 && theirsBefore.Length > 0 && before[^1] == theirsBefore[^1],
            "the run goes on to the left");
        Assert.False(after.Length > 0 && theirsAfter.Length > 0 && after[0] == theirsAfter[0], "the run goes on to the right");
    }
}
