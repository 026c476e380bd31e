using System.Text;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.Records;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Wiring;

/// <summary>
/// Reads prompts of the user's own: one a line, or JSON Lines with <c>prompt</c> where the first line is an object.
/// </summary>
internal static class PromptFile
{
    /// <summary>Reads all prompts, in the order of the file; lines of white space alone are passed over.</summary>
    /// <exception cref="UserErrorException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<string> Read(string path, Action<InputProblem> report, CancellationToken cancellation)
    {
        if (path != InputFile.StandardInput && !File.Exists(path))
            throw new UserErrorException($"there is no file '{path}' of prompts");
        using InputFile file = InputFile.Open(path, cancellation);
        if (file.Head.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
            return [.. JsonLines.Read(file, ReadRecord, report)];
        var prompts = new List<string>();
        using var reader = new StreamReader(file.Content, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            while (reader.ReadLine() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line))
                    prompts.Add(line.Trim());
            }
        }
        catch (DecoderFallbackException)
        {
            throw new UserErrorException($"'{path}' is not valid UTF-8; save the file as UTF-8");
        }
        return prompts;
    }

    private static string? ReadRecord(ref JsonFields fields)
    {
        string? prompt = null;
        while (fields.MoveNext())
        {
            if (fields.Is("prompt"u8))
                prompt = fields.Text("prompt");
        }
        if (string.IsNullOrWhiteSpace(prompt))
            fields.Refuse("the record has no 'prompt'");
        return prompt;
    }
}
