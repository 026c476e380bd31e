using System.Data.Common;
using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.TestDatabases;
using ProvenanceAudit.Tests.Text;

namespace ProvenanceAudit.Registry.Tests;

/// <summary>Rows written in bulk.</summary>
public abstract class BulkRowsContract(TestRegistry registry)
{
    private readonly RegistryDatabase _database = registry.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(333)]
    public async Task Bulk_rows_are_what_SaveChanges_would_have_written(int count)
    {
        Scan scan = await Samples.ScanAsync(_database), other = await Samples.ScanAsync(_database);
        string[] texts = NastyTexts.Gen.Array[count].Single();
        StoredOutput[] Rows(Scan of) => [.. texts.Select((text, i) => new StoredOutput
        {
            Id = RowKey.OfOutput(of.Number, i),
            ScanId = of.Id,
            Ordinal = i,
            Sample = i % 3,
            ExternalId = text,
            Text = text,
            Words = i,
            Model = i % 2 == 0 ? null : text,
            Prompt = i % 2 == 0 ? text : null,
            LogProbabilitiesJson = i % 5 == 0 ? "[]" : null,
            PromptTokens = i % 2 == 0 ? null : i,
            Asked = i % 2 == 0 ? null : DateTimeOffset.UnixEpoch.AddTicks(i).ToOffset(TimeSpan.FromHours(3)),
        })];
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        Assert.Equal(count, await BulkRows.InsertAsync(context, Rows(scan), Cancellation));
        context.AddRange(Rows(other).Cast<object>());
        await context.SaveChangesAsync(Cancellation);
        context.ChangeTracker.Clear();
        Assert.Equal(await ReadAsync(context, other), await ReadAsync(context, scan));
    }

    [Fact]
    public async Task Every_kind_of_column_is_written()
    {
        Catalog catalog = await Samples.CatalogAsync(_database);
        RegisteredWork work = Samples.Work(catalog, "");
        Scan scan = await Samples.ScanAsync(_database);
        StoredOutput output = Samples.Output(scan, 0, "text");
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.AddRange(work, Samples.Text(work, ""), output);
        await context.SaveChangesAsync(Cancellation);
        StoredMatch match = StoredMatch.Of(
            Samples.Found(work.IndexId, work.IndexId) with { EValue = double.PositiveInfinity }, scan, output.Id, 0,
            _ => work.RightsHolderId)[0];
        StoredFinding finding = Samples.Finding(scan, work);
        await BulkRows.InsertAsync(context, [match], Cancellation);
        await BulkRows.InsertAsync(context, [finding], Cancellation);
        StoredMatch read = await context.Matches.AsNoTracking().SingleAsync(m => m.ScanId == scan.Id, Cancellation);
        Assert.Equal(double.PositiveInfinity, read.EValue);
        Assert.Equal(JsonSerializer.Serialize(match.ToMatch() with { EValue = 0 }),
            JsonSerializer.Serialize(read.ToMatch() with { EValue = 0 }));
        Assert.Equal(
            finding.Coverage, (await context.Findings.AsNoTracking().SingleAsync(f => f.ScanId == scan.Id, Cancellation))
                .Coverage);
    }

    [Fact]
    public async Task A_step_done_again_adds_what_is_missing_and_leaves_the_rest()
    {
        Scan scan = await Samples.ScanAsync(_database);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        Assert.Equal(60, await BulkRows.InsertMissingAsync(context, Outputs(scan, 0, 60, "first"), Cancellation));
        Assert.Equal(40, await BulkRows.InsertMissingAsync(context, Outputs(scan, 0, 100, "second"), Cancellation));
        Assert.Equal(0, await BulkRows.InsertMissingAsync(context, Outputs(scan, 0, 100, "third"), Cancellation));
        List<string> texts = await context.Outputs.Where(o => o.ScanId == scan.Id).OrderBy(o => o.Id).Select(o => o.Text)
            .ToListAsync(Cancellation);
        Assert.Equal([.. Enumerable.Repeat("first", 60), .. Enumerable.Repeat("second", 40)], texts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_row_leaves_none_written(bool keepExisting)
    {
        Scan scan = await Samples.ScanAsync(_database);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        // The last row breaks another rule than that of the key: its place is taken.
        StoredOutput[] rows = [.. Outputs(scan, 0, 50, "x"),
            new() { Id = RowKey.OfOutput(scan.Number, 99), ScanId = scan.Id, Ordinal = 3, Sample = 0, Text = "" }];
        await Assert.ThrowsAnyAsync<DbException>(
            () => keepExisting ? BulkRows.InsertMissingAsync(context, rows, Cancellation)
                : BulkRows.InsertAsync(context, rows, Cancellation));
        Assert.Equal(0, await context.Outputs.CountAsync(o => o.ScanId == scan.Id, Cancellation));
    }

    [Fact]
    public async Task A_row_whose_key_exists_is_refused_where_all_are_to_be_new()
    {
        Scan scan = await Samples.ScanAsync(_database);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        await BulkRows.InsertAsync(context, Outputs(scan, 5, 1, "x"), Cancellation);
        await Assert.ThrowsAnyAsync<DbException>(() => BulkRows.InsertAsync(context, Outputs(scan, 0, 10, "y"), Cancellation));
        Assert.Equal(1, await context.Outputs.CountAsync(o => o.ScanId == scan.Id, Cancellation));
    }

    [Fact]
    public async Task In_a_transaction_bulk_rows_share_its_fate()
    {
        Scan scan = await Samples.ScanAsync(_database);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        await using (var transaction = await context.Database.BeginTransactionAsync(Cancellation))
        {
            await BulkRows.InsertAsync(context, Outputs(scan, 0, 40, "x"), Cancellation);
            await BulkRows.InsertMissingAsync(context, Outputs(scan, 0, 50, "x"), Cancellation);
            await BulkRows.InsertMissingAsync(context, Outputs(scan, 0, 60, "x"), Cancellation);
            Assert.Equal(60, await context.Outputs.CountAsync(o => o.ScanId == scan.Id, Cancellation));
            await transaction.RollbackAsync(Cancellation);
        }
        Assert.Equal(0, await context.Outputs.CountAsync(o => o.ScanId == scan.Id, Cancellation));
    }

    [Fact]
    public async Task Rows_whose_making_fails_are_not_written()
    {
        Scan scan = await Samples.ScanAsync(_database);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        IEnumerable<StoredOutput> Rows()
        {
            foreach (StoredOutput row in Outputs(scan, 0, 100, "x"))
                yield return row;
            throw new InvalidDataException("the output is damaged");
        }
        await Assert.ThrowsAsync<InvalidDataException>(() => BulkRows.InsertAsync(context, Rows(), Cancellation));
        Assert.Equal(0, await context.Outputs.CountAsync(o => o.ScanId == scan.Id, Cancellation));
    }

    [Fact]
    public async Task Rows_that_draw_numbers_are_not_written_in_bulk()
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        await Assert.ThrowsAsync<NotSupportedException>(() => BulkRows.InsertAsync<RegisteredWork>(context, [], Cancellation));
        await Assert.ThrowsAsync<NotSupportedException>(() => BulkRows.InsertAsync<Scan>(context, [], Cancellation));
        await Assert.ThrowsAsync<NotSupportedException>(() => BulkRows.InsertAsync<AuditLogEntry>(context, [], Cancellation));
        await Assert.ThrowsAsync<NotSupportedException>(() => BulkRows.InsertAsync<string>(context, [], Cancellation));
    }

    private static IEnumerable<StoredOutput> Outputs(Scan scan, int first, int count, string text) =>
        Enumerable.Range(first, count).Select(i => Samples.Output(scan, i, text));

    private static async Task<List<string>> ReadAsync(RegistryContext context, Scan scan) =>
        [.. (await context.Outputs.AsNoTracking().Where(o => o.ScanId == scan.Id).OrderBy(o => o.Id).ToListAsync(Cancellation))
            .Select(o => string.Join(
                '|', o.Ordinal, o.Sample, o.ExternalId, o.Text, o.Words, o.Model, o.Prompt, o.LogProbabilitiesJson,
                o.PromptTokens, o.Asked))];
}

public sealed class BulkRowsOnSqlite(SqliteRegistry registry) : BulkRowsContract(registry), IClassFixture<SqliteRegistry>;

public sealed class BulkRowsOnPostgreSql(PostgreSqlRegistry registry)
    : BulkRowsContract(registry), IClassFixture<PostgreSqlRegistry>;
