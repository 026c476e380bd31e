using Lucene.Net.Index;
using Lucene.Net.Store;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Tests.Matching;
using ProvenanceAudit.Works;
using Directory = System.IO.Directory;

namespace ProvenanceAudit.Lucene.Tests;

public sealed class IndexWriterTests : IDisposable
{
    private readonly IndexFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Adding_says_whether_a_work_was_added_replaced_or_left_unchanged()
    {
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            Assert.Equal(AddOutcome.Added, writer.Add(Catalogs.Work("a", "one two three"), out int words));
            Assert.Equal(3, words);
            Assert.Equal(AddOutcome.Unchanged, writer.Add(Catalogs.Work("a", "one two three"), out words));
            Assert.Equal(3, words);
            Assert.Equal(AddOutcome.Replaced, writer.Add(Catalogs.Work("a", "one two three."), out words));
            Assert.Equal(AddOutcome.Added, writer.Add(Catalogs.Work("b", "one two three.")));
            writer.Commit();
        }
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            Assert.Equal(AddOutcome.Unchanged, writer.Add(Catalogs.Work("a", "one two three."), out int words));
            Assert.Equal(3, words);
            Assert.Equal(AddOutcome.Replaced, writer.Add(Catalogs.Work("a", "one two three.", published: "1900")));
            Assert.True(writer.Remove("b"));
            Assert.Equal(AddOutcome.Added, writer.Add(Catalogs.Work("b", "one two three.")));
            writer.Commit();
        }
        using FingerprintIndexReader index = _folder.Open();
        Assert.Equal(["a", "b"], index.Works.Select(w => w.Id).Order());
        Assert.Equal("1900", index.FindWork("a")!.Published);
    }

    [Fact]
    public void An_unchanged_catalog_writes_nothing_new()
    {
        WorkText[] works = [.. Enumerable.Range(0, 10).Select(i => Catalogs.Work($"w{i}", $"the text of work number {i}"))];
        _folder.With(works);
        Dictionary<string, DateTime> before = Files();
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path);
        Assert.All(works, work => Assert.Equal(AddOutcome.Unchanged, writer.Add(work)));
        writer.Commit();
        Assert.Equal(before.Where(f => f.Key.EndsWith(".psg", StringComparison.Ordinal)),
            Files().Where(f => f.Key.EndsWith(".psg", StringComparison.Ordinal)));
    }

    [Fact]
    public void Works_are_replaced_and_removed()
    {
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path);
        writer.Add(Catalogs.Work("a", "the old text of the first work"));
        writer.Add(Catalogs.Work("b", "the text of the second work"));
        writer.Commit();
        writer.Add(Catalogs.Work("a", "a new text"));
        Assert.True(writer.Remove("b"));
        Assert.False(writer.Remove("b"));
        Assert.False(writer.Remove("never there"));
        Assert.True(writer.Contains("a"));
        Assert.False(writer.Contains("b"));
        writer.Commit();
        using FingerprintIndexReader index = _folder.Open();
        Assert.Equal("a new text", index.ReadText("a", new TextSpan(0, 99)));
        Assert.Null(index.FindWork("b"));
        Assert.Equal(1, index.WorkCount);
        Assert.Equal(3, index.Statistics.Words);
        Assert.True(index.Statistics.BytesOnDisk > 65_536);
        Assert.Empty(Catalogs.Scan(index, "the old text of the first work the text of the second work"));
    }

    [Fact]
    public void Nothing_is_there_before_it_is_committed_and_what_was_not_is_dropped()
    {
        _folder.With([Catalogs.Work("a", "committed text")]);
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            writer.Add(Catalogs.Work("b", "more text"));
            writer.Add(Catalogs.Work("a", "changed text"));
            writer.Remove("a");
            using FingerprintIndexReader during = _folder.Open();
            Assert.Equal(["a"], during.Works.Select(w => w.Id));
        }
        using FingerprintIndexReader index = _folder.Open();
        Assert.Equal(["a"], index.Works.Select(w => w.Id));
        Assert.Equal("committed text", index.ReadText("a", new TextSpan(0, 99)));
        using FingerprintIndexWriter again = FingerprintIndexWriter.Open(_folder.Path);
        Assert.True(again.Contains("a"));
        Assert.False(again.Contains("b"));
    }

    [Fact]
    public void A_reader_sees_what_it_opened_until_it_is_opened_again()
    {
        WorkText[] works = [.. Enumerable.Range(0, 30).Select(i => Catalogs.Work($"w{i}", Text(i, 500)))];
        _folder.With(works);
        using FingerprintIndexReader index = _folder.Open();
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            // Commits enough for the segments of the reader to be merged away.
            for (int i = 0; i < 30; i++)
            {
                if (i % 2 == 0)
                    writer.Remove($"w{i}");
                else
                    writer.Add(Catalogs.Work($"w{i}", Text(100 + i, 500)));
                writer.Commit();
            }
        }
        Assert.Equal(30, index.WorkCount);
        foreach (WorkText work in works)
        {
            Assert.Equal(work.Text, index.ReadText(work.Work.Id, new TextSpan(0, int.MaxValue)));
            Assert.Equal(work.Work.Id, Assert.Single(Catalogs.Scan(index, work.Text)).Source.WorkId);
        }
        using FingerprintIndexReader reopened = _folder.Open();
        Assert.Equal(15, reopened.WorkCount);
        Assert.Equal(Text(101, 500), reopened.ReadText("w1", new TextSpan(0, int.MaxValue)));
    }

    [Fact]
    public void Readers_open_while_a_writer_commits()
    {
        _folder.With([Catalogs.Work("w", Text(0, 300))]);
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path);
        bool done = false;
        Task writing = Task.Run(() =>
        {
            for (int i = 1; i <= 15; i++)
            {
                writer.Add(Catalogs.Work("w", Text(i, 300)));
                writer.Commit();
            }
            Volatile.Write(ref done, true);
        }, TestContext.Current.CancellationToken);
        var texts = Enumerable.Range(0, 16).Select(i => Text(i, 300)).ToHashSet();
        while (!Volatile.Read(ref done) && !writing.IsFaulted)
        {
            using FingerprintIndexReader index = _folder.Open();
            Assert.Contains(index.ReadText("w", new TextSpan(0, int.MaxValue)), texts);
        }
        Assert.True(writing.IsCompletedSuccessfully || !writing.IsFaulted, writing.Exception?.ToString());
    }

    [Fact]
    public void A_second_writer_is_refused()
    {
        using FingerprintIndexWriter first = FingerprintIndexWriter.Open(_folder.Path);
        IndexUnusableException refused = Assert.Throws<IndexUnusableException>(() => FingerprintIndexWriter.Open(_folder.Path));
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("being written by another process", refused.Message, StringComparison.Ordinal);
        first.Dispose();
        FingerprintIndexWriter.Open(_folder.Path).Dispose();
    }

    [Fact]
    public void Another_scheme_is_refused_and_both_are_named()
    {
        FingerprintScheme other = FingerprintScheme.Default with { KgramWords = 5 };
        _folder.With([Catalogs.Work("a", "some text")], scheme: other);
        IndexUnusableException refused = Assert.Throws<IndexUnusableException>(
            () => FingerprintIndexWriter.Open(_folder.Path, FingerprintScheme.Default));
        Assert.Contains(other.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Contains(FingerprintScheme.Default.ToString(), refused.Message, StringComparison.Ordinal);
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path);
        Assert.Equal(other, writer.Scheme);
    }

    [Fact]
    public void The_scheme_of_another_program_is_refused_by_readers_and_writers_and_both_are_named()
    {
        FingerprintScheme newer = FingerprintScheme.Default with { Version = 2 };
        _folder.With([Catalogs.Work("a", "some text")], scheme: newer);
        foreach (Action open in new Action[] { () => _folder.Open(), () => FingerprintIndexWriter.Open(_folder.Path) })
        {
            IndexUnusableException refused = Assert.Throws<IndexUnusableException>(open);
            Assert.Contains(newer.ToString(), refused.Message, StringComparison.Ordinal);
            Assert.Contains(FingerprintScheme.Default.ToString(), refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Another_format_is_refused_and_both_are_named()
    {
        _folder.With([Catalogs.Work("a", "some text")]);
        Note("format", "99");
        IndexUnusableException refused = Assert.Throws<IndexUnusableException>(() => _folder.Open());
        Assert.Contains("format 99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("format 1", refused.Message, StringComparison.Ordinal);
        Assert.Throws<IndexUnusableException>(() => FingerprintIndexWriter.Open(_folder.Path));
    }

    [Fact]
    public void An_index_of_something_else_is_refused_and_left_alone()
    {
        Note("owner", "someone else");
        Dictionary<string, DateTime> before = Files();
        Assert.Contains("none of fingerprints", Assert.Throws<IndexUnusableException>(() => _folder.Open()).Message,
            StringComparison.Ordinal);
        Assert.Throws<IndexUnusableException>(() => FingerprintIndexWriter.Open(_folder.Path));
        Assert.Equal(before, Files());
    }

    [Fact]
    public void A_folder_that_is_no_index_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(_folder.Path);
        File.WriteAllText(Path.Combine(_folder.Path, "thesis.txt"), "my only copy");
        Assert.Contains("holds no index", Assert.Throws<IndexUnusableException>(() => _folder.Open()).Message,
            StringComparison.Ordinal);
        Assert.Contains("not empty",
            Assert.Throws<IndexUnusableException>(() => FingerprintIndexWriter.Open(_folder.Path)).Message,
            StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_missing_folder_or_a_file_is_no_index()
    {
        Assert.Contains("there is no index", Assert.Throws<IndexUnusableException>(() => _folder.Open()).Message,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Path));
        string file = Path.GetTempFileName();
        Assert.Contains("is a file", Assert.Throws<IndexUnusableException>(() => FingerprintIndexWriter.Open(file)).Message,
            StringComparison.Ordinal);
        File.Delete(file);
    }

    [Theory]
    [InlineData("", "some text")]
    [InlineData("a", "")]
    [InlineData("a", "… 😀")]
    public void A_work_without_id_or_words_is_refused(string id, string text)
    {
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path);
        Assert.Throws<ArgumentException>(() => writer.Add(Catalogs.Work(id, text)));
        Assert.False(writer.Contains(id));
    }

    [Fact]
    public void A_work_that_is_refused_leaves_the_one_that_was_there()
    {
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            writer.Add(Catalogs.Work("a", "some text"));
            Assert.Throws<ArgumentException>(() => writer.Add(Catalogs.Work("a", "…")));
            writer.Commit();
        }
        using FingerprintIndexReader index = _folder.Open();
        Assert.Equal("some text", index.ReadText("a", new TextSpan(0, 99)));
    }

    [Fact]
    public void Ids_are_up_to_512_code_units_of_well_formed_text()
    {
        string longest = string.Concat(Enumerable.Repeat("é😀", 170)) + "ab";
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            Assert.Equal(512, longest.Length);
            writer.Add(Catalogs.Work(longest, "some text"));
            Assert.Throws<ArgumentException>(() => writer.Add(Catalogs.Work(longest + "c", "some text")));
            // Two halves of pairs would be one and the same work on disk.
            Assert.Throws<ArgumentException>(() => writer.Add(Catalogs.Work("a\uD800", "some text")));
            writer.Commit();
        }
        using FingerprintIndexReader index = _folder.Open();
        Assert.Equal(longest, Assert.Single(index.Works).Id);
    }

    [Fact]
    public void Disposing_twice_does_nothing_more_and_a_closed_reader_says_so()
    {
        FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path);
        writer.Add(Catalogs.Work("a", "one two three four five"));
        writer.Commit();
        writer.Dispose();
        writer.Dispose();
        FingerprintIndexReader index = _folder.Open();
        index.Dispose();
        index.Dispose();
        Assert.Throws<ObjectDisposedException>(() => index.FindSeeds([1UL << 40], [1], []));
        Assert.Throws<ObjectDisposedException>(() => index.ReadBlock(0, 0, new ulong[256]));
        Assert.Throws<ObjectDisposedException>(() => index.ReadBlockSpans(0, 0, new TextSpan[256]));
        Assert.Throws<ObjectDisposedException>(() => index.ReadText("a", new TextSpan(0, 3)));
    }

    private static string Text(int seed, int words) => string.Join(' ', Catalogs.RandomWords(new Random(seed), words, "w"));

    private Dictionary<string, DateTime> Files() =>
        Directory.EnumerateFiles(_folder.Path).Where(f => Path.GetFileName(f) != "write.lock")
            .ToDictionary(f => f, File.GetLastWriteTimeUtc);

    private void Note(string name, string value)
    {
        using FSDirectory directory = FSDirectory.Open(_folder.Path);
        Dictionary<string, string> notes = [];
        if (DirectoryReader.IndexExists(directory))
        {
            using DirectoryReader reader = DirectoryReader.Open(directory);
            notes = new Dictionary<string, string>(reader.IndexCommit.UserData);
        }
        notes[name] = value;
        using var writer = new IndexWriter(
            directory, new IndexWriterConfig(global::Lucene.Net.Util.LuceneVersion.LUCENE_48, null));
        writer.SetCommitData(notes);
        writer.Commit();
    }
}
