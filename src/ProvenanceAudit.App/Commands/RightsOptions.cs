using System.ComponentModel;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Rights;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>rights</c>.</summary>
internal sealed class RightsOptions : SiteOptions
{
    [CommandArgument(0, "<URL>")]
    [Description("Address that is asked about.")]
    public string Url { get; init; } = "";

    [CommandOption("--use <USE>")]
    [Description("Use that is asked about: crawl, index, text-and-data-mining, ai-training or ai-input (default: all of them).")]
    public string? Use { get; init; }

    [CommandOption("--at <DATE>")]
    [Description("Moment that is asked about, such as 2026-11-25 or 2026-11-25T12:00Z; of the past, what was seen then decides, and nothing is fetched "
        + "(default: now).")]
    public string? At { get; init; }

    [CommandOption("--agent <NAME>")]
    [Description("Crawler that is asked about, such as GPTBot (default: anybody; what is closed to some agents by name is told).")]
    public string? Agent { get; init; }

    [CommandOption("--offline")]
    [Description("Fetches nothing: what was seen before decides.")]
    public bool Offline { get; init; }

    [CommandOption("--history")]
    [Description("Tells too what changed when, as far as it was seen.")]
    public bool History { get; init; }

    [CommandOption("--as <NAME>")]
    [Description($"Product token that this program asks by (default: {CrawlerIdentity.DefaultToken}).")]
    public string As { get; init; } = CrawlerIdentity.DefaultToken;

    [CommandOption("--json")]
    [Description("Prints one JSON object with all statements.")]
    public bool Json { get; init; }

    /// <summary>The address.</summary>
    public CrawlAddress Address => CrawlAddress.Parse(WithScheme(Url), AddressOptions.Exact);

    /// <summary>The uses.</summary>
    public IReadOnlyList<RightsUse> Uses => Use is null ? Enum.GetValues<RightsUse>() : [KebabCase.Parse<RightsUse>(Use)!.Value];

    /// <summary>The moment; null for now.</summary>
    public DateTimeOffset? Moment => At is null ? null : RightsMoment.Read(At);

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        var mistakes = new List<string>();
        if (!CrawlAddress.TryParse(WithScheme(Url), null, out _, out string? reason, AddressOptions.Exact))
            mistakes.Add($"'{Url}' cannot be asked about: {reason}");
        if (Use is not null && KebabCase.Parse<RightsUse>(Use) is null)
            mistakes.Add($"--use is '{Use}'; it must be {string.Join(", ", Enum.GetValues<RightsUse>().Select(KebabCase.NameOf))}");
        if (At is not null && RightsMoment.Read(At) is null)
            mistakes.Add($"--at is '{At}'; it must be a date such as 2026-11-25, or a time such as 2026-11-25T12:00Z");
        mistakes.AddRange(NetworkMistakes);
        try
        {
            _ = new CrawlerIdentity(As);
        }
        catch (ArgumentException)
        {
            mistakes.Add($"--as is '{As}'; it must be letters, hyphens and underscores");
        }
        return mistakes.Count == 0 ? ValidationResult.Success() : ValidationResult.Error(string.Join('\n', mistakes));
    }

    private static string WithScheme(string url) => url.Contains("://", StringComparison.Ordinal) ? url : "https://" + url;
}
