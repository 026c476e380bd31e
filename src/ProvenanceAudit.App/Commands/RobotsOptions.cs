using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>robots</c>.</summary>
internal sealed class RobotsOptions : CommandSettings
{
    [CommandArgument(0, "[FILE]")]
    [Description("The robots.txt file; [bold]-[/] reads it from standard input.")]
    public string? File { get; init; }

    [CommandOption("-a|--agent <NAME>")]
    [Description("Product token of the crawler, such as GPTBot.")]
    public string? Agent { get; init; }

    [CommandOption("-u|--url <ADDRESS>")]
    [Description("Address that it wants to fetch, percent-encoded as it would be sent; a path alone will do.")]
    public string? Url { get; init; }

    [CommandOption("--json")]
    [Description("Reads questions as JSON Lines from standard input, {\"robots\", \"agent\", \"url\"} each with the text of the file, "
        + "and answers with a line {\"allowed\", \"line\"} each; with FILE, --agent and --url, answers this one question so.")]
    public bool Json { get; init; }

    /// <summary>Whether questions come from standard input.</summary>
    public bool FromStandardInput => Json && File is null;

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        var mistakes = new List<string>();
        if (FromStandardInput)
        {
            if (Agent is not null || Url is not null)
                mistakes.Add("--agent and --url go with FILE; without it, --json reads whole questions from standard input");
        }
        else
        {
            if (File is null)
                mistakes.Add("FILE is missing: name the robots.txt file, or give --json and questions on standard input");
            if (Agent is null)
                mistakes.Add("--agent is missing: name the crawler, such as GPTBot");
            if (Url is null)
                mistakes.Add("--url is missing: name the address that it wants to fetch");
        }
        return mistakes.Count == 0 ? ValidationResult.Success() : ValidationResult.Error(string.Join('\n', mistakes));
    }
}
