using System.Text;
using System.Text.Json;
using ProvenanceAudit.Tests.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene.Tests;

/// <summary>
/// A damaged index is refused by name or gives what the whole one gives; it never gives anything else, and never takes the
/// process down.
/// </summary>
public sealed class DamageTests : IDisposable
{
    private static readonly string[] Words = Catalogs.RandomWords(new Random(31), 2_000, "w", 900);

    private readonly IndexFolder _folder = new();
    private readonly IndexFolder _damaged = new();
    private readonly string _whole;
    private readonly string[] _files;

    public DamageTests()
    {
        _folder.With(Enumerable.Range(0, 6).Select(i => Catalogs.Work($"w{i}", Text(i))), worksPerCommit: 4);
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_folder.Path))
        {
            writer.Remove("w1");
            writer.Commit();
        }
        _folder.CopyTo(_damaged.Path);
        _whole = Everything();
        _files = [.. Directory.EnumerateFiles(_folder.Path).Select(f => Path.GetFileName(f)!).Where(f => f != "write.lock")
            .Order()];
    }

    public void Dispose()
    {
        _folder.Dispose();
        _damaged.Dispose();
    }

    [Fact]
    public void A_byte_that_flipped_is_told_or_makes_no_difference()
    {
        var random = new Random();
        Assert.Contains(_files, f => f.EndsWith(".fpt", StringComparison.Ordinal));
        Assert.Contains(_files, f => f.EndsWith(".psg", StringComparison.Ordinal));
        int refused = 0, tried = 0;
        foreach (string file in _files)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(_folder.Path, file));
            int end = bytes.Length;
            HashSet<int> places = [0, 5, end / 2, end - 50, end - 30, end - 20, end - 12, end - 1];
            for (int i = 0; i < 6; i++)
                places.Add(random.Next(bytes.Length));
            foreach (int place in places.Where(p => p >= 0 && p < bytes.Length))
            {
                byte[] damaged = [.. bytes];
                damaged[place] ^= (byte)(1 << random.Next(8));
                tried++;
                if (IsRefused(file, damaged, $"byte {place}"))
                    refused++;
            }
            File.WriteAllBytes(Path.Combine(_damaged.Path, file), bytes);
        }
        Assert.True(refused > 0.9 * tried, $"{refused} of {tried}");
    }

    [Fact]
    public void A_file_cut_short_is_told()
    {
        foreach (string file in _files)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(_folder.Path, file));
            int whole = bytes.Length;
            foreach (int length in new[] { 0, 1, 8, 20, whole / 3, whole / 2, whole - 17, whole - 16, whole - 1 })
            {
                if (length < 0 || length >= whole)
                    continue;
                bool refused = IsRefused(file, bytes[..length], $"cut to {length}");
                // The file that only helps to find the last commit may be missing altogether.
                Assert.True(refused || file == "segments.gen", $"{file} cut to {length}");
            }
            File.WriteAllBytes(Path.Combine(_damaged.Path, file), bytes);
        }
    }

    [Fact]
    public void A_missing_file_is_told()
    {
        foreach (string file in _files.Where(f => !f.StartsWith("segments", StringComparison.Ordinal)))
        {
            File.Delete(Path.Combine(_damaged.Path, file));
            IndexUnusableException told = Assert.Throws<IndexUnusableException>(() => _damaged.Open());
            Assert.Contains(_damaged.Path, told.Message, StringComparison.Ordinal);
            Assert.Throws<IndexUnusableException>(() => FingerprintIndexWriter.Open(_damaged.Path));
            File.Copy(Path.Combine(_folder.Path, file), Path.Combine(_damaged.Path, file));
        }
    }

    [Fact]
    public void A_writer_refuses_a_damaged_index_or_leaves_the_rest_as_it_was()
    {
        foreach (string file in _files)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(_folder.Path, file));
            byte[] damaged = [.. bytes];
            damaged[bytes.Length / 2] ^= 4;
            File.WriteAllBytes(Path.Combine(_damaged.Path, file), damaged);
            try
            {
                using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_damaged.Path);
            }
            catch (IndexUnusableException e)
            {
                Assert.Contains(_damaged.Path, e.Message, StringComparison.Ordinal);
            }
            _folder.CopyTo(_damaged.Path);
            Assert.Equal(_whole, Everything());
        }
    }

    private bool IsRefused(string file, byte[] bytes, string how)
    {
        File.WriteAllBytes(Path.Combine(_damaged.Path, file), bytes);
        try
        {
            string found = Everything();
            Assert.True(found == _whole, $"{file}, {how}: another result, and no word of it");
            return false;
        }
        catch (IndexUnusableException e)
        {
            Assert.Contains(_damaged.Path, e.Message, StringComparison.Ordinal);
            return true;
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{file}, {how}: {e}");
            return false;
        }
    }

    /// <summary>All that can be read from the damaged index, as one string.</summary>
    private string Everything()
    {
        using FingerprintIndexReader index = _damaged.Open();
        var all = new StringBuilder();
        foreach (Work work in index.Works)
        {
            all.AppendLine(JsonSerializer.Serialize(work));
            all.AppendLine(index.ReadText(work.Id, new TextSpan(0, int.MaxValue)));
        }
        all.AppendLine(JsonSerializer.Serialize(index.Statistics with { BytesOnDisk = 0 }));
        all.AppendLine(JsonSerializer.Serialize(Catalogs.Scan(index, string.Join(' ', Words))));
        return all.ToString();
    }

    private static string Text(int i) => string.Join(i % 2 == 0 ? " " : ",\n", Words.Skip(i * 250).Take(400 + i * 30));
}
