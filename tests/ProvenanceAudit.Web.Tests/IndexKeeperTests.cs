using Microsoft.Extensions.DependencyInjection;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.App.Indexing;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.Web.Tests;

public sealed class IndexKeeperTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task The_index_follows_the_registry_and_is_the_same_when_it_is_made_anew(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine));
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(Intake.Works(40))));
        IndexKeeper keeper = server.Services.GetRequiredService<IndexKeeper>();
        string withdrawn;
        using (IndexLease first = await keeper.OpenAsync(Cancellation))
        {
            Assert.Equal(40, first.Index.WorkCount);
            using IndexLease same = await keeper.OpenAsync(Cancellation);
            Assert.Same(first.Index, same.Index);
            withdrawn = first.Index.Works.First().Id;
            await (await pia.GetAsync($"/works/{Guid.Parse(withdrawn)}")).SubmitAsync("#withdraw");
            using IndexLease later = await keeper.OpenAsync(Cancellation);
            Assert.Null(later.Index.FindWork(withdrawn));
            // What was opened stays as it was.
            Assert.NotNull(first.Index.FindWork(withdrawn));
        }
        string[] found = await FoundAsync(keeper);
        Assert.Equal(39, found.Length);
        int code = CommandLine.Run(["index", "rebuild", "--data", server.Settings.DataFolder, "--database", server.Settings.Database]);
        Assert.Equal(0, code);
        using var other = new IndexKeeper(server.Settings, server.Database, Microsoft.Extensions.Logging.Abstractions.NullLogger<IndexKeeper>.Instance);
        Assert.Equal(found, await FoundAsync(other));
    }

    [Fact]
    public async Task A_catalog_that_is_put_away_is_out_of_the_index_until_it_is_taken_into_use_again()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        Page other = await pia.CatalogAsync("Poems");
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(Intake.Works(5))));
        await server.Database.EndedAsync(Intake.IdOf(await other.HandInAsync(Intake.Works(3, seed: 2))));
        IndexKeeper keeper = server.Services.GetRequiredService<IndexKeeper>();
        Assert.Equal(8, await CountAsync(keeper));
        Page away = await catalog.SubmitAsync("#archive");
        Assert.Equal(3, await CountAsync(keeper));
        await away.SubmitAsync("#restore");
        Assert.Equal(8, await CountAsync(keeper));
    }

    [Fact]
    public async Task An_index_that_is_gone_or_damaged_is_made_anew()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        await server.Database.EndedAsync(Intake.IdOf(await (await pia.CatalogAsync()).HandInAsync(Intake.Works(5))));
        using (IndexKeeper first = NewKeeper(server))
            Assert.Equal(5, await CountAsync(first));
        Directory.Delete(Path.Combine(server.Settings.DataFolder, "index"), recursive: true);
        using (IndexKeeper second = NewKeeper(server))
            Assert.Equal(5, await CountAsync(second));
        foreach (string file in Directory.EnumerateFiles(Path.Combine(server.Settings.DataFolder, "index"), "segments*"))
            File.WriteAllBytes(file, [1, 2, 3]);
        using IndexKeeper third = NewKeeper(server);
        Assert.Equal(5, await CountAsync(third));
    }

    [Fact]
    public async Task Two_processes_on_one_folder_bring_the_index_up_to_date_one_after_the_other()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        await server.Database.EndedAsync(Intake.IdOf(await (await pia.CatalogAsync()).HandInAsync(Intake.Works(30))));
        IndexKeeper[] keepers = [.. Enumerable.Range(0, 4).Select(_ => NewKeeper(server))];
        Assert.All(await Task.WhenAll(keepers.Select(k => Task.Run(() => CountAsync(k)))), count => Assert.Equal(30, count));
        Array.ForEach(keepers, k => k.Dispose());
    }

    private static IndexKeeper NewKeeper(RunningServer server) =>
        new(server.Settings, server.Database, Microsoft.Extensions.Logging.Abstractions.NullLogger<IndexKeeper>.Instance);

    private static async Task<int> CountAsync(IndexKeeper keeper)
    {
        using IndexLease lease = await keeper.OpenAsync(Cancellation);
        return lease.Index.WorkCount;
    }

    /// <summary>What a scan finds that recites the beginnings of all works that were handed in.</summary>
    private static async Task<string[]> FoundAsync(IndexKeeper keeper)
    {
        using IndexLease lease = await keeper.OpenAsync(Cancellation);
        ModelOutput[] outputs = [.. Enumerable.Range(0, 40).Select(i => new ModelOutput { Id = $"o{i:00}", Text = Intake.Text(i + 100_000, 30) })];
        ScanResult result = new OutputScanner(lease.Index, new MatchSettings()).Scan(outputs, cancellation: Cancellation);
        return [.. result.Outputs.SelectMany(o => o.Matches).Select(m => $"{m.OutputId} {m.Source.WorkId} {m.Source.Span} {m.Source.Output} {m.EValue:R}").Order(StringComparer.Ordinal)];
    }
}
