using ProvenanceAudit.Matching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Rows as an ingest and a scan leave them.</summary>
internal static class RegistrySamples
{
    public const string Passage = "the sea was a sheet of hammered silver that no keel had ever cut";

    /// <summary>A catalog of a rights holder with two works, one of which a finished scan found, or several.</summary>
    public static async Task<Sample> SampleAsync(this RunningServer server, string rightsHolder, int scans = 1)
    {
        await using RegistryContext context = server.Database.CreateContext(RegistryScope.Everything);
        RightsHolder holder = context.RightsHolders.Single(r => r.Name == rightsHolder);
        var catalog = new Catalog { RightsHolderId = holder.Id, Name = $"Novels of {rightsHolder}" };
        string before = "It was morning, and ", after = ", said the captain.";
        (RegisteredWork found, RegisteredText foundText) = Work(catalog, "isbn-1", "The Silver Sea", before + Passage + after);
        (RegisteredWork other, RegisteredText otherText) = Work(catalog, "isbn-2", "The Quiet Wood", "Nothing of this was ever said by a model.");
        var model = new AuditedModel { Name = $"model of {rightsHolder}", Access = ModelAccess.Files };
        context.AddRange(catalog, found, other, model);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        context.AddRange(foundText, otherText);
        Sample? sample = null;
        for (int i = 0; i < scans; i++)
        {
            Scan scan = NewScan(model, Math.Max(found.Revision, other.Revision));
            context.Add(scan);
            // Rows of a scan are numbered by it.
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
            (StoredFinding finding, StoredMatch match) = AddFinding(context, scan, found, before.Length);
            sample ??= new Sample(holder.Id, catalog.Id, found.Id, scan.Id, finding.Id, match.Id);
        }
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return sample!;
    }

    private static Scan NewScan(AuditedModel model, long revision) => new()
    {
        Name = "outputs.jsonl",
        ModelId = model.Id,
        SettingsJson = "{}",
        Outputs = 10,
        OutputWords = 1000,
        IndexRevision = revision,
        Finished = DateTimeOffset.UtcNow,
        ModelsJson = """[{"model":"parrot-1","outputs":10,"outputsWithMatches":1,"words":1000,"copiedWords":14,"longestRun":14}]""",
        SignificanceJson = """
                {"method":"Matches were weighed against chance.","significantMatches":2,"insignificantMatches":0,"eValueThreshold":0.01,
                 "decoyMatches":0,"falseDiscoveryRate":0}
                """,
    };

    private static (StoredFinding Finding, StoredMatch Match) AddFinding(RegistryContext context, Scan scan, RegisteredWork found, int start)
    {
        var output = new StoredOutput
        {
            Id = RowKey.OfOutput(scan.Number, 0),
            ScanId = scan.Id,
            Ordinal = 0,
            Sample = 0,
            Text = "Once, " + Passage + ".",
            Model = "parrot-1",
            Prompt = "Tell me of the sea.",
            Answered = DateTimeOffset.UtcNow,
        };
        context.Add(output);
        var copied = new CommonRun(
            new TextSpan(6, 6 + Passage.Length), new TextSpan(start, start + Passage.Length), Passage.Split(' ').Length);
        var match = new Match
        {
            OutputId = "0",
            Kind = MatchKind.Verbatim,
            Source = new MatchedSource
            {
                WorkId = found.IndexId,
                Span = copied.Work,
                Output = copied.Output,
                Words = copied.Words,
                Identity = 1,
                Runs = [copied],
            },
            LongestRun = copied.Words,
            EValue = 1e-9,
            Significant = true,
        };
        StoredMatch row = StoredMatch.Of(match, scan, output.Id, 0, _ => found.RightsHolderId)[0];
        var finding = new StoredFinding
        {
            Id = StoredFinding.IdOf(scan.Id, found.Id),
            ScanId = scan.Id,
            WorkId = found.Id,
            RightsHolderId = found.RightsHolderId,
            TextSha256 = found.TextSha256!,
            Matches = 1,
            Outputs = 1,
            CopiedWords = copied.Words,
            ShareOfWork = 0.6,
            LongestRun = copied.Words,
            SmallestEValue = 1e-9,
            Coverage = [0, 1],
        };
        context.AddRange(row, finding);
        return (finding, row);
    }

    private static (RegisteredWork, RegisteredText) Work(Catalog catalog, string id, string title, string text)
    {
        var work = new RegisteredWork
        {
            RightsHolderId = catalog.RightsHolderId,
            CatalogId = catalog.Id,
            ExternalId = id,
            Title = title,
            TextSha256 = RegisteredWork.HashOf(text),
            TextLength = text.Length,
            Words = text.Split(' ').Length,
        };
        work.Describe(new Work { Id = id, Title = title });
        return (work, new RegisteredText { WorkId = work.Id, RightsHolderId = work.RightsHolderId, Text = text, Sha256 = work.TextSha256 });
    }
}

/// <summary>Ids of a sample.</summary>
internal sealed record Sample(Guid RightsHolderId, Guid CatalogId, Guid WorkId, Guid ScanId, Guid FindingId, long MatchId);
