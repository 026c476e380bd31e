using System.Globalization;
using System.IO.Compression;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Formats.Tables;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs;

/// <summary>One column of a table, and what it is taken for.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Header">What the table calls it; its number where the table has no header.</param>
/// <param name="Field">The field that it fills, one of <see cref="TableMapping.Fields"/>; empty where it is passed over.</param>
/// <param name="Reason">Why, a sentence without a full stop.</param>
/// <param name="Samples">Its first values that are not empty, shortened; at most three.</param>
public sealed record TableColumn(int Number, string Header, string Field, string Reason, IReadOnlyList<string> Samples)
{
    /// <summary>Whether what stands in the column shows that it is what it is taken for.</summary>
    public bool IsBorneOut { get; init; }
}

/// <summary>
/// Which columns of a table (CSV, TSV) are what: guessed by their names and by what stands in them, to be shown to people, who can change it
/// through <see cref="IntakeSettings.Columns"/>.
/// </summary>
/// <param name="Columns">All columns, in order.</param>
/// <param name="HasHeader">Whether the first row names the columns.</param>
public sealed record TableMapping(IReadOnlyList<TableColumn> Columns, bool HasHeader)
{
    private const string Several = "contributors";
    private const int LongestSample = 60;

    // Shorter cells are descriptions.
    private const int ShortestText = 1000;

    /// <summary>
    /// The fields that a column can fill. Several columns can fill <c>contributors</c>, one each other. <c>text</c> is the work's whole
    /// text, <c>path</c> a file beside the table that holds it; <c>tdm_reservation</c> is 0 or 1 and <c>tdm_policy</c> an address, by the
    /// TDM Reservation Protocol; <c>action</c> is <c>put</c> or <c>withdraw</c>.
    /// </summary>
    public static IReadOnlyList<string> Fields => TableHeaders.Fields;

