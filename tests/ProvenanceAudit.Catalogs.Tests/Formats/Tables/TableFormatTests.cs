using System.Text;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.Tables;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats.Tables;

public sealed class TableFormatTests : FormatContract
{
    private const string English = """"
        ID,Title,Subtitle,Author 1,Author 2,ISBN-13,DOI,Language,Publisher,Rights holder,License,Publication date,Copyright,TDM reservation,TDM policy
        w1,Moby-Dick,"or, The Whale",Herman Melville,"Mustermann, Erika",978-0-14-243724-7,https://doi.org/10.1000/ABC,English,Example Press,H. Heirs,CC-BY-4.0,18 October 1851,© 2020 Heirs,1,https://press.example/tdm
        w2,"Two
        lines ""quoted""",,,,,,,,,,,,0,
        """";

    private const string German = "Nr;Titel;Autor;ISBN;Verlag;Erscheinungsdatum;Sprache\r\n1;Öde; Erika Mustermann und Max Muster ;9783161484100;Verlag & Söhne;01.05.2020;Deutsch\r\n2;Müll;;;;;\r\n";

    internal override ICatalogFormat Format => new TableFormat();

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("CSV", English, 2, 3),
        FormatSample.Of("semicolons", German, 2, 3),
        FormatSample.Of("with a byte-order mark", "\uFEFF" + German, 2, 3),
        new("UTF-16, as spreadsheets save it", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(German.Replace(';', '\t'))], 2, 3),
        new("Windows-1252", Encoding.Latin1.GetBytes(German), 2, 3),
        FormatSample.Of("with its delimiter said", "sep=|\r\nid|title\r\na|A\r\nb|B", 3, 4),
        FormatSample.Of("old line ends", "title;isbn\rA;9783161484100\r\rB;\r", 2, 4),
        FormatSample.Of("no header", "x-1,9783161484100,Whales\nx-2,9780142437247,\"Waves, and more\"\n", 1, 2),
        FormatSample.Of("texts", $"id\ttext\na\t{new string('x', 100_000)}\nb\t\"y\n\nz\"\n", 2, 3),
        FormatSample.Of("a header alone", "id,title,author\n"),
    ];

    internal override (FormatSample, int)? WithABadRecord => (FormatSample.Of("a ragged row", "id,title\na,A\nb,B,C\nc,C\n", 2, 3, 4), 1);

    [Fact]
    public void A_row_is_read_with_all_that_it_says()
    {
        CatalogRecord record = Read(English)[0];
        Assert.Equal(("w1", 2, "CSV, separated by commas", RecordAction.Put, false), (record.RecordId, record.Line, record.Format, record.Action, record.IsInSeries));
        Assert.Empty(record.Warnings);
        Assert.Null(record.Text);
        Work work = record.Work!;
        Assert.Equal(("w1", "Moby-Dick: or, The Whale", "en", "Example Press", "H. Heirs", "CC-BY-4.0", "1851-10-18"),
            (work.Id, work.Title, work.Language, work.Publisher, work.RightsHolder, work.Licence, work.Published));
        Assert.Equal(["Herman Melville", "Mustermann, Erika"], work.Contributors);
        Assert.Equal(["doi=10.1000/abc", "isbn=9780142437247"], work.Identifiers.Select(i => $"{i.Key}={i.Value}"));
        Assert.Equal([new(WorkTermKinds.Copyright, "© 2020 Heirs")], work.Terms);
        RightsStatement stated = Assert.Single(record.Rights);
        Assert.Equal((RightsEffect.Reserve, RightsStandard.TdmRep, "https://press.example/tdm", 2, "column tdm_reservation"),
            (stated.Effect, stated.Standard, stated.Link, stated.Line, stated.Position));
        Assert.Equal(new(RightsRole.RightsHolder, "H. Heirs"), stated.Declarant);
    }

    [Fact]
    public void A_cell_in_quotation_marks_may_hold_line_ends_and_marks()
    {
        CatalogRecord record = Read(English)[1];
        Assert.Equal("Two lines \"quoted\"", record.Work!.Title);
        Assert.Equal(RightsEffect.Permit, Assert.Single(record.Rights).Effect);
    }

    [Fact]
    public void Tables_in_other_languages_and_encodings_are_read()
    {
        foreach (FormatSample sample in Samples.Skip(1).Take(4))
        {
            CatalogRecord record = Read(sample.Bytes)[0];
            Assert.Equal(("1", "Öde", "de", "Verlag & Söhne", "2020-05-01"),
                (record.Work!.Id, record.Work.Title, record.Work.Language, record.Work.Publisher, record.Work.Published));
            Assert.Equal(["Erika Mustermann", "Max Muster"], record.Work.Contributors);
            Assert.Equal(sample.Name == "Windows-1252" ? 1 : 0, record.Warnings.Count);
        }
    }

    [Fact]
    public void Bytes_of_another_encoding_are_told_once()
    {
        List<CatalogRecord> records = Read(Encoding.Latin1.GetBytes(German));
        Assert.Equal([["the file is not UTF-8; from here on, what is not was read as Windows-1252 (Latin-1)"], []], records.Select(r => r.Warnings.ToArray()));
    }

    [Fact]
    public void Without_names_columns_are_told_by_what_stands_in_them()
    {
        CatalogRecord record = Read("x-1,9783161484100,Whales\nx-2,9780142437247,\"Waves, and more\"\n")[0];
        Assert.Equal("9783161484100", record.Work!.Id);
        Assert.Equal("9783161484100", record.Work.Identifiers["isbn"]);
    }

    [Fact]
    public void Whoever_knows_better_sets_the_fields()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("x-1,9783161484100,Whales\nx-2,9780142437247,Waves\n");
        var settings = new IntakeSettings { Columns = new Dictionary<string, string> { ["1"] = "id", ["3"] = "title" } };
        Work work = Read(bytes, settings: settings)[0].Work!;
        Assert.Equal(("x-1", "Whales", "9783161484100"), (work.Id, work.Title, work.Identifiers["isbn"]));

        foreach (string wrong in new[] { "titel", "ISBN" })
        {
            settings = new IntakeSettings { Columns = new Dictionary<string, string> { ["1"] = wrong } };
            Assert.StartsWith($"there is no field '{wrong}'", Assert.Throws<InvalidDataException>(() => Read(bytes, settings: settings)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("title,isbn\nT,9783161484100", "9783161484100", null)]
    [InlineData("title,doi\nT,10.1000/X", "10.1000/x", null)]
    [InlineData("title,author\nT,A B", "dir/file#1", "the row has no id; it is called 'dir/file#1' by its place, which must stay the same when the table is sent again")]
    public void A_row_without_an_id_is_called_by_what_it_has(string text, string id, string? warning)
    {
        CatalogRecord record = ReadOne(text);
        Assert.Equal(id, record.Work!.Id);
        Assert.Equal(warning is null ? [] : [warning], record.Warnings);
    }

    [Theory]
    [InlineData("id,title\na,A\nb\nc,C", 3, "the row has 1 cells where the table has 2 columns")]
    [InlineData("id,title\na,A\nb,B,x\nc,C", 3, "the row has 3 cells where the table has 2 columns")]
    [InlineData("author,title\na,A\nb,\nc,C", 3, "the row has no id, no ISBN, no DOI, no title and no text")]
    [InlineData("id,title,action\na,A,\nb,B,burn\nc,C,", 3, "the action 'burn' is none")]
    [InlineData("id,title,path\na,A,\nb,B,missing.txt\nc,C,", 3, "the text 'missing.txt' does not exist")]
    public void A_row_that_cannot_be_used_is_refused_with_its_line(string text, int line, string reason)
    {
        List<CatalogRecord> records = Read(text);
        Assert.Equal(3, records.Count);
        Assert.Equal(line, records[1].Line);
        Assert.StartsWith(reason, records[1].Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_that_is_not_closed_costs_one_row()
    {
        List<CatalogRecord> records = Read("id,title,author\na,\"A\",\"X\"\nb,\"B,\"X\"\nc,\"C\",\"X\"\nd,\"D,X\ne,\"E\",\"X\"\nf,\"F,X\ng,G,X\n");
        Assert.Equal(["a", null, "c", null, "e", null, "g"], records.Select(r => r.Refusal is null ? r.Work!.Id : null).ToArray());
        Assert.Equal([2L, 3, 4, 5, 6, 7, 8], records.Select(r => r.Line));
        Assert.Equal("a quotation mark that opens a cell in line 5 is closed in line 6 with more behind the mark; close it, and double marks within cells",
            records[3].Refusal);
        Assert.Equal("a quotation mark that opens a cell in line 7 is not closed before the file ends; close it, and double marks within cells", records[5].Refusal);
    }

    [Fact]
    public void A_row_that_is_too_long_costs_no_other()
    {
        var settings = new IntakeSettings { Limits = new() { RecordCharacters = 50_000 } };
        string text = $"id,title\na,A\nb,{new string('x', 300_000)}\nc,C\nd,\"{string.Concat(Enumerable.Repeat("y\n", 200_000))}";
        List<CatalogRecord> records = Read(Encoding.UTF8.GetBytes(text), settings: settings);
        Assert.Equal("the row is longer than 50000 characters; split it, or send its text in a file of its own", records[1].Refusal);
        Assert.Equal("a quotation mark that opens a cell in line 5 is not closed within 50000 characters; close it, and double marks within cells", records[3].Refusal);
        Assert.Equal(("c", 4, 5, 6), (records[2].Work!.Id, records[2].Line, records[3].Line, records[4].Line));
    }

    [Fact]
    public void A_text_stands_in_the_table_or_beside_it()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("id;text;datei\na;\" Call me\n\nIshmael.\0\";\nb;;b.txt\nc;;\n");
        List<CatalogRecord> records = MemoryFile.Read(bytes, format: Format, beside: new() { ["b.txt"] = "from a file" });
        Assert.Equal([" Call me\n\nIshmael.", "from a file", null], records.Select(r => r.Text));
    }

    [Fact]
    public void A_row_can_withdraw_a_work()
    {
        CatalogRecord record = ReadOne("id,title,action\na,A,Withdraw");
        Assert.Equal((RecordAction.Withdraw, "a"), (record.Action, record.Work!.Id));
        Assert.Contains("which", ReadOne("id,title,action\n,A,delete").Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_in_a_cell_is_told_and_left_out()
    {
        CatalogRecord record = ReadOne("id,title,isbn,language,date,tdm_reservation\na,A,9783161484101,Klingon,5/1/2020,maybe\n");
        Assert.Equal(["isbn=9783161484101"], record.Work!.Identifiers.Select(i => $"{i.Key}={i.Value}"));
        Assert.Equal((null, null), (record.Work.Language, record.Work.Published));
        Assert.Empty(record.Rights);
        Assert.Equal(4, record.Warnings.Count);
        Assert.Contains(record.Warnings, w => w.Contains("should be 0", StringComparison.Ordinal));
        Assert.Contains("the date '5/1/2020' may be read as two days, and was left out; write it as 2020-05-01", record.Warnings);
    }

    [Theory]
    [InlineData("It was the best of times, it was the worst of times,\nit was the age of wisdom, it was the age of foolishness,\nit was the epoch of belief, it was the epoch of incredulity")]
    [InlineData("Tyger Tyger, burning bright,\nIn the forests, of the night;\nWhat immortal hand, or eye,\nCould frame, thy symmetry?")]
    [InlineData("Dear Sir,\n\nI write to you about the title, the text and the author; none of them, I fear, is mine.\n\nYours, A. Author")]
    [InlineData("Title, text and author are words,\nwords are what we have,\nand, having them, we speak.")]
    [InlineData("a | b\nc | d\ne | f")]
    [InlineData("one word")]
    [InlineData("title\nauthor\n")]
    [InlineData("{\"id\":\"a\",\"title\":\"b\"}\n{\"id\":\"a\",\"title\":\"b\"}")]
    [InlineData("<a>id,title\na,b</a>")]
    public void Prose_and_verse_and_other_formats_are_no_tables(string text)
    {
        using CatalogFile file = MemoryFile.Of(Encoding.UTF8.GetBytes(text), "table.csv");
        Assert.False(Format.Recognises(file.Head));
    }

    [Theory]
    [InlineData("2020-05-01", "2020-05-01")]
    [InlineData("2020-05-01T10:00:00Z", "2020-05-01")]
    [InlineData("2020-05-01 10:00", "2020-05-01")]
    [InlineData("20200501", "2020-05-01")]
    [InlineData("2020/5/1", "2020-05-01")]
    [InlineData("01.05.2020", "2020-05-01")]
    [InlineData("1. Mai 2020", "2020-05-01")]
    [InlineData("1er mai 2020", "2020-05-01")]
    [InlineData("1 de mayo de 2020", "2020-05-01")]
    [InlineData("May 1, 2020", "2020-05-01")]
    [InlineData("März 2020", "2020-03")]
    [InlineData("févr. 2020", "2020-02")]
    [InlineData("Januar 2020", "2020-01")]
    [InlineData("05/2020", "2020-05")]
    [InlineData("2020", "2020")]
    [InlineData("25/12/2020", "2020-12-25")]
    [InlineData("12/25/2020", "2020-12-25")]
    [InlineData("5/5/2020", "2020-05-05")]
    [InlineData("5/1/2020", null, true)]
    [InlineData("13/13/2020", null)]
    [InlineData("31.02.2020", null)]
    [InlineData("May", null)]
    [InlineData("soon", null)]
    [InlineData("20", null)]
    [InlineData("May 2020 2021", null)]
    [InlineData("99999999999", null)]
    public void Dates_are_read_as_people_write_them(string text, string? date, bool ambiguous = false) =>
        Assert.Equal((date, ambiguous), (LooseDate.Read(text, out bool isAmbiguous), isAmbiguous));

    [Theory]
    [InlineData("Herman Melville", "Herman Melville")]
    [InlineData("Melville, Herman; Mustermann, Erika", "Melville, Herman|Mustermann, Erika")]
    [InlineData("A B|C D", "A B|C D")]
    [InlineData("Ann Lee & Bob Ray", "Ann Lee|Bob Ray")]
    [InlineData("Ann Lee and Bob Ray", "Ann Lee|Bob Ray")]
    [InlineData("Simon & Schuster", "Simon & Schuster")]
    [InlineData("Society of Arts and Sciences", "Society of Arts and Sciences")]
    [InlineData(" ; ", "")]
    public void Names_of_one_cell_are_parted(string cell, string names) => Assert.Equal(names, string.Join('|', ContributorNames.Split(cell)));
}
