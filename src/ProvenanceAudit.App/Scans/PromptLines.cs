namespace ProvenanceAudit.App.Scans;

/// <summary>
/// Prompts as a text that people edit: one a line, and a line that begins with a space goes on with the prompt above, as long
/// lines of mail headers do. A prompt that begins with no space comes back as it was.
/// </summary>
internal static class PromptLines
{
    /// <summary>The prompts of a text; empty lines between them do not count.</summary>
    public static IReadOnlyList<string> Read(string? text)
    {
        var prompts = new List<string>();
        foreach (string line in (text ?? "").ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith(' ') && prompts.Count > 0)
                prompts[^1] += "\n" + line[1..];
            else if (!string.IsNullOrWhiteSpace(line))
                prompts.Add(line.TrimStart(' '));
        }
        return prompts;
    }

    /// <summary>Prompts as a text.</summary>
    public static string Write(IEnumerable<string> prompts) =>
        string.Join('\n', prompts.Select(p => p.ReplaceLineEndings("\n").Replace("\n", "\n ", StringComparison.Ordinal)));
}
