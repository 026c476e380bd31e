namespace ProvenanceAudit.Lucene;

/// <summary>What adding a work did.</summary>
public enum AddOutcome
{
    /// <summary>The index had no work with this id.</summary>
    Added,

    /// <summary>The index had another text or other metadata under this id.</summary>
    Replaced,

    /// <summary>The index had the very same text and metadata, and nothing was written.</summary>
    Unchanged,
}
