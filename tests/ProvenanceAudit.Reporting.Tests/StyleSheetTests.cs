using System.Globalization;
using System.Text.RegularExpressions;
using ProvenanceAudit.Reporting.Html;

namespace ProvenanceAudit.Reporting.Tests;

public sealed partial class StyleSheetTests
{
    // WCAG 2.2, success criterion 1.4.3 (level AA): "a contrast ratio of at least 4.5:1".
    [Theory]
    [InlineData("ink", "canvas")]
    [InlineData("ink", "paper")]
    [InlineData("ink", "mark")]
    [InlineData("muted", "canvas")]
    [InlineData("muted", "paper")]
    [InlineData("accent", "canvas")]
    [InlineData("accent", "paper")]
    [InlineData("edit", "canvas")]
    [InlineData("edit", "paper")]
    [InlineData("doubt", "paper")]
    [InlineData("paper", "ink")]
    public void Text_stands_out_from_its_ground_in_light_and_dark(string text, string ground)
    {
        foreach (Dictionary<string, string> palette in Palettes())
            Assert.True(Contrast(palette[text], palette[ground]) >= 4.5, $"{text} {palette[text]} on {ground} {palette[ground]}");
    }

    [Fact]
    public void Print_is_light_on_every_machine()
    {
        Assert.Single(DarkScheme().Matches(StyleSheet.Report.Text));
        Assert.Contains("@media screen and (prefers-color-scheme: dark)", StyleSheet.Report.Text);
    }

    [Fact]
    public void The_sheet_reads_the_same_in_HTML_and_in_XML() =>
        Assert.DoesNotContain(StyleSheet.Report.Text, c => c is '<' or '&');

    private static List<Dictionary<string, string>> Palettes()
    {
        var palettes = Root().Matches(StyleSheet.Report.Text)
            .Select(root => Colour().Matches(root.Value).ToDictionary(c => c.Groups[1].Value, c => c.Groups[2].Value))
            .Where(palette => palette.Count > 1).ToList();
        Assert.Equal(2, palettes.Count);
        return palettes;
    }

    // WCAG 2.2, definitions of contrast ratio and relative luminance.
    private static double Contrast(string a, string b)
    {
        double x = Luminance(a), y = Luminance(b);
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            double value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Root();

    [GeneratedRegex(@"--([a-z]+): (#[0-9a-f]{6});")]
    private static partial Regex Colour();

    [GeneratedRegex(@"prefers-color-scheme")]
    private static partial Regex DarkScheme();
}
