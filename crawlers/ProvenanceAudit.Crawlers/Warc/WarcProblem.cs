using System.Globalization;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>A place of a WARC file that could not be read, and why; what stands around it was read all the same.</summary>
/// <param name="File">Path of the file as the user named it.</param>
/// <param name="Offset">
/// First byte of what is wrong, from 0, in the file as it is stored: of a compressed file the first of the gzip member.
/// </param>
/// <param name="Reason">What is wrong, as a sentence without its subject's end: <c>the record breaks off</c>.</param>
public sealed record WarcProblem(string File, long Offset, string Reason)
{
    /// <summary><c>FILE: byte OFFSET: REASON</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}: byte {Offset}: {Reason}");
}
