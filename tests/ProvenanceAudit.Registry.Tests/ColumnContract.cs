using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.TestDatabases;
using ProvenanceAudit.Tests.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Registry.Tests;

/// <summary>What comes back of what was saved.</summary>
public abstract class ColumnContract(TestRegistry registry)
{
    private readonly RegistryDatabase _database = registry.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_text_of_a_work_comes_back_to_the_code_unit()
    {
        Catalog catalog = await Samples.CatalogAsync(_database);
        string[] texts = [.. NastyTexts.Gen.Array[150].Single(), "", "\0", "\uD800", "\uDC00\uD800", new string('x', 3_000_000)];
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        RegisteredWork[] works = [.. texts.Select(t => Samples.Work(catalog, t))];
        context.AddRange(works);
        context.AddRange(works.Zip(texts, Samples.Text));
        await context.SaveChangesAsync(Cancellation);
        await using RegistryContext again = _database.CreateContext(RegistryScope.Everything);
        Dictionary<Guid, string> read = await again.Texts.Where(t => t.RightsHolderId == catalog.RightsHolderId)
            .ToDictionaryAsync(t => t.WorkId, t => t.Text, Cancellation);
        Assert.Equal(texts, works.Select(w => read[w.Id]), StringComparer.Ordinal);
        Assert.All(works, w => Assert.Equal(w.TextSha256, RegisteredWork.HashOf(read[w.Id])));
    }

    [Fact]
    public async Task Any_words_of_a_catalog_are_kept_but_for_what_the_database_cannot_hold()
    {
        Catalog catalog = await Samples.CatalogAsync(_database);
        string[] titles = [.. NastyTexts.Gen.Array[150].Single(), "NUL \0, alone \uD800 and \uDC00, a pair \U0001F40B"];
        RegisteredWork[] works = [.. titles.Select(title =>
        {
            RegisteredWork work = Samples.Work(catalog, "");
            work.Describe(new Work
            {
                Id = "",
                Title = title,
                Contributors = [title, "B"],
                Identifiers = new Dictionary<string, string> { ["isbn"] = title },
            });
            return work;
        })];
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.AddRange(works);
        await context.SaveChangesAsync(Cancellation);
        await using RegistryContext again = _database.CreateContext(RegistryScope.Everything);
        foreach ((RegisteredWork work, string title) in works.Zip(titles))
        {
            RegisteredWork read = await again.Works.SingleAsync(w => w.Id == work.Id, Cancellation);
            Assert.Equal(Storable(title), read.Title, StringComparer.Ordinal);
            // JSON carries NUL, but no lone surrogates either.
            Assert.Equal([WithoutLoneSurrogates(title), "B"], read.Contributors);
            Assert.Equal(("isbn", WithoutLoneSurrogates(title)), (Assert.Single(read.Identifiers).Key, read.Identifiers["isbn"]));
        }
        Assert.Equal("NUL \uFFFD, alone \uFFFD and \uFFFD, a pair \U0001F40B",
            (await again.Works.FindAsync([works[^1].Id], Cancellation))!.Title);
    }

    [Fact]
    public async Task Works_are_found_by_part_of_what_the_catalog_says_of_them()
    {
        Catalog catalog = await Samples.CatalogAsync(_database);
        RegisteredWork work = Samples.Work(catalog, "");
        work.Describe(new Work
        {
            Id = "",
            Title = "Moby-Dick; ODER: Der Weiße ﬁsch 100%_",
            Contributors = ["Herman MELVILLE", "Жуковский"],
            Identifiers = new Dictionary<string, string> { ["isbn"] = "978-3-16" },
        });
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.AddRange(work, Samples.Work(catalog, ""));
        await context.SaveChangesAsync(Cancellation);
        foreach (string sought in (string[])["moby-dick", "MELVILLE", "weiße fisch", "жуковский", "978-3", "100%_",
            work.ExternalId])
        {
            string form = RegisteredWork.SearchFormOf(sought);
            Assert.Equal([work.Id], await context.Works
                .Where(w => w.CatalogId == catalog.Id && w.SearchText.Contains(form)).Select(w => w.Id)
                    .ToListAsync(Cancellation));
        }
        // A search for what cannot be stored finds nothing, and is no error.
        Assert.False(await context.Works.AnyAsync(w => w.SearchText.Contains("\0\uD800x"), Cancellation));
        Assert.True(await context.Works.AnyAsync(w => w.Id == work.Id && w.Title.StartsWith("Moby") && w.Title.EndsWith("%_")
            && EF.Functions.Like(w.Title, "%Dick%"), Cancellation));
    }

