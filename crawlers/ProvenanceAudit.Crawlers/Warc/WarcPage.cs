using ProvenanceAudit.Crawlers.Addresses;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>A page that a WARC or WET file holds.</summary>
/// <param name="Address">Its address, with the whole query that was asked for.</param>
/// <param name="Date">When it was fetched; null where the record does not say.</param>
/// <param name="Status">Status of the response; 200 of records that hold no response around the page.</param>
/// <param name="Headers">Headers of the response; none of records that hold no response.</param>
/// <param name="MediaType">Media type in lower case without parameters, such as <c>text/html</c>.</param>
/// <param name="ContentType">Media type as stated, with the character set where one is stated; null where none is.</param>
/// <param name="Body">The page, decoded; in the character set it was sent in.</param>
/// <param name="IsExtractedText">Whether it is the text of a page, in UTF-8, as WET files have it.</param>
/// <param name="RecordId">Id of its record; null where it states none.</param>
/// <param name="Offset">Where its record begins, as <see cref="WarcRecord.Offset"/>.</param>
/// <param name="IsAddressable">Whether the record can be opened there.</param>
/// <param name="Problem">What is wrong with the body, which is given as far as it could be read; null where nothing is.</param>
public sealed record WarcPage(
    CrawlAddress Address, DateTimeOffset? Date, int Status, WarcFields Headers, string MediaType, string? ContentType, byte[] Body,
    bool IsExtractedText, string? RecordId, long Offset, bool IsAddressable, string? Problem);

/// <summary>What became of a record.</summary>
public enum WarcOutcome
{
    /// <summary>It is a page.</summary>
    Page,

    /// <summary>It is no response, resource or text, but a request, metadata or the like.</summary>
    NotContent,

    /// <summary>It is a response whose content another record holds.</summary>
    Revisit,

    /// <summary>Its status is not 2xx, or its body is empty.</summary>
    NoPage,

    /// <summary>It is neither HTML nor plain text.</summary>
    OtherMediaType,

    /// <summary>It is longer than allowed.</summary>
    TooLong,

    /// <summary>Its address is none that is crawled.</summary>
    BadAddress,

    /// <summary>It could not be read.</summary>
    Broken,
}
