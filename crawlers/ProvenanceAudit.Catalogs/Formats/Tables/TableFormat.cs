using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Formats.Tables;

/// <summary>Tables of works as comma, semicolon, tab or bar separated values, with names of columns or without; each row a record.</summary>
internal sealed class TableFormat : ICatalogFormat
{
    /// <inheritdoc/>
    public string Name => "table";

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => LayoutOf(head) is not null;

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        TableLayout? layout = TableLayout.Of(file.Head.Text, file.Head.IsWhole);
        if (layout is null)
        {
            yield return CatalogRecord.Refused(file.Name, 0, null, "the file is no table: its rows do not have the same number of cells");
            yield break;
        }
        TableMapping mapping = TableMapping.Of(layout);
        if (settings.Columns is not null)
            mapping = mapping.WithThoseOfItsOwn(settings.Columns);
        settings.OnTable?.Invoke(file.Name, mapping);
        var records = new TableRecords(file, settings, mapping);
        string format = layout.Delimiter == '\t' ? "TSV" : $"CSV, separated by {layout.DelimiterName}";
        var text = new DecodedText(file.Content);
        var rows = new DelimitedRows(text.Read, layout.Delimiter, settings.Limits.RecordCharacters);
        // A spreadsheet's line of its own about the delimiter is no row.
        if (layout.Skip > 0)
            rows.Read();
        bool isHeader = mapping.HasHeader;
        bool wasTold = false;
        while (rows.Read() is { } row)
        {
            settings.Cancellation.ThrowIfCancellationRequested();
            bool isOther = text.Replaced.TryPeek(out long place) && place < rows.Position;
            while (text.Replaced.TryPeek(out place) && place < rows.Position)
                text.Replaced.Dequeue();
            if (row.IsBlank)
                continue;
            if (isHeader)
            {
                isHeader = false;
                continue;
            }
            // Once for the file: spreadsheets write all of it so.
            string? warning = isOther && !wasTold ? "the file is not UTF-8; from here on, what is not was read as Windows-1252 (Latin-1)" : null;
            wasTold |= isOther;
            yield return records.Of(row, warning) with { Format = format };
        }
    }

    /// <summary>How a table is written; null where the file is none.</summary>
    public static TableLayout? LayoutOf(FileHead head)
    {
        ReadOnlySpan<char> start = head.Text.AsSpan().TrimStart();
        if (start.Length == 0 || start[0] is '{' or '[' or '<' or '%')
            return null;
        if (TableLayout.Of(head.Text, head.IsWhole) is not { } layout)
            return null;
        TableMapping mapping = TableMapping.Of(layout);
        // Two names of columns, or one column whose cells bear it out: a word that stands alone may be prose.
        return mapping.Recognised >= 2 || (layout.Rows.Count >= 2 && layout.IsEven && mapping.Columns.Any(c => c.Field.Length > 0 && c.IsBorneOut))
            ? layout : null;
    }
}
