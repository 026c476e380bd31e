using ProvenanceAudit.Records;

namespace ProvenanceAudit.Catalogs;

/// <summary>Tells a file of records from a text.</summary>
internal static class JsonLinesFile
{
    private static readonly string[] Endings = [".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz"];

    /// <summary>Whether the file is named as JSON Lines.</summary>
    public static bool IsNamed(string path) => Endings.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the file is named as JSON Lines, is a pipe, or begins as JSON objects do.</summary>
    public static bool Is(string path, InputFile file)
    {
        bool isPipe = path == InputFile.StandardInput || (file.Length is null && !file.Head.IsEmpty);
        return isPipe || IsNamed(path) || BeginsWithObject(file.Head);
    }

    private static bool BeginsWithObject(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart(" \t\r\n"u8);
        // An array of objects is no JSON Lines, but no text either; the reader of records says so.
        if (head.StartsWith("["u8))
            head = head[1..].TrimStart(" \t\r\n"u8);
        return head.StartsWith("{"u8);
    }
}
