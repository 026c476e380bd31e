namespace ProvenanceAudit.Text;

/// <summary>Text that UTF-8, and so JSON and files, can hold.</summary>
public static class WellFormedText
{
    /// <summary>The text with U+FFFD for every half of a character that stands alone.</summary>
    public static string Of(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? string.Concat(text.EnumerateRunes()) : text;
}
