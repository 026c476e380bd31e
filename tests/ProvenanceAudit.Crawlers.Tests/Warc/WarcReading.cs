using System.IO.Compression;
using System.Text;
using ProvenanceAudit.Crawlers.Warc;

namespace ProvenanceAudit.Crawlers.Tests.Warc;

/// <summary>All that a reader finds in a file, and ways to make files by hand.</summary>
internal sealed class WarcReading
{
    private WarcReading()
    {
    }

    public List<(WarcRecord Record, byte[] Block)> Records { get; } = [];

    public List<WarcProblem> Problems { get; } = [];

    public IEnumerable<string> Texts => Records.Select(record => Encoding.Latin1.GetString(record.Block));

    public static WarcReading Of(byte[] bytes, bool seekable = true) =>
        Of(problem => new WarcReader("test.warc", seekable ? new MemoryStream(bytes) : new PipedStream(bytes), problem));

    public static WarcReading Of(string path, long offset = 0) => Of(problem => WarcReader.Open(path, problem, offset));

    public static WarcReading Of(Func<Action<WarcProblem>, WarcReader> open)
    {
        var reading = new WarcReading();
        using WarcReader reader = open(reading.Problems.Add);
        while (reader.Read() is { } record)
        {
            using var block = new MemoryStream();
            try
            {
                record.Content.CopyTo(block);
                reading.Records.Add((record, block.ToArray()));
            }
            catch (InvalidDataException)
            {
                // The reader tells of it as a problem.
            }
        }
        return reading;
    }

    public static byte[] Record(string block, string version = "1.1", string type = "resource", string fields = "", int? length = null) =>
        Encoding.Latin1.GetBytes($"WARC/{version}\r\nWARC-Type: {type}\r\n{fields}Content-Length: {length ?? block.Length}\r\n\r\n{block}\r\n\r\n");

    public static byte[] Gzip(params byte[][] parts)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (byte[] part in parts)
                gzip.Write(part);
        }
        return packed.ToArray();
    }

    /// <summary>Gives what it has in pieces, forward alone.</summary>
    private sealed class PipedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);
    }
}
