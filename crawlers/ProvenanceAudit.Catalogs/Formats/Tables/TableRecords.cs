using System.Text;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats.Tables;

/// <summary>Makes records of the rows of one table.</summary>
internal sealed class TableRecords(CatalogFile file, IntakeSettings settings, TableMapping mapping)
{
    private readonly ILookup<string, int> _columns = mapping.Columns.Where(c => c.Field.Length > 0).ToLookup(c => c.Field, c => c.Number - 1);
    private readonly bool _isDayFirst = mapping.Columns.FirstOrDefault(c => c.Field == "published") is { } date && TableHeaders.IsOfDayFirst(date.Header);
    private long _row;

    /// <summary>The record of a row.</summary>
    /// <param name="row">The row; its line is the record's.</param>
    /// <param name="warning">What it was read with; null where nothing is to be said.</param>
    public CatalogRecord Of(TableRow row, string? warning)
    {
        _row++;
        List<string> warnings = warning is null ? [] : [warning];
        CatalogRecord Refused(string? id, string reason) => CatalogRecord.Refused(file.Name, row.Line, id, reason) with { Warnings = warnings };
        if (row.Problem is not null)
            return Refused(null, row.Problem);
        int width = mapping.Columns.Count;
        if (row.Cells.Count < width || row.Cells.Skip(width).Any(cell => !string.IsNullOrWhiteSpace(cell)))
        {
            return Refused(null,
                $"the row has {row.Cells.Count} cells where the table has {width} columns; put cells that hold the delimiter or line ends in quotation marks");
        }
        if (row.IsQuotedBadly)
            warnings.Add("quotation marks stand within a quoted cell without being doubled; it was read as it stands");
        string? Cell(string field) => Cells(row, field).FirstOrDefault();

        string? action = Cell("action")?.ToLowerInvariant();
        bool isWithdrawn = action is "withdraw" or "delete" or "remove" or "d" or "löschen" or "supprimer" or "retirer" or "eliminar" or "retirar" or "excluir";
        if (!isWithdrawn && action is not (null or "put" or "add" or "update" or "new" or "insert" or "a" or "u"))
            return Refused(Cell("id"), $"the action '{Shorten(action)}' is none; put and withdraw are");
        var identifiers = new IdentifierMap(warnings);
        foreach (string scheme in new[] { "isbn", "issn", "doi" })
        {
            // Repositories write several of them into one cell.
            foreach (string identifier in Cell(scheme)?.Split("||", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
                identifiers.Add(scheme, identifier);
        }
        string? title = OnOneLine(Cell("title"));
        string? id = Cell("id") ?? identifiers.Good("isbn") ?? identifiers.Good("doi");
        string? text = Cell("text") is null ? null : Raw(row, "text");
        if (text is null && Cell("path") is { } path)
        {
            text = file.ReadBeside(path, out string? reason);
            if (text is null)
                return Refused(id, reason!);
            if (reason is not null)
                warnings.Add(reason);
        }
        if (id is null && title is null && text is null)
            return Refused(null, "the row has no id, no ISBN, no DOI, no title and no text; fill one of these columns");
        if (id is null && isWithdrawn)
            return Refused(null, "the row withdraws a work and does not say which; give its id");
        if (id is null)
        {
            id = $"{file.PathId}#{_row}";
            warnings.Add($"the row has no id; it is called '{Shorten(id)}' by its place, which must stay the same when the table is sent again");
        }
        if (id.Length > Work.LongestId)
            return Refused(null, $"the id has {id.Length} characters; {Work.LongestId} are allowed");
        if (isWithdrawn)
        {
            return new CatalogRecord
            {
                File = file.Name,
                Line = row.Line,
                RecordId = id,
                Action = RecordAction.Withdraw,
                Warnings = warnings,
                Work = new Work { Id = id, Title = title ?? id, Identifiers = identifiers.Values },
            };
        }
        string? publisher = OnOneLine(Cell("publisher")), holder = OnOneLine(Cell("rights_holder"));
        var work = new Work
        {
            Id = id,
            Title = title is null ? id : OnOneLine(Cell("subtitle")) is { } subtitle ? $"{title}: {subtitle}" : title,
            Contributors = [.. Cells(row, "contributors").SelectMany(ContributorNames.Split).Distinct(StringComparer.Ordinal)],
            Identifiers = identifiers.Values,
            Language = Language(Cell("language"), warnings),
            Publisher = publisher,
            RightsHolder = holder,
            Licence = OnOneLine(Cell("licence")),
            Published = Published(Cell("published"), warnings),
            Terms = OnOneLine(Cell("copyright")) is { } copyright ? [new(WorkTermKinds.Copyright, copyright)] : [],
        };
        return new CatalogRecord
        {
            File = file.Name,
            Line = row.Line,
            RecordId = id,
            Work = work,
            Text = text,
            Rights = StatedReservation.Of(
                Cell("tdm_reservation"), Cell("tdm_policy"), "column tdm_reservation", file.Name, row.Line, work, settings, warnings),
            Warnings = warnings,
        };
    }

    private IEnumerable<string> Cells(TableRow row, string field) => _columns[field].Select(i => Clean(row.Cells[i]).Trim()).Where(cell => cell.Length > 0);

    private string Raw(TableRow row, string field) => Clean(row.Cells[_columns[field].First()]);

    // Zero bytes and the like are left by old exports, and are in no name or text.
    private static string Clean(string cell)
    {
        bool IsWanted(char c) => !char.IsControl(c) || c is '\t' or '\n' or '\r' or '\u0085';
        return cell.All(IsWanted) ? cell : new StringBuilder().Append([.. cell.Where(IsWanted)]).ToString();
    }

    private static string? OnOneLine(string? cell) =>
        cell is null ? null : string.Join(' ', cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string? Language(string? cell, List<string> warnings)
    {
        if (cell is null)
            return null;
        string? tag = LanguageTags.Of(cell) ?? LanguageTags.Named(cell);
        if (tag is null)
            warnings.Add($"the language '{Shorten(cell)}' is none that is known, and was left out; write it as a code, such as en or de");
        return tag;
    }

    private string? Published(string? cell, List<string> warnings)
    {
        if (cell is null)
            return null;
        string? date = LooseDate.Read(cell, out bool isAmbiguous, _isDayFirst);
        if (isAmbiguous)
            warnings.Add($"the date '{Shorten(cell)}' may be read as two days, and was left out; write it as 2020-05-01");
        else if (date is null)
            warnings.Add($"'{Shorten(cell)}' is no date, and was left out; write it as 2020, 2020-05 or 2020-05-01");
        return date;
    }

    private static string Shorten(string text) => OnOneLine(text.Length <= 40 ? text : text[..40] + "…")!;
}
