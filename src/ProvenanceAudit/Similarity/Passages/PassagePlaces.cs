using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity.Passages;

/// <summary>A work of which vectors are kept, as it was when they were made.</summary>
/// <param name="WorkId">Its id.</param>
/// <param name="ContentHash">Hash of its text and metadata, from the index that it was read from.</param>
/// <param name="FirstRow">Row of its first passage in the table of vectors.</param>
/// <param name="Passages">Where its passages stand in its text, in order; a row each.</param>
internal sealed record KeptWork(string WorkId, long ContentHash, int FirstRow, TextSpan[] Passages);

/// <summary>The file beside a table of vectors that tells which passage of which work a row is of. Written after the table, it makes the table count.</summary>
internal static class PassagePlaces
{
    private static ReadOnlySpan<byte> Magic => "PAPLACE1"u8;

    /// <summary>Writes the file whole or not at all.</summary>
    public static void Write(string path, IReadOnlyList<KeptWork> works)
    {
        string unfinished = path + ".part";
        using (var writer = new BinaryWriter(File.Create(unfinished)))
        {
            writer.Write(Magic);
            writer.Write7BitEncodedInt(works.Count);
            foreach (KeptWork work in works)
            {
                writer.Write(work.WorkId);
                writer.Write(work.ContentHash);
                writer.Write7BitEncodedInt(work.Passages.Length);
                int last = 0;
                foreach (TextSpan span in work.Passages)
                {
                    // Passages overlap, so that one may begin before the last one's end, but never before its start.
                    writer.Write7BitEncodedInt(span.Start - last);
                    writer.Write7BitEncodedInt(span.Length);
                    last = span.Start;
                }
            }
        }
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is not such a file, or was cut.</exception>
    public static List<KeptWork> Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
                throw new InvalidDataException($"'{path}' does not tell places of passages");
            int count = reader.Read7BitEncodedInt(), row = 0;
            var works = new List<KeptWork>();
            for (int i = 0; i < count; i++)
            {
                string id = reader.ReadString();
                long content = reader.ReadInt64();
                int passages = reader.Read7BitEncodedInt(), last = 0;
                // Each takes two bytes at least: no number in a damaged file asks for more memory than the file has bytes.
                if (passages < 0 || passages > reader.BaseStream.Length)
                    throw new InvalidDataException($"'{path}' is damaged");
                var spans = new TextSpan[passages];
                for (int p = 0; p < passages; p++)
                {
                    last += reader.Read7BitEncodedInt();
                    spans[p] = new TextSpan(last, last + reader.Read7BitEncodedInt());
                }
                works.Add(new KeptWork(id, content, row, spans));
                row += passages;
            }
            return works;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or IOException)
        {
            throw new InvalidDataException($"'{path}' is damaged: {e.Message}", e);
        }
    }
}
