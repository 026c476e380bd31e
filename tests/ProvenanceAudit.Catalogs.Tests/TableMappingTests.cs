using System.IO.Compression;
using System.Text;

namespace ProvenanceAudit.Catalogs.Tests;

public sealed class TableMappingTests
{
    [Fact]
    public void Columns_are_guessed_by_their_names_and_contents_with_reasons_and_samples()
    {
        TableMapping mapping = TableMapping.Guess(
            ["Titel", "Auteur", "EAN", "Code", "Preis", "Data"], [["Öde", "A", "9783161484100", "10.1000/1", "12,90", "red"], ["", "B", "", "10.1000/2"]]);
        Assert.Equal(["title", "contributors", "isbn", "doi", "", ""], mapping.Columns.Select(c => c.Field));
        Assert.Equal(
        [
            "its name says title", "its name says contributors", "its name says isbn, and its first cells are ISBNs with good check digits", "its first cells are DOIs",
            "its name says nothing that a catalog of works states", "its name says published, but no cell is a date",
        ], mapping.Columns.Select(c => c.Reason));
        Assert.Equal(["A", "B"], mapping.Columns[1].Samples);
        Assert.Equal([1, 2, 3, 4, 5, 6], mapping.Columns.Select(c => c.Number));
    }

    [Theory]
    [InlineData("ISBN13", "isbn")]
    [InlineData("Verlag", "publisher")]
    [InlineData("Éditeur", "publisher")]
    [InlineData("Erscheinungsdatum", "published")]
    [InlineData("Date de parution", "published")]
    [InlineData("Fecha de publicación", "published")]
    [InlineData("Título", "title")]
    [InlineData("Autor(es)", "contributors")]
    [InlineData("Übersetzerin", "contributors")]
    [InlineData("author_2", "contributors")]
    [InlineData("rights_holder", "rights_holder")]
    [InlineData("tdm-reservation", "tdm_reservation")]
    [InlineData("Nombre del archivo", "")]
    [InlineData("", "")]
    public void Names_are_known_in_several_languages(string header, string field) =>
        Assert.Equal(field, Assert.Single(TableMapping.Guess([header], []).Columns).Field);

    [Fact]
    public void A_column_of_numbers_is_what_its_check_digits_say_whatever_it_is_called()
    {
        TableMapping mapping = TableMapping.Guess(["x", "isbn"], [["978-3-16-148410-0", "0378-5955"], ["0142437247", "0317-8471"]]);
        Assert.Equal(["isbn", "issn"], mapping.Columns.Select(c => c.Field));
    }

    [Fact]
    public void One_column_fills_a_field_and_several_the_contributors()
    {
        TableMapping mapping = TableMapping.Guess(["title", "Titel", "author", "editor", "isbn", "EAN"], [["a", "b", "c", "d", "none", "9783161484100"]]);
        Assert.Equal(["title", "", "contributors", "contributors", "", "isbn"], mapping.Columns.Select(c => c.Field));
        Assert.Equal("its name says title, but column 1 fills title already", mapping.Columns[1].Reason);
    }

    [Fact]
    public void People_can_set_columns_by_name_or_number()
    {
        TableMapping guess = TableMapping.Guess(["title", "Preis", "author"], []);
        TableMapping set = guess.With(new Dictionary<string, string> { ["PREIS"] = "title", ["3"] = "" });
        Assert.Equal(["", "title", ""], set.Columns.Select(c => c.Field));
        Assert.Equal(["another column was set to fill title", "it was set", "it was set"], set.Columns.Select(c => c.Reason));
    }

    [Theory]
    [InlineData("none", "title", "the table has no column 'none'; its columns are 'title', 'Preis', 'author'")]
    [InlineData("Preis", "price", "there is no field 'price' that a column could fill; the fields are id, title")]
    public void What_cannot_be_set_is_told(string column, string field, string message) => Assert.StartsWith(
        message, Assert.Throws<InvalidDataException>(() => TableMapping.Guess(["title", "Preis", "author"], []).With(new Dictionary<string, string> { [column] = field })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void One_field_is_not_set_for_two_columns() => Assert.Throws<InvalidDataException>(
        () => TableMapping.Guess(["a", "b"], []).With(new Dictionary<string, string> { ["a"] = "title", ["b"] = "title" }));

    [Fact]
    public void A_file_is_looked_at_without_reading_all_of_it()
    {
        using var folder = new TemporaryFolder();
        string text = "ID;Titel\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i};T{i}\n"));
        TableMapping mapping = TableMapping.Of(folder.File("a.csv", text))!;
        Assert.True(mapping.HasHeader);
        Assert.Equal(["id", "title"], mapping.Columns.Select(c => c.Field));
        using var counted = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.NotNull(TableMapping.Of(counted));
        Assert.InRange(counted.Position, 1, 100_000);

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes("ID;Titel\na;b\n"));
        packed.Position = 0;
        Assert.NotNull(TableMapping.Of(packed));
        Assert.Null(TableMapping.Of(folder.File("b.txt", "Call me Ishmael.")));
        Assert.Null(TableMapping.Of(folder.File("c.gz", [0x1F, 0x8B, 1, 2, 3])));
    }

    [Fact]
    public void Columns_without_names_are_called_by_their_numbers()
    {
        using var stream = new MemoryStream("a,9783161484100\nb,9780142437247\n"u8.ToArray());
        TableMapping mapping = TableMapping.Of(stream)!;
        Assert.False(mapping.HasHeader);
        Assert.Equal(["1", "2"], mapping.Columns.Select(c => c.Header));
        Assert.Equal(["", "isbn"], mapping.Columns.Select(c => c.Field));
    }

    [Theory]
    [InlineData("Text#", "id")]
    [InlineData("publication_title", "title")]
    [InlineData("first_author", "contributors")]
    [InlineData("date_monograph_published_online", "published")]
    [InlineData("dc.title[en]", "title")]
    [InlineData("dc.contributor.author", "contributors")]
    [InlineData("dcterms:issued", "published")]
    [InlineData("oapen.identifier.isbn", "isbn")]
    public void Columns_are_known_by_the_names_of_KBART_Dublin_Core_and_Project_Gutenberg(string header, string field)
    {
        TableMapping mapping = TableMapping.Guess([header, "x"], [["2001-05-01", "y"]]);
        Assert.Equal(field, mapping.Columns[0].Field);
    }

    [Fact]
    public void A_column_of_numbers_is_no_text_whatever_its_name() =>
        Assert.Equal(("", "its name says text, but its first cells are numbers"),
            TableMapping.Guess(["text", "title"], [["1", "A"], ["2", "B"]]).Columns.Select(c => (c.Field, c.Reason)).First());

    [Fact]
    public void Headers_in_Windows_1252_are_known() =>
        Assert.Equal(["Éditeur=publisher", "Título=title"],
            TableMapping.Of(new MemoryStream([0xC9, .. "diteur;T"u8, 0xED, .. "tulo\nA;B\n"u8]))!.Columns.Select(c => $"{c.Header}={c.Field}"));
}
