using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

/// <summary>
/// What every format of catalogs does. Each one's tests run this whole suite on samples of their own. With the environment variable
/// PROVENANCE_AUDIT_FUZZ_SECONDS, damaged files are tried for so long.
/// </summary>
public abstract class FormatContract
{
    private static readonly int FuzzSeconds =
        int.TryParse(Environment.GetEnvironmentVariable("PROVENANCE_AUDIT_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out int s) ? s : -1;

    /// <summary>The format.</summary>
    internal abstract ICatalogFormat Format { get; }

    /// <summary>Files of which every record can be used, of every kind that the format knows.</summary>
    internal abstract IReadOnlyList<FormatSample> Samples { get; }

    /// <summary>
    /// A file with one record that cannot be used, which is not the last, and the place of that one; null where a file is one record.
    /// </summary>
    internal virtual (FormatSample Sample, int Bad)? WithABadRecord => null;

    /// <summary>Whether the files are XML.</summary>
    protected virtual bool IsXml => false;

    [Fact]
    public void Samples_are_recognised_whatever_they_are_called()
    {
        foreach (FormatSample sample in Samples)
        {
            foreach (string name in new[] { "file", "file.txt", "file.xml", "file.pdf", "file.csv", "x/file.html" })
            {
                using CatalogFile file = MemoryFile.Of(sample.Bytes, name);
                Assert.Equal((sample.Name, name, Format.Name), (sample.Name, name, CatalogFormats.Of(file.Head).Name));
            }
        }
    }

    [Fact]
    public void Every_record_gives_one_outcome_with_its_line()
    {
        foreach (FormatSample sample in Samples)
        {
            List<CatalogRecord> records = Read(sample.Bytes);
            Assert.All(records, AssertSound);
            Assert.All(records, r => Assert.Null(r.Refusal));
            Assert.Equal((sample.Name, string.Join(',', sample.Lines)), (sample.Name, string.Join(',', records.Select(r => r.Line))));
        }
    }

    [Fact]
    public void A_record_that_cannot_be_used_costs_no_other()
    {
        if (WithABadRecord is not { } bad)
        {
            Assert.All(Samples, s => Assert.Single(s.Lines));
            return;
        }
        List<CatalogRecord> records = Read(bad.Sample.Bytes);
        Assert.All(records, AssertSound);
        Assert.Equal(bad.Sample.Lines, records.Select(r => r.Line));
        Assert.Equal([bad.Bad], records.Index().Where(r => r.Item.Refusal is not null).Select(r => r.Index));
    }

    [Fact]
    public void Files_that_come_in_small_pieces_give_the_same_records()
    {
        foreach (FormatSample sample in Samples)
        {
            string[] whole = [.. Read(sample.Bytes).Select(Told)];
            Assert.Equal(whole, Read(sample.Bytes, longestPiece: 7).Select(Told));
            Assert.Equal(whole, Read(sample.Bytes, longestPiece: 1).Select(Told));
        }
    }

    [Fact]
    public void Document_types_that_declare_entities_are_refused_and_others_passed_over()
    {
        if (!IsXml)
            return;
        FormatSample sample = Samples.First(s => !s.Text.Contains("<!DOCTYPE", StringComparison.Ordinal));
        string text = sample.Text;
        int at = text.StartsWith("<?xml", StringComparison.Ordinal) ? text.IndexOf("?>", StringComparison.Ordinal) + 2 : 0;
        string[] whole = [.. Read(sample.Bytes).Select(Told)];

        byte[] harmless = Encoding.UTF8.GetBytes(text.Insert(at, "<!DOCTYPE x PUBLIC \"-//X//Y\" \"http://127.0.0.1:1/x.dtd\">"));
        Assert.Equal(whole, Read(harmless).Select(Told));
        foreach (string entities in new[]
        {
            "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">", "<!ENTITY a SYSTEM \"file:///etc/passwd\">",
            "<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\"> %p;",
        })
        {
            byte[] hostile = Encoding.UTF8.GetBytes(text.Insert(at, $"<!DOCTYPE x [{entities}]>"));
            Assert.Contains("entities", Assert.Single(Outcomes(hostile)).Refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damaged_files_give_outcomes_and_nothing_else()
    {
        FormatSample[] samples = [.. Samples, .. WithABadRecord is { } bad ? [bad.Sample] : Array.Empty<FormatSample>()];
        Gen.Select(Gen.Int[0, samples.Length - 1], Mutation.Some, Gen.Int[0, 7]).Sample((index, mutations, piece) =>
        {
            byte[] bytes = Mutation.Apply(samples[index].Bytes, mutations);
            Assert.All(Outcomes(bytes, piece), AssertSound);
        }, iter: Iterations, time: FuzzSeconds);
    }

    [Fact]
    public void Every_beginning_of_a_file_gives_outcomes_and_nothing_else()
    {
        foreach (FormatSample sample in Samples)
        {
            int step = 1 + sample.Bytes.Length / 400;
            for (int length = 0; length < sample.Bytes.Length; length += step)
                Assert.All(Outcomes(sample.Bytes[..length]), AssertSound);
        }
    }

    /// <summary>How many damaged files are tried where no time is set.</summary>
    protected virtual int Iterations => 300;

    /// <summary>All records of bytes that are read as this format.</summary>
    internal List<CatalogRecord> Read(byte[] bytes, int longestPiece = 0, IntakeSettings? settings = null) =>
        MemoryFile.Read(bytes, "dir/file", Format, longestPiece, settings: settings);

    /// <summary>All records of a text.</summary>
    internal List<CatalogRecord> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    /// <summary>The one record of a text.</summary>
    internal CatalogRecord ReadOne(string text) => Assert.Single(Read(text));

    // As the reader of catalogs has it: what breaks a file off is one more outcome.
    private List<CatalogRecord> Outcomes(byte[] bytes, int piece = 0)
    {
        var settings = new IntakeSettings { Cancellation = TestContext.Current.CancellationToken };
        var records = new List<CatalogRecord>();
        using CatalogFile file = MemoryFile.Of(bytes, "dir/file", piece, settings: settings);
        try
        {
            records.AddRange(Format.Read(file, settings));
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            records.Add(CatalogRecord.Refused("dir/file", 0, null, e.Message));
        }
        return records;
    }

    private static void AssertSound(CatalogRecord record)
    {
        Assert.Equal("dir/file", record.File);
        Assert.True(record.Line >= 0);
        Assert.NotEqual(record.Work is null, record.Refusal is null);
        Assert.All(record.Warnings, AssertSentence);
        if (record.Refusal is not null)
        {
            AssertSentence(record.Refusal);
            Assert.Null(record.Text);
            Assert.Empty(record.Rights);
            return;
        }
        Work work = record.Work!;
        Assert.InRange(work.Id.Length, 1, Work.LongestId);
        Assert.False(string.IsNullOrWhiteSpace(work.Title));
        Assert.False(record.Text is not null && string.IsNullOrWhiteSpace(record.Text));
        AssertWellFormed(record.Text ?? "");
        AssertWellFormed(JsonSerializer.Serialize(work, Readable));
        Assert.All(record.Rights, r => Assert.Equal(work.Id, r.Scope.Target));
        Assert.All(record.Rights, r => r.ContentId());
        Assert.Matches(@"^(\d{4}(-\d\d(-\d\d)?)?)?$", work.Published ?? "");
        Assert.All(work.Terms, t => Assert.False(string.IsNullOrWhiteSpace(t.Text)));
        Assert.All(work.Relations, r => Assert.False(string.IsNullOrWhiteSpace(r.Value)));
        Assert.All(work.Contributors, c => Assert.False(string.IsNullOrWhiteSpace(c)));
        Assert.All(work.Identifiers, i => Assert.False(string.IsNullOrWhiteSpace(i.Value)));
    }

    private static void AssertSentence(string sentence)
    {
        Assert.False(string.IsNullOrWhiteSpace(sentence));
        Assert.False(sentence.EndsWith('.'), sentence);
        Assert.DoesNotContain('\n', sentence);
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Half a character can be stored in no file.
    private static void AssertWellFormed(string text) => Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    private static string Told(CatalogRecord record) => string.Join('\n',
        [
            $"{record.Line} {record.RecordId} {record.Action} {record.Stated} {record.IsInSeries} {record.Format}", JsonSerializer.Serialize(record.Work, Readable),
            record.Text, record.Refusal, .. record.Warnings, .. record.Rights.Select(r => r.ContentId()),
        ]);
}
