using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Registry.Tests;

/// <summary>Rows as the product writes them. Names are unique, so that tests of one database do not meet.</summary>
internal static class Samples
{
    private static int _count;

    public static string Name(string what) => $"{what} {Interlocked.Increment(ref _count)}";

    public static RegisteredWork Work(Catalog catalog, string text, string? id = null)
    {
        var work = new RegisteredWork
        {
            RightsHolderId = catalog.RightsHolderId,
            CatalogId = catalog.Id,
            ExternalId = id ?? Name("work"),
            Title = "",
            TextSha256 = RegisteredWork.HashOf(text),
            TextLength = text.Length,
        };
        work.Describe(new Work { Id = work.ExternalId, Title = work.ExternalId });
        return work;
    }

    public static RegisteredText Text(RegisteredWork work, string text) =>
        new() { WorkId = work.Id, Sha256 = RegisteredWork.HashOf(text), RightsHolderId = work.RightsHolderId, Text = text };

    public static StoredOutput Output(Scan scan, int ordinal, string text, long? probe = null) => new()
    {
        Id = RowKey.OfOutput(scan.Number, ordinal),
        ScanId = scan.Id,
        Ordinal = ordinal,
        Sample = 0,
        Text = text,
        ProbeId = probe,
    };

    public static StoredMatch Match(Scan scan, StoredOutput output, RegisteredWork work, int ordinal = 0) =>
        StoredMatch.Of(Found(work.IndexId), scan, output.Id, ordinal, _ => work.RightsHolderId)[0];

    public static Match Found(string workId, params string[] alsoIn) => new()
    {
        OutputId = "0",
        Kind = MatchKind.NearVerbatim,
        Source = Source(workId, 100),
        AlsoIn = [.. alsoIn.Select((id, i) => Source(id, 1000 * (i + 1)))],
        LongestRun = 9,
        EValue = 1e-9,
        Significant = true,
        Quotation = QuotationSigns.BlockQuote | QuotationSigns.Attribution,
    };

    /// <summary>A paraphrase that shares no word with either work.</summary>
    public static Match Paraphrase(string workId, string alsoIn, IReadOnlyList<SentencePair> sentences) => new()
    {
        OutputId = "0",
        Kind = MatchKind.Paraphrase,
        Similarity = 0.75,
        Sentences = sentences,
        Source = Source(workId, 100) with { Words = 0, Identity = 0, Runs = [] },
        AlsoIn = [Source(alsoIn, 1000) with { Words = 0, Identity = 0, Runs = [] }],
        LongestRun = 0,
        EValue = 1e-3,
        Significant = true,
    };

    public static StoredFinding Finding(Scan scan, RegisteredWork work) => new()
    {
        Id = StoredFinding.IdOf(scan.Id, work.Id),
        ScanId = scan.Id,
        WorkId = work.Id,
        RightsHolderId = work.RightsHolderId,
        TextSha256 = work.TextSha256!,
        Matches = 1,
        Outputs = 1,
        CopiedWords = 17,
        ShareOfWork = 0.25,
        LongestRun = 9,
        SmallestEValue = 1e-9,
        Coverage = [0, 1.0 / 3, 1],
        Paraphrases = 3,
        Probability = 0.9375,
        VerdictJson = """{"probability":0.9375}""",
    };

    /// <summary>A rights holder with a catalog, saved.</summary>
    public static async Task<Catalog> CatalogAsync(RegistryDatabase database)
    {
        await using RegistryContext context = database.CreateContext(RegistryScope.Everything);
        var catalog = new Catalog { RightsHolderId = Guid.CreateVersion7(), Name = Name("catalog") };
        context.Add(new RightsHolder { Id = catalog.RightsHolderId, Name = Name("publisher") });
        context.Add(catalog);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return catalog;
    }

    /// <summary>A scan of a model, saved.</summary>
    public static async Task<Scan> ScanAsync(RegistryDatabase database)
    {
        await using RegistryContext context = database.CreateContext(RegistryScope.Everything);
        var model = new AuditedModel { Name = Name("model"), Access = ModelAccess.Files };
        var scan = new Scan { Name = Name("scan"), ModelId = model.Id, SettingsJson = "{}" };
        context.AddRange(model, scan);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return scan;
    }

    private static MatchedSource Source(string workId, int start) => new()
    {
        WorkId = workId,
        Span = new TextSpan(start, start + 90),
        Output = new TextSpan(5, 96),
        Words = 17,
        Identity = 17.0 / 18,
        Runs =
        [
            new CommonRun(new TextSpan(5, 50), new TextSpan(start, start + 44), 9),
            new CommonRun(new TextSpan(56, 96), new TextSpan(start + 50, start + 90), 8),
        ],
    };
}
