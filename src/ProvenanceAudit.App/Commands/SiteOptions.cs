using System.ComponentModel;
using System.Net;
using ProvenanceAudit.Net;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>What commands take that ask sites and keep what they saw in a registry.</summary>
internal abstract class SiteOptions : RegistryOptions
{
    [CommandOption("--rights-holder <NAME>")]
    [Description("For whom, where the registry has several rights holders.")]
    public string? RightsHolder { get; init; }

    [CommandOption("--allow-network <NETWORK>")]
    [Description("Network that is not public and may be asked all the same, such as 10.1.0.0/16; may be given several times.")]
    public string[] AllowNetworks { get; init; } = [];

    /// <summary>Which machines may be connected to.</summary>
    public AddressPolicy Policy => AddressPolicy.PublicAnd([.. AllowNetworks.Select(n => IPNetwork.Parse(n))]);

    /// <summary>What is wrong with the networks.</summary>
    protected IEnumerable<string> NetworkMistakes => AllowNetworks.Where(n => !IPNetwork.TryParse(n, out _))
        .Select(n => $"--allow-network is '{n}'; it must be a network such as 10.1.0.0/16");
}
