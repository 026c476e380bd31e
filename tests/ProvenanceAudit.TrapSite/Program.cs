using System.Globalization;
using ProvenanceAudit.TrapSite;

// ProvenanceAudit.TrapSite PORT PAGES: serves a site of traps until it is stopped.
if (args.Length != 2 || !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int port)
    || !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out int pages))
{
    Console.Error.WriteLine("usage: ProvenanceAudit.TrapSite PORT PAGES");
    return 2;
}
await using TrapSiteServer server = await TrapSiteServer.StartAsync(new TrapSiteSettings { Port = port, Pages = pages });
Console.Out.WriteLine($"{pages} pages at {server.Address}, the other site at {server.OtherAddress}");
await server.WaitAsync();
return 0;
