using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Web.Tests;

/// <summary>A paraphrase as a scan leaves it, with texts that would do harm where they are not encoded.</summary>
internal static class ParaphraseSamples
{
    public const string Output = "He wrote: <script>alert(1)</script> a gale was driven across the sea. And its \"crew\", <b>all</b> of them, were scared & wept. So it ended.";
    public const string Work = "Chapter 1. Then the mariners were afraid <i>& cried. The LORD sent out a great wind into the sea</i>. Chapter 2.";

    /// <summary>The beginning of the sample catalog's Book of Jonah in other words.</summary>
    public const string Jonah =
        "The Lord spoke to Jonah, the son of Amittai. He told him to set out for the huge city of Nineveh and to preach against it, because he had seen how wicked its people were. "
        + "Jonah ran away from the Lord instead and headed for Tarshish. At Joppa he came upon a ship bound for Tarshish, paid his fare and went aboard, so as to get away from the Lord. "
        + "Then the Lord hurled a violent wind upon the sea, and the storm was so strong that the ship was about to break apart. The frightened sailors prayed, each to his own god, and threw "
        + "the cargo overboard into the sea to make the ship lighter. Meanwhile Jonah had gone below deck and was lying there sound asleep. The captain came to him and said: How can you sleep? "
        + "Get up and call upon your god; perhaps he will take notice of us and we will not perish.";

    /// <summary>A judgement on it.</summary>
    public static CalibratedVerdict Verdict { get; } = new(
        "finding verdict 1 (0123456789ab)", 0.93,
        [
            new("paraphrased-sentences", 3, 2.1), new("paraphrase-similarity", 0.82, 1.2), new("words-scanned", 1000, -0.7), new("prompt-share", null, 0),
            new("<b>another</b>", 2, 0.1),
        ]);

    /// <summary>Adds a work to a catalog, and a finding of it by a scan of the oldest model.</summary>
    /// <returns>Ids of the scan, the finding and the match.</returns>
    public static async Task<(Guid Scan, Guid Finding, long Match)> ParaphraseAsync(this RunningServer server, Guid catalogId)
    {
        await using RegistryContext context = server.Database.CreateContext(RegistryScope.Everything);
        Guid model = await context.Models.OrderBy(m => m.Id).Select(m => m.Id).FirstAsync();
        Guid owner = await context.Catalogs.Where(c => c.Id == catalogId).Select(c => c.RightsHolderId).SingleAsync();
        var work = new RegisteredWork
        {
            RightsHolderId = owner,
            CatalogId = catalogId,
            ExternalId = "isbn-3",
            Title = "Of a Storm",
            TextSha256 = RegisteredWork.HashOf(Work),
            TextLength = Work.Length,
            Words = 20,
        };
        work.Describe(new Work { Id = "isbn-3", Title = "Of a Storm" });
        var scan = new Scan
        {
            Name = "reworded.jsonl",
            ModelId = model,
            SettingsJson = new ScanSettings { Similarity = new SimilaritySettings(), Asking = new InterviewSettings() }.Write(),
            Outputs = 1,
            OutputWords = 25,
            Matches = 1,
            SignificantMatches = 1,
            Paraphrases = 1,
            WorksFound = 1,
            Finished = DateTimeOffset.UtcNow,
            SimilarityJson = ComparedMeaning.Write(new SimilaritySummary(
                "Sentences were compared by what they mean.", "tiny", new string('a', 64), 8, false, "cpu", 40, 1, 0, 0.01, 0.005)),
        };
        context.AddRange(work, scan);
        await context.SaveChangesAsync();
        var output = new StoredOutput { Id = RowKey.OfOutput(scan.Number, 0), ScanId = scan.Id, Ordinal = 0, Sample = 0, Text = Output, Model = "parrot-1" };
        StoredMatch match = StoredMatch.Of(Found(work.IndexId), scan, output.Id, 0, _ => work.RightsHolderId)[0];
        var rows = new ScanRows(
            scan, new Dictionary<Guid, FoundWork> { [work.Id] = new(work.RightsHolderId, work.TextSha256!, Work.Length) },
            new Dictionary<Guid, CalibratedVerdict> { [work.Id] = Verdict });
        StoredFinding finding = rows.FindingsOf([match]).Single();
        scan.ModelsJson = JsonSerializer.Serialize(ScanRows.ModelsOf(ResultOf(match.ToMatch())), ScanSettings.Json);
        context.AddRange(new RegisteredText { WorkId = work.Id, RightsHolderId = work.RightsHolderId, Text = Work, Sha256 = work.TextSha256! }, output, match, finding);
        await context.SaveChangesAsync();
        return (scan.Id, finding.Id, match.Id);
    }

    private static ScanResult ResultOf(Match match) => new(
        [new ScannedOutput(new Models.ModelOutput { Id = "0", Text = Output, Model = "parrot-1" }, 25, [match])],
        [new ModelSummary("parrot-1", 1, 1, 25, 25, 9)], 1, 25, new SignificanceSummary("", 0, 0, 0, null, null));

    /// <summary>Three pairs: the first two stand in the work the other way round, and the third lies within the second there.</summary>
    private static Match Found(string workId) => new()
    {
        OutputId = "0",
        Kind = MatchKind.Paraphrase,
        Similarity = 0.8125,
        Sentences =
        [
            Pair("<script>alert(1)</script> a gale was driven across the sea.", "The LORD sent out a great wind into the sea</i>.", 0.75f),
            Pair("And its \"crew\", <b>all</b> of them, were scared", "Then the mariners were afraid <i>& cried.", 0.875f),
            Pair("scared & wept.", "afraid <i>& cried.", 0.5f),
        ],
        Source = new MatchedSource
        {
            WorkId = workId,
            Span = SpanOf(Work, "Then the mariners were afraid <i>& cried. The LORD sent out a great wind into the sea</i>."),
            Output = SpanOf(Output, "<script>alert(1)</script> a gale was driven across the sea. And its \"crew\", <b>all</b> of them, were scared & wept."),
            Words = 2,
            Identity = 0.1,
            Runs = [new CommonRun(SpanOf(Output, "the sea"), SpanOf(Work, "the sea"), 2)],
        },
        LongestRun = 2,
        EValue = 1e-4,
        Significant = true,
    };

    private static SentencePair Pair(string output, string work, float similarity) => new(SpanOf(Output, output), SpanOf(Work, work), similarity);

    private static TextSpan SpanOf(string text, string part)
    {
        int start = text.IndexOf(part, StringComparison.Ordinal);
        return start < 0 ? throw new ArgumentException(part) : new TextSpan(start, start + part.Length);
    }
}