    /// <summary>Guesses what columns are.</summary>
    /// <param name="headers">Their names.</param>
    /// <param name="sampleRows">The first rows below; cells that a row lacks count as empty.</param>
    public static TableMapping Guess(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> sampleRows)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(sampleRows);
        var columns = new List<TableColumn>();
        for (int i = 0; i < headers.Count; i++)
        {
            string[] values = [.. sampleRows.Select(row => i < row.Count ? row[i].Trim() : "").Where(cell => cell.Length > 0)];
            (string field, string reason, bool isBorneOut) = GuessOne(headers[i], values);
            columns.Add(new TableColumn(i + 1, headers[i].Trim(), field, reason, [.. values.Take(3).Select(Shorten)]) { IsBorneOut = isBorneOut });
        }
        return new TableMapping(OnceEach(columns), true);
    }

    /// <summary>Looks at a file, not reading more of it than its beginning; what gzip packed is unpacked.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null where it is no table.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static TableMapping? Of(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Of(file);
    }

    /// <summary>The same of a stream, which is read from where it stands and stays the caller's.</summary>
    public static TableMapping? Of(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] first = First(stream);
        if (first.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            try
            {
                using var unpacked = new GZipStream(new MemoryStream(first), CompressionMode.Decompress);
                first = First(unpacked);
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
        var head = new FileHead(first, "");
        return TableFormat.LayoutOf(head) is { } layout ? Of(layout) : null;
    }

    /// <summary>The mapping with fields of columns as somebody set them.</summary>
    /// <param name="columns">Fields by the names of columns, or by their numbers, from 1; an empty field passes a column over.</param>
    /// <returns>The mapping; a guess that fills a field which is set gives way to it.</returns>
    /// <exception cref="InvalidDataException">There is no such column, or no such field, or one field is set for two columns.</exception>
    public TableMapping With(IReadOnlyDictionary<string, string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var set = new Dictionary<int, string>();
        foreach ((string name, string field) in columns)
        {
            if (field.Length > 0 && !Fields.Contains(field))
                throw new InvalidDataException($"there is no field '{field}' that a column could fill; the fields are {string.Join(", ", Fields)}");
            TableColumn column = Find(name) ?? throw new InvalidDataException(
                    $"the table has no column '{name}'; its columns are {string.Join(", ", Columns.Take(50).Select(c => $"'{Shorten(c.Header)}'"))}");
            if (field.Length > 0 && field != Several && set.ContainsValue(field))
                throw new InvalidDataException($"the field '{field}' is set for two columns; one can fill it");
            set[column.Number] = field;
        }
        return this with
        {
            Columns =
            [
                .. Columns.Select(c => set.TryGetValue(c.Number, out string? field) ? c with { Field = field, Reason = "it was set" }
                    : c.Field != Several && set.ContainsValue(c.Field) ? c with { Field = "", Reason = $"another column was set to fill {c.Field}" }
                    : c),
            ],
        };
    }

    /// <summary>The same of what is said of several tables; one of which nothing is said is as it was guessed, where another may be meant.</summary>
    internal TableMapping WithThoseOfItsOwn(IReadOnlyDictionary<string, string> columns)
    {
        Dictionary<string, string> own = columns.Where(c => Find(c.Key) is not null).ToDictionary(StringComparer.Ordinal);
        return With(own.Count == 0 ? columns : own);
    }

    /// <summary>The mapping of a table of which the first rows are known.</summary>
    internal static TableMapping Of(TableLayout layout)
    {
        IReadOnlyList<string>[] rows = [.. layout.Rows.Select(r => r.Cells)];
        if (IsHeader(rows[0], rows[1..]))
            return Guess(rows[0], rows[1..]);
        string[] numbers = [.. Enumerable.Range(1, layout.Width).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        return Guess(numbers, rows) with { HasHeader = false };
    }

    /// <summary>How many columns are recognised by their names, or surely by their contents.</summary>
    internal int Recognised => Columns.Count(c => c.Field.Length > 0);

    private TableColumn? Find(string name) => Columns.FirstOrDefault(c => c.Header == name)
        ?? Columns.FirstOrDefault(c => c.Header.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? Columns.FirstOrDefault(c => c.Number.ToString(CultureInfo.InvariantCulture) == name);

    private static bool IsHeader(IReadOnlyList<string> first, IReadOnlyList<string>[] rest)
    {
        if (first.Any(cell => IsIsbn(cell) || IsDoi(cell)))
            return false;
        if (first.Any(cell => TableHeaders.Find(cell) is not null))
            return true;
        // Names of columns are words, not numbers; a column of numbers below a word was given that word as its name.
        return first.All(cell => cell.Length is > 0 and < 60 && !char.IsAsciiDigit(cell[0]))
            && Enumerable.Range(0, first.Count).Any(i => rest.Length > 0 && rest.All(row => row[i].Length > 0 && char.IsAsciiDigit(row[i][0])));
    }

    private static (string Field, string Reason, bool IsBorneOut) GuessOne(string header, string[] values)
    {
        string? named = TableHeaders.Find(header);
        (string Field, string What)? content = ContentOf(values);
        // What numbers are, their check digits tell better than any name; an id may be an ISBN and remain the id.
        if (content is { Field: not "text" } sure && named is ("isbn" or "issn" or "doi") && named != sure.Field)
            return (sure.Field, $"its first cells are {sure.What}", true);
        if (named is null)
            return content is { } found ? (found.Field, $"its first cells are {found.What}", true) : ("", "its name says nothing that a catalog of works states", false);
        string said = $"its name says {named}";
        if (values.Length == 0)
            return (named, said, false);
        return named switch
        {
            "published" when !values.Any(v => LooseDate.Read(v, out bool ambiguous) is not null || ambiguous) => ("", $"{said}, but no cell is a date", false),
            "text" when values.All(v => v.All(char.IsAsciiDigit)) => ("", $"{said}, but its first cells are numbers", false),
            "isbn" or "issn" or "doi" when content is null => (named, $"{said}, though not all of its first cells are one", false),
            _ when content?.Field == named => (named, $"{said}, and its first cells are {content.Value.What}", true),
            _ => (named, said, false),
        };
    }

    private static (string Field, string What)? ContentOf(string[] values)
    {
        if (values.Length == 0)
            return null;
        bool Most(Func<string, bool> test) => values.Count(test) * 10 >= values.Length * 9;
        return Most(IsIsbn) ? ("isbn", "ISBNs with good check digits")
            : Most(IsDoi) ? ("doi", "DOIs")
            : Most(IsIssn) ? ("issn", "ISSNs with good check digits")
            : Most(v => v.Length >= ShortestText) ? ("text", "long texts")
            : null;
    }

    // Of two columns that one field could be filled from, the first is taken whose contents agree; then the first.
    private static TableColumn[] OnceEach(List<TableColumn> columns)
    {
        var taken = columns.Where(c => c.Field.Length > 0 && c.Field != Several).GroupBy(c => c.Field)
            .ToDictionary(g => g.Key, g => (g.FirstOrDefault(c => c.IsBorneOut) ?? g.First()).Number);
        return [.. columns.Select(c => c.Field.Length == 0 || c.Field == Several || taken[c.Field] == c.Number ? c
            : c with { Field = "", Reason = $"{c.Reason}, but column {taken[c.Field].ToString(CultureInfo.InvariantCulture)} fills {c.Field} already" })];
    }

    private static bool IsIsbn(string cell) => cell.Length is >= 10 and <= 30 && Isbn.TryParse(cell, out _, out _);

    private static bool IsDoi(string cell) => cell.Length is >= 8 and <= 300 && Doi.TryParse(cell, out _, out _);

    // Eight digits are a day, too.
    private static bool IsIssn(string cell) => cell.Length == 9 && cell[4] == '-' && Issn.TryParse(cell, out _, out _);

    private static byte[] First(Stream stream)
    {
        byte[] first = new byte[FileHead.Length];
        int length = 0;
        while (length < first.Length && stream.Read(first, length, first.Length - length) is > 0 and int read)
            length += read;
        return first[..length];
    }

    private static string Shorten(string text) => text.Length <= LongestSample ? text : text[..LongestSample] + "…";
}
