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
        "Jonah, Amittai's son, heard the word of the LORD: go up to Nineveh, the great city, cry out against her, since her wickedness has come up to me. Yet Jonah fled to Tarshish, away from "
        + "the presence of the LORD. In Joppa he found a ship that was going to Tarshish, paid the fare, and went down into her to sail with them to Tarshish. So the LORD sent a great wind upon "
        + "the sea, and a mighty tempest arose, until the ship seemed likely to be broken. The mariners, afraid, cried each man to his god, and to lighten the ship they cast its wares into the "
        + "sea. Jonah meanwhile had gone down into the ship's sides, where he lay fast asleep. The shipmaster came and asked him what he meant, a sleeper, and bade him arise and call upon his "
        + "God, that God might think upon them and they perish not. Then each said to his fellow that they should cast lots, to know for whose cause this evil was upon them. They cast lots, and "
        + "the lot fell upon Jonah.";

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
