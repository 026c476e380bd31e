namespace ProvenanceAudit.Catalogs.Formats.Tables;

/// <summary>A row of a table.</summary>
/// <param name="Line">Line where it begins, from 1.</param>
/// <param name="Cells">What its cells hold; empty where it cannot be read.</param>
/// <param name="Problem">Why it cannot be read, and what to do about it; null where it can.</param>
/// <param name="IsQuotedBadly">Whether quotation marks stand where they should have been doubled; it was read all the same.</param>
internal sealed record TableRow(long Line, IReadOnlyList<string> Cells, string? Problem = null, bool IsQuotedBadly = false)
{
    /// <summary>Whether there is nothing in it.</summary>
    public bool IsBlank => Problem is null && Cells.All(string.IsNullOrWhiteSpace);
}
