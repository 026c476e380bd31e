using System.Globalization;
using System.Text.RegularExpressions;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Tokens;

namespace ProvenanceAudit.Reporting.Tests;

public sealed partial class PdfReportTests
{
    [Fact]
    public void The_title_page_says_for_whom_and_about_what_the_report_is()
    {
        using PdfDocument document = Document.Of(Samples.Full());
        string title = document.Letters(1);
        foreach (string fact in new[]
        {
            "Copied text in outputs of language models", "Compiled for Harbour Press", "Sea stories",
            "1 January 2025 to 31 March 2025", "model-a", "outputs/january.jsonl", "catalogs/harbour-press (2,148 " +
                "works)", "14 February 2025, 09:30 UTC",
            "HP-2025-7", "0.1.0",
        })
            Assert.Contains(Document.Squeeze(fact), title);
        Assert.Equal("HP-2025-7", document.Information.Keywords);
        Assert.Equal("Copied text in model outputs: report for Harbour Press, HP-2025-7", document.Information.Title);
        Assert.Equal("ProvenanceAudit 0.1.0", document.Information.Author);
        Assert.Equal(Samples.Full().Created, document.Information.GetCreatedDateTimeOffset());
        Assert.Equal("en-GB", ((StringToken)document.Structure.Catalog.CatalogDictionary.Data["Lang"]).Data);
    }

