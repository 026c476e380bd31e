namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>Closes files that a writer left open when its process or machine died.</summary>
internal static class WarcRecovery
{
    /// <summary>
    /// Takes away the record at the end that was cut, and gives the file its final name; deletes it where no record is left.
    /// Damage
    /// before the end stays: what lies behind it is whole.
    /// </summary>
    public static void Close(string path)
    {
        long end = EndOfRecords(path);
        if (end == 0)
        {
            File.Delete(path);
            return;
        }
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read))
        {
            file.SetLength(end);
            file.Flush(flushToDisk: true);
        }
        string closed = path[..^WarcWriter.OpenSuffix.Length];
        File.Move(path, closed);
    }

    /// <summary>Offset behind the last whole record.</summary>
    private static long EndOfRecords(string path)
    {
        long end = 0, broken = -1;
        using WarcReader reader = WarcReader.Open(path, problem => broken = problem.Offset);
        while (reader.Read() is { } record)
        {
            // What was told until now is of a record before this one.
            broken = -1;
            reader.Finish();
            if (broken != record.Offset && reader.TailBytes >= 4)
                end = reader.RecordEnd;
        }
        return end;
    }
}
