using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace ProvenanceAudit.Benchmarks.Intake;

/// <summary>Writes big files of the kinds that publishers hand in, of real texts; one record of a thousand is bad on purpose.</summary>
internal static class IntakeFiles
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file.</summary>
    /// <param name="format">Its kind.</param>
    /// <param name="count">How many records.</param>
    /// <param name="books">Folder of novels.</param>
    /// <param name="path">The file.</param>
    public static void Make(string format, int count, string books, string path)
    {
        IEnumerable<SampleRecord> records = SampleRecord.From(books, count);
        switch (format)
        {
            case "jsonl":
                Lines(path, records, r => JsonSerializer.Serialize(new Dictionary<string, object?>
                {
                    [r.IsBad ? "number" : "id"] = r.Id,
                    ["title"] = r.Title,
                    ["contributors"] = new[] { r.Author },
                    ["identifiers"] = new Dictionary<string, string> { ["isbn"] = r.Isbn },
                    ["published"] = r.Day.ToString("O", CultureInfo.InvariantCulture),
                    ["text"] = r.Text,
                }, Json));
                break;
            case "csv":
                Text(path, "id,title,author,isbn,publisher,publication date,language,text\r\n", records, r => string.Join(
                    ',', Cell(r.IsBad ? IdBefore(r) : r.Id), Cell(r.Title), Cell(r.Author), r.Isbn, "Example Press", r.Day.ToString("O", CultureInfo.InvariantCulture), "en", Cell(r.Text)) + "\r\n", "");
                break;
            case "onix30":
                Text(path, Xml + "<ONIXMessage release=\"3.0\" xmlns=\"http://ns.editeur.org/onix/3.0/reference\">\n<Header><Sender><SenderName>Example Press</SenderName></Sender>"
                    + "<SentDateTime>20240510</SentDateTime></Header>\n", records, Onix30, "</ONIXMessage>\n");
                break;
            case "onix21":
                Text(path, Xml + "<ONIXmessage>\n<header><m174>Example Press</m174><m182>20240510</m182></header>\n", records, Onix21, "</ONIXmessage>\n");
                break;
            case "jats":
                Text(path, Xml + "<pmc-articleset>\n", records, Jats, "</pmc-articleset>\n");
                break;
            case "newsml":
                Text(path, Xml + "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\">\n<header><sent>2024-05-10T10:00:00Z</sent></header>\n<itemSet>\n", records, NewsMl,
                    "</itemSet>\n</newsMessage>\n");
                break;
            case "ninjs":
                Lines(path, records, r => JsonSerializer.Serialize(new Dictionary<string, object?>
                {
                    [r.IsBad ? "number" : "uri"] = $"urn:newsml:example.com:{r.Id}",
                    ["type"] = "text",
                    ["versioncreated"] = $"{r.Day:yyyy-MM-dd}T10:00:00Z",
                    ["language"] = "en",
                    ["headline"] = r.Title,
                    ["byline"] = r.Author,
                    ["copyrightholder"] = "Example Press",
                    ["body_text"] = r.Text,
                }, Json));
                break;
            case "tei":
                Text(path, Xml + "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader><fileDesc><titleStmt><title>Passages</title></titleStmt><publicationStmt><p/></publicationStmt>"
                    + "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>\n", records, Tei, "</teiCorpus>\n");
                break;
            case "oai":
                Text(path, Xml + "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">\n<request verb=\"ListRecords\">https://repository.example/oai</request>\n<ListRecords>\n", records, Oai,
                    "</ListRecords>\n</OAI-PMH>\n");
                break;
            case "crossref":
                Text(path, "{\"status\":\"ok\",\"message-type\":\"work-list\",\"message\":{\"items\":[\n", records, r => (r.Number == 0 ? "" : ",\n") + Crossref(r), "\n]}}\n");
                break;
            case "epub-zip":
                Zip(path, records, "epub", Epub);
                break;
            case "pdf-zip":
                Zip(path, records, "pdf", Pdf);
                break;
            case "html-zip":
                Zip(path, records, "html", r => Utf8.GetBytes(r.IsBad ? "<!DOCTYPE html><html><head><title></title></head><body></body></html>"
                    : $"<!DOCTYPE html>\n<html lang=\"en\"><head><title>{SampleRecord.Escape(r.Title)}</title><meta name=\"author\" content=\"{r.Author}\"></head><body>\n{r.Elements("p")}</body></html>\n"));
                break;
            case "txt-zip":
                Zip(path, records, "txt", PlainText);
                break;
            case "tar.gz":
                Tar(path, records);
                break;
            default:
                throw new ArgumentException(
                    $"'{format}' is none of jsonl, csv, onix30, onix21, jats, newsml, ninjs, tei, oai, crossref, epub-zip, pdf-zip, html-zip, txt-zip, tar.gz");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{path}: {count} records, of which {count / SampleRecord.BadEvery} are bad, {new FileInfo(path).Length / 1e6:N1} MB"));
    }

    private const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static string Spoilt(SampleRecord r) => SampleRecord.Escape(r.Title) + (r.IsBad ? " & more" : "");

    private static string IdBefore(SampleRecord r) => (r with { Number = r.Number - 1 }).Id;

    private static string Onix30(SampleRecord r) => $"""
        <Product>
        <RecordReference>{r.Id}</RecordReference><NotificationType>03</NotificationType><RecordSourceType>01</RecordSourceType>
        <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{r.Isbn}</IDValue></ProductIdentifier>
        <DescriptiveDetail><ProductComposition>00</ProductComposition><ProductForm>EA</ProductForm>
        <EpubUsageConstraint><EpubUsageType>11</EpubUsageType><EpubUsageStatus>03</EpubUsageStatus></EpubUsageConstraint>
        <TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>{Spoilt(r)}</TitleText></TitleElement></TitleDetail>
        <Contributor><SequenceNumber>1</SequenceNumber><ContributorRole>A01</ContributorRole><PersonName>{r.Author}</PersonName></Contributor>
        <Language><LanguageRole>01</LanguageRole><LanguageCode>eng</LanguageCode></Language></DescriptiveDetail>
        <CollateralDetail><TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience><Text>{SampleRecord.Escape(r.Paragraphs[0])}</Text></TextContent></CollateralDetail>
        <PublishingDetail><Imprint><ImprintName>Example</ImprintName></Imprint><Publisher><PublishingRole>01</PublishingRole><PublisherName>Example Press</PublisherName></Publisher>
        <PublishingDate><PublishingDateRole>01</PublishingDateRole><Date>{r.Day:yyyyMMdd}</Date></PublishingDate>
        <SalesRights><SalesRightsType>01</SalesRightsType><Territory><RegionsIncluded>WORLD</RegionsIncluded></Territory></SalesRights></PublishingDetail>
        </Product>

        """;

    private static string Onix21(SampleRecord r) => $"""
        <product><a001>{r.Id}</a001><a002>03</a002><productidentifier><b221>15</b221><b244>{r.Isbn}</b244></productidentifier><b012>DG</b012>
        <title><b202>01</b202><b203>{Spoilt(r)}</b203></title><contributor><b034>1</b034><b035>A01</b035><b036>{r.Author}</b036></contributor>
        <language><b253>01</b253><b252>eng</b252></language><othertext><d102>01</d102><d104>{SampleRecord.Escape(r.Paragraphs[0])}</d104></othertext>
        <publisher><b291>01</b291><b081>Example Press</b081></publisher><b003>{r.Day:yyyyMMdd}</b003><salesrights><b089>01</b089><b388>WORLD</b388></salesrights></product>

        """;

    private static string Jats(SampleRecord r) => $"""
        <article article-type="research-article" xml:lang="en" xmlns:xlink="http://www.w3.org/1999/xlink"><front>
        <journal-meta><journal-id journal-id-type="publisher-id">ex</journal-id><issn>0378-5955</issn><publisher><publisher-name>Example Press</publisher-name></publisher></journal-meta>
        <article-meta><article-id pub-id-type="doi">{r.Doi}</article-id><title-group><article-title>{Spoilt(r)}</article-title></title-group>
        <contrib-group><contrib contrib-type="author"><name><surname>{r.Author}</surname></name></contrib></contrib-group>
        <pub-date><day>{r.Day.Day}</day><month>{r.Day.Month}</month><year>{r.Day.Year}</year></pub-date>
        <permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Free to use.</license-p></license></permissions></article-meta></front>
        <body><sec>{r.Elements("p")}</sec></body></article>

        """;

    private static string NewsMl(SampleRecord r) => $"""
        <newsItem guid="urn:newsml:example.com:{r.Id}" version="1" standard="NewsML-G2" standardversion="2.33" conformance="power" xml:lang="en">
        <rightsInfo><copyrightHolder literal="ex"><name>Example Press</name></copyrightHolder><copyrightNotice>© Example Press</copyrightNotice></rightsInfo>
        <itemMeta><itemClass qcode="ninat:text"/><provider literal="ex"><name>Example</name></provider><versionCreated>{r.Day:yyyy-MM-dd}T10:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
        <contentMeta><contentCreated>{r.Day:yyyy-MM-dd}</contentCreated><by>{r.Author}</by><language tag="en"/><headline>{Spoilt(r)}</headline></contentMeta>
        <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{r.Elements("p")}</body></html></inlineXML></contentSet></newsItem>

        """;

    private static string Tei(SampleRecord r) => $"""
        <TEI xml:id="w{r.Number}"><teiHeader><fileDesc><titleStmt><title>{Spoilt(r)}</title><author>{r.Author}</author></titleStmt>
        <publicationStmt><publisher>Example Press</publisher><date when="{r.Day:yyyy-MM-dd}"/><idno type="DOI">{r.Doi}</idno><availability><p>Free.</p></availability></publicationStmt>
        <sourceDesc><p>Print</p></sourceDesc></fileDesc><profileDesc><langUsage><language ident="en"/></langUsage></profileDesc></teiHeader>
        <text><body><div>{r.Elements("p")}</div></body></text></TEI>

        """;

    private static string Oai(SampleRecord r) => $"""
        <record><header><identifier>oai:repository.example:{r.Number}</identifier><datestamp>2024-05-10</datestamp></header><metadata>
        <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{Spoilt(r)}</dc:title><dc:creator>{r.Author}</dc:creator>
        <dc:publisher>Example Press</dc:publisher><dc:date>{r.Day:yyyy-MM-dd}</dc:date><dc:identifier>https://doi.org/{r.Doi}</dc:identifier><dc:language>eng</dc:language>
        <dc:description>{SampleRecord.Escape(r.Paragraphs[0])}</dc:description><dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights></oai_dc:dc></metadata></record>

        """;

    private static string Crossref(SampleRecord r) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["publisher"] = "Example Press",
        ["type"] = "journal-article",
        [r.IsBad ? "number" : "DOI"] = r.Doi,
        ["title"] = new[] { r.Title },
        ["author"] = new[] { new Dictionary<string, string> { ["given"] = "A.", ["family"] = r.Author } },
        ["ISSN"] = new[] { "0378-5955" },
        ["issued"] = new Dictionary<string, object> { ["date-parts"] = new[] { new[] { r.Day.Year, r.Day.Month, r.Day.Day } } },
        ["abstract"] = r.Paragraphs[0],
        ["license"] = new[] { new Dictionary<string, object> { ["URL"] = "https://creativecommons.org/licenses/by/4.0/", ["content-version"] = "vor" } },
    }, Json);

    private static byte[] PlainText(SampleRecord r) => Utf8.GetBytes(r.IsBad ? " \n" : r.Text);

    private static byte[] Epub(SampleRecord r)
    {
        if (r.IsBad)
            return Epub(r with { Number = 0 })[..2000];
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "mimetype", Utf8.GetBytes("application/epub+zip"), CompressionLevel.NoCompression);
            Add(zip, "META-INF/container.xml", Utf8.GetBytes("<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
                + "<rootfile full-path=\"p.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>"), CompressionLevel.Fastest);
            Add(zip, "p.opf", Utf8.GetBytes($"""
                <package version="3.0" unique-identifier="i" xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
                <dc:identifier id="i">urn:isbn:{r.Isbn}</dc:identifier><dc:title>{SampleRecord.Escape(r.Title)}</dc:title><dc:creator>{r.Author}</dc:creator><dc:language>en</dc:language></metadata>
                <manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>
                """), CompressionLevel.Fastest);
            Add(zip, "c.xhtml", Utf8.GetBytes($"<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>c</title></head><body>{r.Elements("p")}</body></html>"), CompressionLevel.Fastest);
        }
        return stream.ToArray();
    }

    private static byte[] Pdf(SampleRecord r)
    {
        if (r.IsBad)
            return Utf8.GetBytes("%PDF-1.7\nnothing\n");
        using var builder = new PdfDocumentBuilder();
        builder.DocumentInformation.Title = r.Title;
        builder.DocumentInformation.Author = r.Author;
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        PdfPageBuilder? page = null;
        double y = 0;
        foreach (string paragraph in r.Paragraphs)
        {
            foreach (string line in Wrapped(paragraph))
            {
                if (page is null || y < 60)
                    (page, y) = (builder.AddPage(UglyToad.PdfPig.Content.PageSize.A4), 780);
                page.AddText(line, 11, new PdfPoint(70, y), font);
                y -= 14;
            }
            y -= 8;
        }
        return builder.Build();
    }

    // The standard fonts have the letters of Latin-1 alone.
    private static IEnumerable<string> Wrapped(string paragraph)
    {
        var line = new StringBuilder();
        string plain = new([.. paragraph.Select(c => c switch { '‘' or '’' => '\'', '“' or '”' => '"', '—' or '–' => '-', _ => c }).Where(c => c is '\n' or (>= ' ' and <= '~'))]);
        foreach (string word in plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length > 85)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        if (line.Length > 0)
            yield return line.ToString();
    }

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void Lines(string path, IEnumerable<SampleRecord> records, Func<SampleRecord, string> line) => Text(path, "", records, r => line(r) + "\n", "");

    private static void Text(string path, string head, IEnumerable<SampleRecord> records, Func<SampleRecord, string> write, string foot)
    {
        using var file = new StreamWriter(path, append: false, Utf8, 1 << 16);
        file.Write(head);
        foreach (SampleRecord record in records)
            file.Write(write(record));
        file.Write(foot);
    }

    private static void Zip(string path, IEnumerable<SampleRecord> records, string ending, Func<SampleRecord, byte[]> write)
    {
        using FileStream file = File.Create(path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (SampleRecord record in records)
            Add(zip, $"{record.Id}.{ending}", write(record), CompressionLevel.Fastest);
    }

    private static void Tar(string path, IEnumerable<SampleRecord> records)
    {
        using FileStream file = File.Create(path);
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(packed, TarEntryFormat.Pax);
        foreach (SampleRecord record in records)
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, record.Id + ".txt") { DataStream = new MemoryStream(PlainText(record)) });
    }

    private static void Add(ZipArchive zip, string name, byte[] bytes, CompressionLevel level)
    {
        using Stream entry = zip.CreateEntry(name, level).Open();
        entry.Write(bytes);
    }
}
