using System.Collections.Frozen;
using System.Globalization;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>
/// One record as it is read. Its fields stay; <see cref="Content"/> may be read until the next record is asked for.
/// </summary>
public sealed class WarcRecord
{
    private static readonly FrozenDictionary<string, WarcRecordType> Types = Enum.GetValues<WarcRecordType>()
        .Where(type => type != WarcRecordType.Other)
        .ToFrozenDictionary(type => type.ToString(), StringComparer.OrdinalIgnoreCase);

    internal WarcRecord(WarcHeader header, long offset, bool beginsMember, Stream content)
    {
        Version = header.Version;
        Fields = header.Fields;
        ContentLength = header.ContentLength;
        Offset = offset;
        IsAddressable = beginsMember;
        Content = content;
        Type = Types.GetValueOrDefault(Fields["WARC-Type"] ?? "");
    }

    /// <summary>Version of the format as stated, such as <c>1.1</c>.</summary>
    public string Version { get; }

    /// <summary>What kind of record it is.</summary>
    public WarcRecordType Type { get; }

    /// <summary>All named fields.</summary>
    public WarcFields Fields { get; }

    /// <summary>Length of the block in bytes, as stated.</summary>
    public long ContentLength { get; }

    /// <summary>
    /// First byte of the record in the file; where it is compressed, first byte of the gzip member that holds it.
    /// </summary>
    public long Offset { get; }

    /// <summary>
    /// Whether <see cref="WarcReader.Open(string, Action{WarcProblem}, long)"/> at <see cref="Offset"/> finds it: not where one
    /// gzip member holds many records and this is not the first.
    /// </summary>
    public bool IsAddressable { get; }

    /// <summary>
    /// The block. Reading throws <see cref="InvalidDataException"/> where the record breaks off or is damaged; the reader tells
    /// of that too, and goes on with the next record.
    /// </summary>
    public Stream Content { get; }

    /// <summary>Id of the record, such as <c>&lt;urn:uuid:...&gt;</c>; null where it states none.</summary>
    public string? Id => Fields["WARC-Record-ID"];

    /// <summary>What was asked for, without the angle brackets that WARC/1.0 had around it; null where it states none.</summary>
    public string? TargetUri => Fields["WARC-Target-URI"] is { } uri
        ? uri.Length > 2 && uri[0] == '<' && uri[^1] == '>' ? uri[1..^1] : uri
        : null;

    /// <summary>When it was got, in universal time; null where it states none that can be read.</summary>
    public DateTimeOffset? Date => DateTimeOffset.TryParse(
        Fields["WARC-Date"], CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset date) ? date : null;

    /// <summary>Media type of the block as stated; null where it states none.</summary>
    public string? ContentType => Fields["Content-Type"];

    /// <summary>
    /// Why the block was cut when it was got (<c>length</c>, <c>time</c>, <c>disconnect</c>); null where it was not.
    /// </summary>
    public string? Truncated => Fields["WARC-Truncated"];
}
