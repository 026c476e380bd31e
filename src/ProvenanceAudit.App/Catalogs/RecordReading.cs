using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>A record of a submission as it was read: a work, or the reason why there is none.</summary>
/// <param name="File">File, as the catalog reader names it.</param>
/// <param name="Line">Line, from 1; 0 for the whole file.</param>
/// <param name="RecordId">Its id, when it could be read.</param>
/// <param name="Work">The work; null when the record is refused.</param>
/// <param name="Words">Words in the work's text.</param>
/// <param name="Reason">What is wrong with it; null when nothing is.</param>
internal sealed record ReadRecord(string File, long Line, string? RecordId, WorkText? Work, int Words, string? Reason);

/// <summary>
/// Reads a catalog as records each of which comes once, good or bad, and always in the same order, so that their numbers can tell
/// how far an earlier run came.
/// </summary>
internal sealed class RecordReading
{
    private readonly List<InputProblem> _problems = [];
    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _tokens = new();

    /// <summary>Prepares to read.</summary>
    /// <exception cref="FileNotFoundException">There is no such catalog.</exception>
    public RecordReading(string path) => Source = new CatalogReader(path, _problems.Add);

    /// <summary>The catalog, which tells how much of it was read.</summary>
    public CatalogReader Source { get; }

    /// <summary>Reads all records.</summary>
    public IEnumerable<ReadRecord> Read()
    {
        foreach (CatalogRecord record in Source.ReadRecords())
        {
            // The reader tells of a record's reservations before it gives the record; what else it told of are records of their own.
            List<InputProblem> own = [.. _problems.Where(p => p.File == record.File && p.Line == record.Line)];
            _problems.RemoveAll(own.Contains);
            foreach (ReadRecord refused in TakeRefused())
                yield return refused;
            yield return Judge(record, own.Count == 0 ? null : ReasonOf(own));
        }
        foreach (ReadRecord refused in TakeRefused())
            yield return refused;
    }

    private ReadRecord Judge(CatalogRecord record, string? reservation)
    {
        string id = record.Work.Work.Id;
        if (!IsStorable(id))
            return new ReadRecord(record.File, record.Line, id, null, 0, "the work's 'id' holds characters that are none (NUL or half a pair)");
        _tokeniser.Tokenise(record.Work.Text, _tokens);
        return _tokens.Count == 0
            ? new ReadRecord(record.File, record.Line, id, null, 0, "the work's text has no words")
            : new ReadRecord(record.File, record.Line, id, record.Work, _tokens.Count, reservation);
    }

    private List<ReadRecord> TakeRefused()
    {
        List<ReadRecord> refused = [.. _problems.GroupBy(p => (p.File, p.Line)).Select(g => new ReadRecord(
            g.Key.File, g.Key.Line, g.Select(p => p.RecordId).LastOrDefault(id => id is not null), null, 0, ReasonOf(g)))];
        _problems.Clear();
        return refused;
    }

    private static string ReasonOf(IEnumerable<InputProblem> problems) => string.Join("; ", problems.Select(p => p.Reason));

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
