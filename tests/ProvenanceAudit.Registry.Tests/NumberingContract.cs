using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.TestDatabases;

namespace ProvenanceAudit.Registry.Tests;

/// <summary>How works get revisions, and scans and submissions their numbers.</summary>
public abstract class NumberingContract(TestRegistry registry)
{
    private readonly RegistryDatabase _database = registry.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_that_has_all_up_to_a_revision_never_misses_a_lower_one_that_commits_later()
    {
        const int Writers = 6, Rounds = 12, WorksARound = 3;
        Catalog catalog = await Samples.CatalogAsync(_database);
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            for (int round = 0; round < Rounds; round++)
            {
                await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
                await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
                for (int work = 0; work < WorksARound; work++)
                    context.Add(Samples.Work(catalog, ""));
                await context.SaveChangesAsync(Cancellation);
                // Between the drawing of a number and its commit, others try to overtake.
                await Task.Delay(random.Next(8), Cancellation);
                if (round % 4 == 3)
                    await transaction.RollbackAsync(Cancellation);
                else
                    await transaction.CommitAsync(Cancellation);
            }
        }))];
        var all = Task.WhenAll(writers);
        var read = new List<(long Revision, Guid Id)>();
        for (bool last = false; !last;)
        {
            // Once the writers are done, one more look sees all.
            last = all.IsCompleted;
            long seen = read.Count == 0 ? 0 : read[^1].Revision;
            await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
            foreach (var work in await context.Works.Where(w => w.CatalogId == catalog.Id && w.Revision > seen)
                .OrderBy(w => w.Revision)
                .Select(w => new { w.Revision, w.Id }).ToListAsync(Cancellation))
                read.Add((work.Revision, work.Id));
            await Task.Delay(1, Cancellation);
        }
        await all;
        await using RegistryContext after = _database.CreateContext(RegistryScope.Everything);
        List<Guid> written = await after.Works.Where(w => w.CatalogId == catalog.Id).OrderBy(w => w.Revision).Select(w => w.Id)
            .ToListAsync(Cancellation);
        Assert.Equal(Writers * Rounds * 3 / 4 * WorksARound, written.Count);
        Assert.Equal(written, read.Select(r => r.Id));
    }

    [Fact]
    public async Task Every_change_of_a_work_gives_it_a_higher_revision()
    {
        Catalog catalog = await Samples.CatalogAsync(_database);
        RegisteredWork first = Samples.Work(catalog, ""), second = Samples.Work(catalog, "");
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.AddRange(first, second);
        await context.SaveChangesAsync(Cancellation);
        long before = Math.Max(first.Revision, second.Revision);
        Assert.True(first.Revision > 0 && second.Revision > 0 && first.Revision != second.Revision);
        DateTimeOffset changed = first.Changed;
        first.Withdrawn = DateTimeOffset.UtcNow;
        await context.SaveChangesAsync(Cancellation);
        Assert.True(first.Revision > before);
        Assert.True(first.Changed > changed);
        Assert.Equal(first.Revision,
            await context.Works.Where(w => w.Id == first.Id).Select(w => w.Revision).SingleAsync(Cancellation));
        // Nothing changed, nothing drawn.
        long last = first.Revision;
        await context.SaveChangesAsync(Cancellation);
        Assert.Equal(last, first.Revision);
    }

    [Fact]
    public async Task Scans_are_numbered_one_by_one_whoever_makes_them()
    {
        Scan[] scans = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Samples.ScanAsync(_database))));
        long[] numbers = [.. scans.Select(s => s.Number).Order()];
        Assert.Equal(Enumerable.Range(0, 20).Select(i => numbers[0] + i), numbers);
        Assert.True(numbers[0] > 0);
    }

    [Fact]
    public async Task What_draws_numbers_is_saved_asynchronously()
    {
        Catalog catalog = await Samples.CatalogAsync(_database);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.Add(Samples.Work(catalog, ""));
        Assert.Throws<NotSupportedException>(() => context.SaveChanges());
    }
}

public sealed class NumberingOnSqlite(SqliteRegistry registry) : NumberingContract(registry), IClassFixture<SqliteRegistry>;

public sealed class NumberingOnPostgreSql(PostgreSqlRegistry registry)
    : NumberingContract(registry), IClassFixture<PostgreSqlRegistry>;
