using System.Buffers.Binary;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace ProvenanceAudit.Net;

/// <summary>
/// Which machines an address that somebody named may lead to. Looked at where the connection is made, after the name was resolved: a name
/// that led elsewhere when it was first looked at gains nothing.
/// </summary>
public sealed class AddressPolicy
{
    private static readonly IPNetwork[] NotPublic =
    [
        // Special-purpose registries of IANA (RFC 6890): this network, private, shared, loopback, link-local, protocol
        // assignments, benchmarks, documentation, multicast, reserved.
        .. Networks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        .. Networks("::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10",
            "fec0::/10", "ff00::/8"),
    ];

    // What carries an IPv4 address inside, and where: mapped ones are told by the address itself.
    private static readonly (IPNetwork Network, int Offset)[] Embedding =
        [(IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2), (IPNetwork.Parse("::/96"), 12)];

    private readonly bool _privateToo;
    private readonly IReadOnlyList<IPNetwork> _also;

    private AddressPolicy(bool privateToo, IReadOnlyList<IPNetwork> also) => (_privateToo, _also) = (privateToo, also);

    /// <summary>Every machine: for those who run the program and name the address themselves.</summary>
    public static AddressPolicy Any { get; } = new(privateToo: true, []);

    /// <summary>
    /// Machines of the public internet alone: where others name the address, and must not reach into this network.
    /// </summary>
    public static AddressPolicy PublicOnly { get; } = new(privateToo: false, []);

    /// <summary>Machines of the public internet, and of the networks named: for an operator's own sites, and for tests.</summary>
    public static AddressPolicy PublicAnd(params IReadOnlyList<IPNetwork> networks) => new(privateToo: false, networks);

    /// <summary>Whether a proxy of the environment may be used; it would connect to where this policy does not see.</summary>
    public bool AllowsProxy => _privateToo;

    /// <summary>Whether an address may be connected to.</summary>
    public bool Allows(IPAddress address)
    {
        if (_privateToo)
            return true;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (_also.Any(network => network.Contains(address)))
            return true;
        if (NotPublic.Any(network => network.Contains(address)))
            return false;
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return true;
        byte[] bytes = address.GetAddressBytes();
        return Embedding.All(e => !e.Network.Contains(address)
            || Allows(new IPAddress(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(e.Offset)))));
    }

    /// <summary>
    /// Connects to the first address of a host that is allowed and answers: for <see cref="SocketsHttpHandler.ConnectCallback"/>.
    /// </summary>
    /// <exception cref="AddressNotAllowedException">The host has no address that is allowed.</exception>
    /// <exception cref="SocketException">The name is not known, or none of the addresses answers.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation).ConfigureAwait(false);
        IPAddress[] allowed = [.. addresses.Where(Allows)];
        if (allowed.Length == 0)
            throw new AddressNotAllowedException(context.DnsEndPoint.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IEnumerable<IPNetwork> Networks(params string[] networks) => networks.Select(n => IPNetwork.Parse(n));
}

/// <summary>A host has no address that may be connected to.</summary>
public sealed class AddressNotAllowedException(string host)
    : IOException($"'{host}' is not on the public internet, and only that may be asked from here");
