using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>A record as it was read, and what it asks the registry to do.</summary>
/// <param name="Record">The record; refused where it cannot be used.</param>
/// <param name="Put">What is asked; null where it is refused, or no registry is asked.</param>
/// <param name="Words">Words in the text.</param>
internal sealed record JudgedRecord(CatalogRecord Record, WorkPut? Put, int Words)
{
    /// <summary>
    /// Judges records by what the registry can hold, and computes what is needed to keep them, on all processors; their order stays.
    /// </summary>
    /// <param name="records">The records.</param>
    /// <param name="isForRegistry">Whether they are to be put into a registry; else they are judged alone.</param>
    /// <param name="cancellation">Breaks off.</param>
    public static IReadOnlyList<JudgedRecord> Of(IReadOnlyList<CatalogRecord> records, bool isForRegistry, CancellationToken cancellation)
    {
        var judged = new JudgedRecord[records.Count];
        Parallel.For(0, records.Count, new ParallelOptions { CancellationToken = cancellation }, i => judged[i] = Of(records[i], isForRegistry));
        return judged;
    }

    private static JudgedRecord Of(CatalogRecord record, bool isForRegistry)
    {
        if (record.Work is null)
            return new JudgedRecord(record, null, 0);
        string id = record.Work.Id;
        string? refusal = id.Length is 0 or > Work.LongestId ? $"the record's id has {id.Length} characters; 1 to {Work.LongestId} are allowed"
            : IsStorable(id) ? null : "the work's 'id' holds characters that are none (NUL or half a pair)";
        int words = refusal is null && record.Text is not null ? WorkPut.WordsIn(record.Text) : 0;
        if (refusal is null && record.Text is not null && words == 0)
            refusal = "the work's text has no words";
        return refusal is not null
            ? new JudgedRecord(record with { Work = null, Text = null, RecordId = record.RecordId ?? id, Refusal = refusal }, null, 0)
            : new JudgedRecord(record, isForRegistry ? WorkPut.Of(record.Work, record.Text, words) with { Action = record.Action, Stated = record.Stated } : null, words);
    }

    // Two ids that differ in such characters would be one in the registry.
    private static bool IsStorable(string id)
    {
        for (int i = 0; i < id.Length; i++)
        {
            if (id[i] == '\0' || (char.IsSurrogate(id[i]) && (i + 1 == id.Length || !char.IsSurrogatePair(id[i], id[++i]))))
                return false;
        }
        return true;
    }
}
