using System.ComponentModel;
using System.Net;
using ProvenanceAudit.Catalogs.Harvesting;
using ProvenanceAudit.Net;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>catalog fetch</c>.</summary>
internal sealed class CatalogFetchOptions : CommandSettings
{
    [CommandArgument(0, "<ADDRESS>")]
    [Description("Base address of an OAI-PMH repository or a request of it (from, until, set, metadataPrefix), or works of https://api.crossref.org.")]
    public string Address { get; init; } = "";

    [CommandOption("--out <FILE>")]
    [Description("The ZIP archive to write; answers are kept in FILE.partial until all are there.")]
    public string Out { get; init; } = "";

    [CommandOption("--contact <TEXT>")]
    [Description("E-mail at which you are reached; goes into the User-Agent header, and to Crossref as it asks for.")]
    public string? Contact { get; init; }

    [CommandOption("--allow-network <NETWORK>")]
    [Description("Network that is not public and may be asked all the same, such as 10.1.0.0/16; may be given several times.")]
    public string[] AllowNetworks { get; init; } = [];

    /// <summary>Which machines may be connected to.</summary>
    public AddressPolicy Policy => AddressPolicy.PublicAnd([.. AllowNetworks.Select(n => IPNetwork.Parse(n))]);

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        if (!CatalogHarvest.TryRead(Address, out _, out string? mistake))
            return ValidationResult.Error(mistake!);
        if (string.IsNullOrWhiteSpace(Out))
            return ValidationResult.Error("--out FILE.zip is wanted: where the archive goes");
        if (Contact?.Any(c => c is < ' ' or > '~' or '(' or ')') == true)
            return ValidationResult.Error("--contact is printable ASCII without brackets");
        return AllowNetworks.FirstOrDefault(n => !IPNetwork.TryParse(n, out _)) is { } wrong
            ? ValidationResult.Error($"--allow-network is '{wrong}'; it must be a network such as 10.1.0.0/16") : ValidationResult.Success();
    }
}