    [Fact]
    public async Task Times_are_kept_to_the_microsecond_in_utc_and_have_their_order()
    {
        DateTimeOffset[] times =
        [
            DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch, new(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(2)),
            new(2026, 3, 29, 0, 30, 0, 1, TimeSpan.Zero),
            new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero).AddTicks(20_017),
        ];
        Catalog catalog = await Samples.CatalogAsync(_database);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.AddRange(times.Reverse().Select(t => new CompiledReport
        {
            RightsHolderId = catalog.RightsHolderId,
            Title = "",
            From = t,
            Until = t,
        }));
        await context.SaveChangesAsync(Cancellation);
        IQueryable<CompiledReport> own = context.Reports.AsNoTracking().Where(r => r.RightsHolderId == catalog.RightsHolderId);
        List<DateTimeOffset> read = await own.OrderBy(r => r.From).Select(r => r.From).ToListAsync(Cancellation);
        Assert.Equal(times.Select(t => t.AddTicks(-(t.Ticks % 10))), read);
        Assert.All(read, t => Assert.Equal(TimeSpan.Zero, t.Offset));
        DateTimeOffset middle = times[2];
        Assert.Equal(3, await own.CountAsync(r => r.From >= middle, Cancellation));
        Assert.Equal(2, await own.CountAsync(r => r.From > middle, Cancellation));
    }

    [Fact]
    public async Task A_match_comes_back_as_it_was_found()
    {
        Catalog one = await Samples.CatalogAsync(_database), two = await Samples.CatalogAsync(_database);
        RegisteredWork[] works = [Samples.Work(one, ""), Samples.Work(two, ""), Samples.Work(one, ""), Samples.Work(two, "")];
        Scan scan = await Samples.ScanAsync(_database);
        StoredOutput output = Samples.Output(scan, 0, "text");
        Dictionary<Guid, Guid> owners = works.ToDictionary(w => w.Id, w => w.RightsHolderId);
        Match match = Samples.Found(works[0].IndexId, works[1].IndexId, works[2].IndexId, works[3].IndexId);
        IReadOnlyList<StoredMatch> rows = StoredMatch.Of(match, scan, output.Id, 5, work => owners[work]);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.AddRange([.. works, output, .. rows]);
        await context.SaveChangesAsync(Cancellation);

        await using RegistryContext again = _database.CreateContext(RegistryScope.Everything);
        List<StoredMatch> read = await again.Matches.Where(m => m.ScanId == scan.Id).OrderBy(m => m.Id).ToListAsync(Cancellation);
        Assert.Equal([RowKey.OfMatch(output.Id, 5), RowKey.OfMatch(output.Id, 6)], read.Select(m => m.Id));
        Assert.Equal([true, false], read.Select(m => m.First));
        // Each rights holder is told of its own works alone.
        Assert.Equal(Json(match with { OutputId = $"{output.Id}", AlsoIn = [match.AlsoIn[1]] }), Json(read[0].ToMatch()));
        Assert.Equal(
            Json(match with { OutputId = $"{output.Id}", Source = match.AlsoIn[0], AlsoIn = [match.AlsoIn[2]] }),
            Json(read[1].ToMatch()));
    }

    [Fact]
    public async Task A_paraphrase_comes_back_with_its_pairs_of_sentences_and_another_publisher_is_told_of_none_of_them()
    {
        Catalog one = await Samples.CatalogAsync(_database), two = await Samples.CatalogAsync(_database);
        RegisteredWork[] works = [Samples.Work(one, ""), Samples.Work(two, "")];
        Scan scan = await Samples.ScanAsync(_database);
        StoredOutput output = Samples.Output(scan, 0, "text");
        Dictionary<Guid, Guid> owners = works.ToDictionary(w => w.Id, w => w.RightsHolderId);
        // Sentences of a work may stand in any order, and in more than one pair.
        Gen<TextSpan> span = Gen.Select(Gen.Int[0, 1 << 30], Gen.Int[0, 1 << 20], (start, length) => new TextSpan(start, start + length));
        Gen<SentencePair> pair = Gen.Select(span, span, Gen.Single[0, 1], (output, work, similarity) => new SentencePair(output, work, similarity));
        Match match = Samples.Paraphrase(works[0].IndexId, works[1].IndexId, pair.Array[200].Single());
        IReadOnlyList<StoredMatch> rows = StoredMatch.Of(match, scan, output.Id, 0, work => owners[work]);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.AddRange([.. works, output]);
        await context.SaveChangesAsync(Cancellation);
        await BulkRows.InsertAsync(context, rows, Cancellation);

        await using RegistryContext again = _database.CreateContext(RegistryScope.Everything);
        List<StoredMatch> read = await again.Matches.Where(m => m.ScanId == scan.Id).OrderBy(m => m.Id).ToListAsync(Cancellation);
        Assert.Equal(Json(match with { OutputId = $"{output.Id}", AlsoIn = [] }), Json(read[0].ToMatch()));
        // Those are places in the other publisher's work.
        Assert.Equal((MatchKind.Paraphrase, null, 0), (read[1].Kind, read[1].Similarity, read[1].LongestRun));
        Assert.Empty(read[1].Sentences);
    }

    [Fact]
    public async Task Matches_are_ordered_by_E_values_from_nought_to_infinity_and_filtered_by_signs_of_quotation()
    {
        Catalog catalog = await Samples.CatalogAsync(_database);
        RegisteredWork work = Samples.Work(catalog, "");
        Scan scan = await Samples.ScanAsync(_database);
        StoredOutput output = Samples.Output(scan, 0, "text");
        double[] values = [double.PositiveInfinity, 0, 1e-300, double.Epsilon, 5];
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.AddRange(work, output);
        context.AddRange(values.Select((v, i) => StoredMatch.Of(
            Samples.Found(work.IndexId) with { EValue = v, Quotation = (QuotationSigns)i }, scan, output.Id, i,
            _ => work.RightsHolderId)[0]));
        await context.SaveChangesAsync(Cancellation);
        Assert.Equal(
            values.Order(),
            await context.Matches.AsNoTracking().Where(m => m.ScanId == scan.Id).OrderBy(m => m.EValue).Select(m => m.EValue)
                .ToListAsync(Cancellation));
        Assert.Equal(4, await context.Matches.CountAsync(m =>
            m.ScanId == scan.Id && m.Quotation != QuotationSigns.None, Cancellation));
        Assert.Equal(
            2, await context.Matches.CountAsync(m =>
                m.ScanId == scan.Id && (m.Quotation & QuotationSigns.BlockQuote) != 0, Cancellation));
        Assert.Equal(5, await context.Matches.CountAsync(m =>
            m.ScanId == scan.Id && m.Kind == MatchKind.NearVerbatim, Cancellation));
    }

    [Fact]
    public async Task A_finding_has_one_id_for_ever_and_keeps_its_coverage()
    {
        RegisteredWork work = Samples.Work(await Samples.CatalogAsync(_database), "");
        Scan scan = await Samples.ScanAsync(_database);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        StoredFinding finding = Samples.Finding(scan, work);
        context.AddRange(work, Samples.Text(work, ""), finding);
        await context.SaveChangesAsync(Cancellation);
        StoredFinding read = await context.Findings.AsNoTracking().SingleAsync(f => f.ScanId == scan.Id, Cancellation);
        Assert.Equal(finding.Coverage, read.Coverage);
        Assert.Equal((finding.Probability, finding.VerdictJson, finding.Paraphrases), (read.Probability, read.VerdictJson, read.Paraphrases));
        Assert.Equal(StoredFinding.IdOf(scan.Id, work.Id), read.Id);
        Assert.NotEqual(StoredFinding.IdOf(work.Id, scan.Id), read.Id);
        Assert.Equal(8, read.Id.Version);
    }

    private static string Json(Match match) => JsonSerializer.Serialize(match);

    private static string Storable(string text) => WithoutLoneSurrogates(text).Replace('\0', '\uFFFD');

    private static string WithoutLoneSurrogates(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

public sealed class ColumnsOnSqlite(SqliteRegistry registry) : ColumnContract(registry), IClassFixture<SqliteRegistry>;

public sealed class ColumnsOnPostgreSql(PostgreSqlRegistry registry)
    : ColumnContract(registry), IClassFixture<PostgreSqlRegistry>;
