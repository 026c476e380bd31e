using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Registry;

/// <summary>Runs of identical words as numbers of 7 bits a byte, each place as its distance from the run before.</summary>
internal sealed class RunsColumn : ValueConverter<IReadOnlyList<CommonRun>, byte[]>
{
    public RunsColumn() : base(runs => Pack(runs), bytes => Unpack(bytes)) { }

    public static byte[] Pack(IReadOnlyList<CommonRun> runs)
    {
        using var stream = new MemoryStream(8 + runs.Count * 6);
        using var writer = new BinaryWriter(stream);
        Write(writer, runs);
        return stream.ToArray();
    }

    public static IReadOnlyList<CommonRun> Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed));
        return Read(reader);
    }

    public static void Write(BinaryWriter writer, IReadOnlyList<CommonRun> runs)
    {
        writer.Write7BitEncodedInt(runs.Count);
        int output = 0, work = 0;
        foreach (CommonRun run in runs)
        {
            writer.Write7BitEncodedInt(run.Output.Start - output);
            writer.Write7BitEncodedInt(run.Output.Length);
            writer.Write7BitEncodedInt(run.Work.Start - work);
            writer.Write7BitEncodedInt(run.Work.Length);
            writer.Write7BitEncodedInt(run.Words);
            (output, work) = (run.Output.End, run.Work.End);
        }
    }

    public static CommonRun[] Read(BinaryReader reader)
    {
        var runs = new CommonRun[reader.Read7BitEncodedInt()];
        int output = 0, work = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            int outputStart = output + reader.Read7BitEncodedInt();
            output = outputStart + reader.Read7BitEncodedInt();
            int workStart = work + reader.Read7BitEncodedInt();
            work = workStart + reader.Read7BitEncodedInt();
            runs[i] = new CommonRun(
                new TextSpan(outputStart, output), new TextSpan(workStart, work), reader.Read7BitEncodedInt());
        }
        return runs;
    }
}

/// <summary>The other places of a match, packed likewise.</summary>
internal sealed class SourcesColumn : ValueConverter<IReadOnlyList<MatchedSource>, byte[]>
{
    public SourcesColumn() : base(sources => Pack(sources), bytes => Unpack(bytes)) { }

    public static byte[] Pack(IReadOnlyList<MatchedSource> sources)
    {
        if (sources.Count == 0)
            return [];
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write7BitEncodedInt(sources.Count);
        foreach (MatchedSource source in sources)
        {
            writer.Write(Guid.ParseExact(source.WorkId, "N").ToByteArray(bigEndian: true));
            writer.Write7BitEncodedInt(source.Span.Start);
            writer.Write7BitEncodedInt(source.Span.Length);
            writer.Write7BitEncodedInt(source.Output.Start);
            writer.Write7BitEncodedInt(source.Output.Length);
            writer.Write7BitEncodedInt(source.Words);
            writer.Write(source.Identity);
            RunsColumn.Write(writer, source.Runs);
        }
        return stream.ToArray();
    }

    public static IReadOnlyList<MatchedSource> Unpack(byte[] packed)
    {
        if (packed.Length == 0)
            return [];
        using var reader = new BinaryReader(new MemoryStream(packed));
        var sources = new MatchedSource[reader.Read7BitEncodedInt()];
        for (int i = 0; i < sources.Length; i++)
        {
            sources[i] = new MatchedSource
            {
                WorkId = new Guid(reader.ReadBytes(16), bigEndian: true).ToString("N"),
                Span = ReadSpan(reader),
                Output = ReadSpan(reader),
                Words = reader.Read7BitEncodedInt(),
                Identity = reader.ReadDouble(),
                Runs = RunsColumn.Read(reader),
            };
        }
        return sources;
    }

    private static TextSpan ReadSpan(BinaryReader reader)
    {
        int start = reader.Read7BitEncodedInt();
        return new TextSpan(start, start + reader.Read7BitEncodedInt());
    }
}

/// <summary>
/// Pairs of sentences, packed likewise. Those of the output stand in order; those of the work may stand anywhere, so that both are kept as distances that may
/// be negative.
/// </summary>
internal sealed class SentencesColumn : ValueConverter<IReadOnlyList<SentencePair>, byte[]>
{
    public SentencesColumn() : base(pairs => Pack(pairs), bytes => Unpack(bytes)) { }

    public static byte[] Pack(IReadOnlyList<SentencePair> pairs)
    {
        if (pairs.Count == 0)
            return [];
        using var stream = new MemoryStream(8 + pairs.Count * 12);
        using var writer = new BinaryWriter(stream);
        writer.Write7BitEncodedInt(pairs.Count);
        int output = 0, work = 0;
        foreach (SentencePair pair in pairs)
        {
            writer.Write7BitEncodedInt(ZigZag(pair.Output.Start - output));
            writer.Write7BitEncodedInt(pair.Output.Length);
            writer.Write7BitEncodedInt(ZigZag(pair.Work.Start - work));
            writer.Write7BitEncodedInt(pair.Work.Length);
            writer.Write(pair.Similarity);
            (output, work) = (pair.Output.End, pair.Work.End);
        }
        return stream.ToArray();
    }

    public static IReadOnlyList<SentencePair> Unpack(byte[] packed)
    {
        if (packed.Length == 0)
            return [];
        using var reader = new BinaryReader(new MemoryStream(packed));
        var pairs = new SentencePair[reader.Read7BitEncodedInt()];
        int output = 0, work = 0;
        for (int i = 0; i < pairs.Length; i++)
        {
            TextSpan outputSpan = ReadSpan(reader, output), workSpan = ReadSpan(reader, work);
            pairs[i] = new SentencePair(outputSpan, workSpan, reader.ReadSingle());
            (output, work) = (outputSpan.End, workSpan.End);
        }
        return pairs;
    }

    private static TextSpan ReadSpan(BinaryReader reader, int from)
    {
        int zigZag = reader.Read7BitEncodedInt();
        int start = from + ((zigZag >>> 1) ^ -(zigZag & 1));
        return new TextSpan(start, start + reader.Read7BitEncodedInt());
    }

    private static int ZigZag(int distance) => (distance << 1) ^ (distance >> 31);
}

/// <summary>Shares as doubles of 8 bytes, little-endian.</summary>
internal sealed class SharesColumn : ValueConverter<IReadOnlyList<double>, byte[]>
{
    public SharesColumn() : base(shares => Pack(shares), bytes => Unpack(bytes)) { }

    public static byte[] Pack(IReadOnlyList<double> shares)
    {
        byte[] packed = new byte[shares.Count * sizeof(double)];
        for (int i = 0; i < shares.Count; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(packed.AsSpan(i * sizeof(double)), shares[i]);
        return packed;
    }

    public static IReadOnlyList<double> Unpack(byte[] packed)
    {
        double[] shares = new double[packed.Length / sizeof(double)];
        for (int i = 0; i < shares.Length; i++)
            shares[i] = BinaryPrimitives.ReadDoubleLittleEndian(packed.AsSpan(i * sizeof(double)));
        return shares;
    }
}

/// <summary>Lists that are set once, with their row, and so are the same only where they are the same object.</summary>
internal sealed class SetOnce<T> : ValueComparer<IReadOnlyList<T>>
{
    public SetOnce() : base((a, b) => ReferenceEquals(a, b), list => list.Count, list => list) { }
}
