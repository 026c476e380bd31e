namespace ProvenanceAudit.Catalogs.Formats.Tables;

/// <summary>Names that stand in one cell.</summary>
internal static class ContributorNames
{
    private static readonly string[] Between = [" & ", " and ", " und ", " et ", " e ", " y ", " en "];

    /// <summary>
    /// The names of a cell. Semicolons and bars part them, commas where three or more parts look like persons; what may stand within the name of a body as well, as "and" and "&amp;" do, parts them
    /// only where both sides look like names of persons: of two words or more, or inverted ("Melville, Herman").
    /// </summary>
    public static IEnumerable<string> Split(string cell)
    {
        foreach (string part in cell.Split([';', '|', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Listed))
        {
            string? between = Array.Find(Between, b => part.Contains(b, StringComparison.Ordinal));
            string[] names = between is null ? [part] : part.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (names.Length > 1 && !names.All(IsOfAPerson))
                names = [part];
            foreach (string name in names)
                yield return string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }

    // Two parts may be one name, inverted.
    private static string[] Listed(string part)
    {
        string[] names = part.Replace(", and ", ", ", StringComparison.Ordinal).Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length > 2 && names.All(IsOfAPerson) ? names : [part];
    }

    private static bool IsOfAPerson(string name)
    {
        string[] words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 1 and < 6 && char.IsUpper(words[0][0]) && char.IsUpper(words[^1][0]) && !words.Contains("of");
    }
}
