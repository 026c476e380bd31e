using System.Text;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>White space as a page shows it.</summary>
internal static class Spaces
{
    /// <summary>One space for each run of white space and controls; none at the ends; without marks that nobody sees.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (IsInvisible(c))
                continue;
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
                folded.Append(c);
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>Soft hyphens, joiners without width and stray byte-order marks.</summary>
    public static bool IsInvisible(char c) => c is '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' or '\0';
}