    [Fact]
    public void The_hash_on_the_title_page_is_that_of_the_JSON_report()
    {
        using var json = new MemoryStream();
        JsonReport.Write(Samples.Full(), json);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(json.ToArray()));
        using PdfDocument document = Document.Of(Samples.Full());
        Assert.Contains(hash, document.Letters(1));
        using PdfDocument other = Document.Of(Samples.Full(), new PdfOptions { JsonSha256 = new string('a', 64) });
        Assert.Contains(new string('a', 64), other.Letters(1));
    }

    [Fact]
    public void An_exhibit_shows_everything_that_is_known_of_a_match()
    {
        using PdfDocument document = Document.Of(Samples.Full());
        string text = document.Letters();
        foreach (string known in new[]
        {
            "Exhibit 1-1", "Near-verbatim", "Not significant", "Quoted: in quotation marks, beside its title or author",
            "10 identical words",
            "identity 90.9%", "E-value 14.2", "Chance alone would give about 14 matches like this in a scan of this size.",
            "Output output-1, characters 40–102", "Work w1, characters 100–162", "3 January 2025, 23:10 UTC",
            "Prompt: Go on from: Call me Ishmael.",
            "Also in: The American Sea Reader (w2, characters 300–362).",
            "Confirmed by A. Reader on 2 April 2025, 09:00 UTC: Recited at length.",
            "Call me Ishmael. Many years ago, never mind how long precisely",
            "Call me Ishmael. Some years ago, never mind how long precisely",
            "What stands before.", "What stands after.", "9780142437247", "CC-BY-4.0",
        })
            Assert.Contains(Document.Squeeze(known), text);
    }

    [Fact]
    public void The_document_says_what_was_searched_asked_not_found_and_not_usable()
    {
        using PdfDocument document = Document.Of(Samples.Full());
        string text = document.Letters();
        foreach (string said in new[]
        {
            "3 Jan 2025 to 9 Feb 2025", "The Sea Wolf", "Of 2,147 works no passage was found", "The text is " +
                "empty.", "works.jsonl",
            "Words count by their rarity.", "a false discovery rate of 0.27%",
            "winnowing v1, k=4, w=5, guarantees runs of 8 words",
            "whether a licence or an exception of copyright law covers the use", "1 finding was confirmed and 0 dismissed",
        })
            Assert.Contains(Document.Squeeze(said), text);
    }

    [Fact]
    public void A_report_that_found_nothing_says_so_and_has_no_chapter_on_passages()
    {
        using PdfDocument document = Document.Of(Samples.Report());
        string text = document.Letters();
        Assert.Contains(Document.Squeeze("No copied text was found."), text);
        Assert.Contains(Document.Squeeze("12,400 outputs of 1 model, with 4,031,877 words, were compared word by word with " +
            "2,148 works"), text);
        Assert.DoesNotContain("Exhibit", text);
        Assert.DoesNotContain(TitlesOf(document), title => title.EndsWith(" Passages", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_of_nothing_at_all_is_a_document_too()
    {
        AuditReport report = Samples.Report() with
        {
            Outputs = new OutputsSummary("empty.jsonl", 0, 0, 0, 0),
            Models = [],
            Significance = new SignificanceSummary("", 0, 0, 0, null, null),
        };
        using PdfDocument document = Document.Of(report);
        Assert.Contains(Document.Squeeze("No passage was shared at all"), document.Letters());
    }

    [Fact]
    public void Contents_links_and_outline_lead_to_the_pages_of_their_headings()
    {
        AuditReport report = Samples.Report([.. Enumerable.Range(0, 70).Select(i => Samples.Finding(
            new Work { Id = $"w{i}", Title = $"Novel number {i} of the shelf" }, 9_000,
            Samples.Match($"w{i}", 100, "it was the whiteness of the whale that above all things appalled me")))]);
        using PdfDocument document = Document.Of(report);
        Assert.True(document.TryGetBookmarks(out Bookmarks? bookmarks));
        List<DocumentBookmarkNode> entries = [.. bookmarks.GetNodes().OfType<DocumentBookmarkNode>()];
        Assert.True(entries.Count > 70);
        Assert.All(entries, entry => Assert.Contains(Document.Squeeze(entry.Title), document.Letters(entry.PageNumber)));
        int firstOfBody = entries[0].PageNumber;
        Assert.True(firstOfBody > 3);
        for (int page = 2; page < firstOfBody; page++)
        {
            var words = document.GetPage(page).GetWords().ToList();
            foreach (Annotation link in document.GetPage(page).GetAnnotations())
            {
                // Where a line leads is the page that its number says, and its title stands there.
                int target = ((GoToAction)link.Action!).Destination.PageNumber;
                var line = words.Where(
                    w => Middle(w.BoundingBox) > link.Rectangle.Bottom && Middle(w.BoundingBox) < link.Rectangle.Top).ToList();
                Assert.Equal(target.ToString(CultureInfo.InvariantCulture), line.MaxBy(w => w.BoundingBox.Right)!.Text);
                Assert.Contains(entries, e => e.PageNumber == target
                    && Document.Squeeze(e.Title).StartsWith(line.MinBy(w => w.BoundingBox.Left)!.Text, StringComparison.Ordinal));
            }
        }
        Assert.Equal(entries.Count,
            Enumerable.Range(2, firstOfBody - 2).Sum(page => document.GetPage(page).GetAnnotations().Count()));
    }

    [Fact]
    public void Page_numbers_count_all_pages_and_every_page_names_the_report()
    {
        using PdfDocument document = Document.Of(Samples.Full());
        Assert.True(document.NumberOfPages > 5);
        for (int page = 2; page <= document.NumberOfPages; page++)
        {
            Assert.Contains($"Page{page}of{document.NumberOfPages}", document.Letters(page));
            Assert.Contains("ReportHP-2025-7", document.Letters(page));
        }
    }

    [Fact]
    public void The_table_of_works_names_the_page_of_the_passages()
    {
        using PdfDocument document = Document.Of(Samples.Full());
        var words = document.GetPage(document.PageWith("Share of work")).GetWords().ToList();
        var title = words.First(
            w => w.Text == "Moby-Dick" && w.BoundingBox.Left < 100
            && words.Any(o => o.Text == "HarbourPress" || o.Text == "Harbour"));
        int page = document.PageWith("4.1 Moby-Dick");
        Assert.Contains(words, w => w.Text == page.ToString(CultureInfo.InvariantCulture)
            && w.BoundingBox.Left > 480 && Math.Abs(w.BoundingBox.Bottom - title.BoundingBox.Bottom) < 4);
    }

    [Fact]
    public void All_fonts_are_embedded_as_subsets_with_a_map_to_Unicode()
    {
        byte[] bytes = Document.BytesOf(Samples.Full());
        string raw = System.Text.Encoding.Latin1.GetString(bytes);
        string[] names = [.. BaseFonts().Matches(raw).Select(m => m.Groups[1].Value).Distinct()];
        Assert.True(names.Length >= 4);
        Assert.All(names, name => Assert.Matches(@"^[A-Z]{6}\+Noto", name));
        Assert.Equal(names.Length, Regex.Count(raw, "/FontFile2 "));
        Assert.Equal(names.Length, Regex.Count(raw, "/ToUnicode "));
        Assert.InRange(bytes.Length, 10_000, 400_000);
    }

    [Fact]
    public void Equal_reports_give_equal_bytes_at_any_time_and_on_many_threads()
    {
        byte[] first = Document.BytesOf(Samples.Full());
        var all = new byte[6][];
        Parallel.For(0, all.Length, i => all[i] = Document.BytesOf(Samples.Full()));
        Assert.All(all, bytes => Assert.True(first.AsSpan().SequenceEqual(bytes)));
        Assert.False(first.AsSpan().SequenceEqual(Document.BytesOf(Samples.Full() with { ReportId = "HP-2025-8" })));
    }

    [Fact]
    public void Passages_past_the_limit_are_counted_and_pointed_to()
    {
        AuditReport report = Samples.Small();
        ReportedMatch match = report.Findings[0].Matches[0];
        Finding finding = report.Findings[0] with { MatchCount = 1_154, Matches = [.. Enumerable.Repeat(match, 8)] };
        report = report with { Findings = [finding] };
        using PdfDocument document = Document.Of(report, new PdfOptions { PassagesPerWork = 3 });
        Assert.Contains(Document.Squeeze("The strongest 3 of 1,154 matches are shown here"), document.Letters());
        Assert.Contains("Exhibit1-3", document.Letters());
        Assert.DoesNotContain("Exhibit1-4", document.Letters());
    }

    [Fact]
    public void A_huge_passage_goes_on_over_pages_and_none_of_its_words_is_lost()
    {
        string words = string.Join(' ', Enumerable.Range(0, 2_500).Select(i => $"w{i:0000}"));
        using PdfDocument document = Document.Of(Samples.Report(Samples.Finding(
            new Work { Id = "w1", Title = "Long" }, 9_000, Samples.Match("w1", 0, words))));
        int first = document.PageWith("Exhibit 1-1");
        string[][] sides = [[], []];
        for (int page = first; document.Letters(page).Contains("OUTPUT", StringComparison.Ordinal); page++)
        {
            var found = document.GetPage(page).GetWords().Where(w => WordOfPassage().IsMatch(w.Text)).ToList();
            sides[0] = [.. sides[0], .. found.Where(w => w.BoundingBox.Left < 298).Select(w => w.Text)];
            sides[1] = [.. sides[1], .. found.Where(w => w.BoundingBox.Left > 298).Select(w => w.Text)];
            Assert.True(page == first || document.Letters(page).Contains("(continued)", StringComparison.Ordinal));
        }
        Assert.Equal(words, string.Join(' ', sides[0]));
        Assert.Equal(words, string.Join(' ', sides[1]));
    }

    [Fact]
    public void A_passage_past_the_longest_is_cut_and_says_by_how_much()
    {
        string words = string.Join(' ', Enumerable.Repeat("whale", 5_000));
        using PdfDocument document = Document.Of(Samples.Report(Samples.Finding(
            new Work { Id = "w1", Title = "Long" }, 9_000, Samples.Match("w1", 0, words))),
            new PdfOptions { LongestPassage = 10_000 });
        Assert.Contains(Document.Squeeze("The passage goes on for 19,999 more characters"), document.Letters());
    }

    [Fact]
    public void Nothing_is_drawn_outside_the_area_of_the_text()
    {
        string longWord = new('x', 3_000);
        ReportedMatch match = Samples.Match("w1", 0, longWord + " and some more words of it");
        AuditReport report = Samples.Report(Samples.Finding(
            new Work { Id = longWord, Title = longWord, RightsHolder = longWord, Licence = longWord }, 9_000,
            match with { Prompt = longWord, Model = longWord }));
        report = report with
        {
            ReportId = longWord,
            Subject = new ReportSubject(longWord, longWord, null, null),
            Models = [report.Models[0] with { Model = longWord }],
            Problems = [new InputProblem(longWord, 1, longWord, longWord)],
            NotFound = new WorksNotFound(1, [new Work { Id = longWord, Title = longWord }]),
        };
        using PdfDocument document = Document.Of(report);
        foreach (var page in document.GetPages())
        {
            Assert.All(page.Letters, letter =>
            {
                Assert.InRange(letter.BoundingBox.Left, 60, 535);
                Assert.InRange(letter.BoundingBox.Right, 60, 535.5);
                Assert.InRange(letter.StartBaseLine.Y, 30, 800);
            });
        }
    }

    [Fact]
    public void No_lines_lie_on_each_other()
    {
        using PdfDocument document = Document.Of(Samples.Full());
        foreach (var page in document.GetPages())
        {
            var words = page.GetWords().ToList();
            for (int i = 0; i < words.Count; i++)
            {
                for (int j = i + 1; j < words.Count; j++)
                {
                    var (a, b) = (words[i].Letters[0], words[j].Letters[0]);
                    double apart = Math.Abs(a.StartBaseLine.Y - b.StartBaseLine.Y);
                    bool beside = words[i].BoundingBox.Right <= words[j].BoundingBox.Left + 0.5
                        || words[j].BoundingBox.Right <= words[i].BoundingBox.Left + 0.5;
                    Assert.True(beside || apart > 6, $"page {page.Number}: '{words[i].Text}' lies on '{words[j].Text}'");
                }
            }
        }
    }

    [Fact]
    public void Headings_of_tables_stand_on_each_page_of_them()
    {
        AuditReport report = Samples.Small() with
        {
            Problems = [.. Enumerable.Range(1, 200).Select(
            i => new InputProblem("works.jsonl", i, $"w{i}", "empty"))]
        };
        using PdfDocument document = Document.Of(report);
        int[] pages = [.. Enumerable.Range(1, document.NumberOfPages).Where(
            p => document.Letters(p).Contains("works.jsonl", StringComparison.Ordinal))];
        Assert.True(pages.Length > 2);
        Assert.All(pages, page => Assert.Contains("FileLineRecordReason", document.Letters(page)));
    }

    [Fact]
    public void Two_thousand_matches_take_bounded_memory()
    {
        AuditReport small = Samples.Small();
        ReportedMatch match = Samples.Match("w1", 100, string.Join(' ', Enumerable.Range(0, 120).Select(i => $"word{i}")));
        AuditReport large = small with
        {
            Findings = [.. Enumerable.Range(0, 40).Select(
                i => small.Findings[0] with { Matches = [.. Enumerable.Repeat(match, 50)], MatchCount = 50 })],
        };
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        using var stream = new MemoryStream();
        using (new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before), null, 0, 200))
            PdfReport.Write(large, stream, new PdfOptions { PassagesPerWork = 50 });
        using PdfDocument document = PdfDocument.Open(stream.ToArray());
        Assert.True(document.NumberOfPages > 500);
        Assert.InRange(most, 1, 300_000_000);
    }

    private static double Middle(PdfRectangle box) => (box.Bottom + box.Top) / 2;

    private static List<string> TitlesOf(PdfDocument document) =>
        document.TryGetBookmarks(out Bookmarks? bookmarks) ? [.. bookmarks.GetNodes().Select(n => n.Title)] : [];

    [GeneratedRegex(@"/BaseFont/([^/\[\]<>]+)")]
    private static partial Regex BaseFonts();

    [GeneratedRegex(@"^w\d{4}$")]
    private static partial Regex WordOfPassage();
}
