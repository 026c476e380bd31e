using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs;

/// <summary>What a record asks for.</summary>
public enum RecordAction
{
    /// <summary>The work as described is to be in the catalog: added, or in the place of what was said of it before.</summary>
    Put,

    /// <summary>Of a work that is there, the parts that the record states are to be replaced: <see cref="CatalogRecord.Stated"/>.</summary>
    Amend,

    /// <summary>The work is to be taken out of scans.</summary>
    Withdraw,
}

/// <summary>Parts of a work's description that a record can replace alone.</summary>
[Flags]
public enum WorkParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Title, contributors, language.</summary>
    Description = 1,

    /// <summary>Identifiers.</summary>
    Identifiers = 2,

    /// <summary>Publisher, date of publication, holder, copyright and sales rights, embargo.</summary>
    Publishing = 4,

    /// <summary>Licence, usage terms, rights statements.</summary>
    Rights = 8,

    /// <summary>Relations to other works, but for the series.</summary>
    Relations = 16,

    /// <summary>The series or collection that the work is a part of.</summary>
    Series = 32,

    /// <summary>All of them.</summary>
    All = 63,
}

/// <summary>
/// One record of a catalog, and what is to become of it. Each record of a file gives exactly one of these, good or bad, in the order
/// of the file, so that counts add up to what was in it.
/// </summary>
public sealed record CatalogRecord
{
    /// <summary>The file, as messages name it: a path, or an archive's name with the path within behind a slash.</summary>
    public required string File { get; init; }

    /// <summary>Line where the record begins, from 1; 0 when the whole file is the record, or lines mean nothing.</summary>
    public required long Line { get; init; }

    /// <summary>The record's own id, when it could be read.</summary>
    public string? RecordId { get; init; }

    /// <summary>Format that it was read as, in words: <c>ONIX for Books 3.0</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>What the record asks for.</summary>
    public RecordAction Action { get; init; }

    /// <summary>The work; null when the record is refused. Of a withdrawal, what is known: at least the id.</summary>
    public Work? Work { get; init; }

    /// <summary>The work's whole text, not only white space; null where the record has metadata alone.</summary>
    public string? Text { get; init; }

    /// <summary>The parts that the record states, where it is an amendment; all of them otherwise.</summary>
    public WorkParts Stated { get; init; } = WorkParts.All;

    /// <summary>
    /// Whether a later record of the same catalog that has the same id is this one's successor, as in messages and series of them;
    /// otherwise the second one is refused.
    /// </summary>
    public bool IsInSeries { get; init; }

    /// <summary>What the record says of rights; scopes are works by the record's <see cref="Work.Id"/>.</summary>
    public IReadOnlyList<RightsStatement> Rights { get; init; } = [];

    /// <summary>What the record was used with: sentences without a full stop, in order.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why the record cannot be used and what to do about it, one sentence without a full stop; null where it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>A record that cannot be used.</summary>
    /// <param name="file">The file, as messages name it.</param>
    /// <param name="line">Line, from 1, or 0.</param>
    /// <param name="id">Its id, when it could be read.</param>
    /// <param name="reason">Why, and what to do about it.</param>
    public static CatalogRecord Refused(string file, long line, string? id, string reason) =>
        new() { File = file, Line = line, RecordId = id, Refusal = reason };
}
