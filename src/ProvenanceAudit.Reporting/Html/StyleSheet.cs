namespace ProvenanceAudit.Reporting.Html;

/// <summary>The style sheet, kept as a file beside this one and carried inside the program; the only text that is not
/// encoded.</summary>
internal sealed class StyleSheet
{
    private StyleSheet()
    {
        using Stream stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        Text = reader.ReadToEnd();
    }

    /// <summary>The one sheet.</summary>
    public static StyleSheet Report { get; } = new();

    /// <summary>CSS without <c>&lt;</c> and <c>&amp;</c>, which HTML and XML read differently inside a style element.</summary>
    public string Text { get; }
}
