namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>The record types of WARC/1.1 (ISO 28500:2017, 6).</summary>
public enum WarcRecordType
{
    /// <summary>A type that the standard does not know; readers leave it alone.</summary>
    Other,

    /// <summary>What made the records that follow.</summary>
    WarcInfo,

    /// <summary>A whole response of a server.</summary>
    Response,

    /// <summary>What was got without the protocol around it.</summary>
    Resource,

    /// <summary>A whole request to a server.</summary>
    Request,

    /// <summary>What is known of another record.</summary>
    Metadata,

    /// <summary>A response whose content another record holds.</summary>
    Revisit,

    /// <summary>Another form of another record's content, such as the text of a page.</summary>
    Conversion,

    /// <summary>The rest of a record that did not fit.</summary>
    Continuation,
}
