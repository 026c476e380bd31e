using System.Text.RegularExpressions;

namespace ProvenanceAudit.Rights;

/// <summary>
/// Addresses of Creative Commons' deeds: every version and port, http or https, with or without www, with what may follow
/// (<c>deed.de</c>, <c>legalcode.txt</c>), and the short names that people write.
/// </summary>
internal static partial class CreativeCommonsDeed
{
    // Versions that were published: 1.0, 2.0, 2.1 (ports alone), 2.5, 3.0 (with ports and the intergovernmental one), 4.0.
    private static readonly string[] Versions = ["1.0", "2.0", "2.1", "2.5", "3.0", "4.0"];

    /// <summary>The licence of an address; null where it is none of theirs.</summary>
    internal static LicenceTerms? Read(string address)
    {
        string text = address.Trim();
        if (text.StartsWith("//", StringComparison.Ordinal))
            text = "https:" + text;
        if (Addresses.Web(text) is not { } uri || uri.Host is not ("creativecommons.org" or "www.creativecommons.org"))
            return null;
        string[] parts = uri.AbsolutePath.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["licenses", "publicdomain", ..] => PublicDomain("mark", "1.0"),
            ["licenses", string elements, string version, .. string[] rest] => Licence(elements, version, PortOf(rest)),
            ["publicdomain", string tool, string version, ..] => PublicDomain(tool, version),
            _ => null,
        };
    }

    /// <summary>The licence of a short name: <c>CC BY-NC 4.0</c>, <c>cc-by</c> with its version, <c>CC0</c>.</summary>
    internal static LicenceTerms? OfShortName(string name)
    {
        if (name.Length > 80)
            return null;
        string text = name.Trim().ToLowerInvariant().Replace("creative commons", "cc", StringComparison.Ordinal);
        if (CcZero().IsMatch(text))
            return PublicDomain("zero", "1.0");
        Match match = ShortName().Match(text);
        return match.Success
            ? Licence(match.Groups["elements"].Value.Replace(' ', '-'), match.Groups["version"].Value, match.Groups["port"].Value)
            : null;
    }

    private static string PortOf(string[] rest) =>
        rest is [string port, ..] && (port.Length is 2 or 3 || port == "scotland") && port.All(char.IsAsciiLetterLower) ? port : "";

    private static LicenceTerms? Licence(string elements, string version, string port)
    {
        LicenceElements asked = LicenceElements.None;
        foreach (string element in elements.Split('-'))
        {
            LicenceElements one = element switch
            {
                "by" => LicenceElements.Attribution,
                "nc" => LicenceElements.NonCommercial,
                "nd" => LicenceElements.NoDerivatives,
                "sa" => LicenceElements.ShareAlike,
                _ => LicenceElements.None,
            };
            if (one == LicenceElements.None || asked.HasFlag(one))
                return null;
            asked |= one;
        }
        if (!Versions.Contains(version) || asked.HasFlag(LicenceElements.NoDerivatives | LicenceElements.ShareAlike))
            return null;
        // One order of elements, as deeds have since 2.0; version 1.0 wrote nd-nc.
        string name = string.Join('-', ((string[])["by", "nc", "nd", "sa"]).Where(element => elements.Split('-').Contains(element)));
        string id = $"CC-{name.ToUpperInvariant()}-{version}{(port.Length > 0 ? "-" + port.ToUpperInvariant() : "")}";
        string title = $"Creative Commons {name.ToUpperInvariant()} {version}{(port.Length > 0 ? " " + port.ToUpperInvariant() : "")}";
        string deed = $"https://creativecommons.org/licenses/{elements}/{version}/{(port.Length > 0 ? port + "/" : "")}";
        return new LicenceTerms(id, title, asked, deed, IsCreativeCommons: true);
    }

    private static LicenceTerms? PublicDomain(string tool, string version) => (tool, version) switch
    {
        ("zero", "1.0") => new("CC0-1.0", "Creative Commons Zero 1.0", LicenceElements.None,
            "https://creativecommons.org/publicdomain/zero/1.0/", IsCreativeCommons: true),
        ("mark", "1.0") => new("CC-PDM-1.0", "Public Domain Mark 1.0", LicenceElements.None,
            "https://creativecommons.org/publicdomain/mark/1.0/", IsCreativeCommons: true),
        _ => null,
    };

    [GeneratedRegex("^(cc[ -]?(0|zero)([ -]1\\.0)?( universal)?)$", RegexOptions.NonBacktracking)]
    private static partial Regex CcZero();

    [GeneratedRegex("^cc[ -](?<elements>by([ -](nc|nd|sa)){0,2})[ -]v?(?<version>[1-4]\\.[0-9])([ -](?<port>[a-z]{2,3}|scotland))?( deed| international| unported| generic)?$",
        RegexOptions.NonBacktracking)]
    private static partial Regex ShortName();
}
