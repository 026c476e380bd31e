using System.Globalization;
using System.Net;
using System.Text;

namespace ProvenanceAudit.Benchmarks.Verdicts;

/// <summary>Draws how often findings of a stated probability were reproductions, as SVG.</summary>
internal static class ReliabilityDiagram
{
    private const double Left = 70, Top = 30, Side = 400;

    /// <summary>Writes the diagram.</summary>
    public static void Write(string path, IReadOnlyList<ReliabilityBin> bins, string description)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 500" role="img" font-family="sans-serif" font-size="13" fill="#1b1e23">
            <title>Reliability of verdicts on works that the model had not seen</title>
            <desc>{WebUtility.HtmlEncode(description)}</desc>
            <rect width="500" height="500" fill="#ffffff"/>
            <rect x="{Left}" y="{Top}" width="{Side}" height="{Side}" fill="none" stroke="#5b616b"/>
            <line x1="{Left}" y1="{Top + Side}" x2="{Left + Side}" y2="{Top}" stroke="#5b616b" stroke-dasharray="5 4"/>

            """);
        for (int tick = 0; tick <= 10; tick += 2)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""
                <text x="{X(tick / 10.0)}" y="{Top + Side + 20}" text-anchor="middle">{10 * tick}%</text>
                <text x="{Left - 8}" y="{Y(tick / 10.0) + 4}" text-anchor="end">{10 * tick}%</text>

                """);
        }
        svg.Append(CultureInfo.InvariantCulture, $"""
            <text x="{Left + Side / 2}" y="{Top + Side + 45}" text-anchor="middle">Probability that the verdict states</text>
            <text transform="translate(18 {Top + Side / 2}) rotate(-90)" text-anchor="middle">Share that reproduces the work</text>
            <polyline fill="none" stroke="#1f4d80" stroke-width="2" points="{string.Join(' ', bins.Select(b => string.Create(CultureInfo.InvariantCulture, $"{X(b.Stated)},{Y(b.True)}")))}"/>

            """);
        foreach (ReliabilityBin bin in bins)
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(bin.Stated)}\" cy=\"{Y(bin.True)}\" r=\"4\" fill=\"#1f4d80\"/>\n");
        svg.Append("</svg>\n");
        File.WriteAllText(path, svg.ToString());
    }

    private static double X(double probability) => Math.Round(Left + Side * probability, 1);

    private static double Y(double share) => Math.Round(Top + Side * (1 - share), 1);
}
