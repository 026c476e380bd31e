using System.Text;
using System.Xml.Linq;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// Rights in XMP packets: the PLUS data mining property that IPTC photo metadata adopted (2023.1), TDMRep as PDF files have it, RSL,
/// Dublin Core rights, the web statement of XMP rights management, Creative Commons' licence.
/// </summary>
public static class XmpReader
{
    private const int MaximumPacket = 4 << 20;
    private const int MaximumPackets = 16;

    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Plus = "http://ns.useplus.org/ldf/xmp/1.0/";
    private static readonly XNamespace Tdm = "http://www.w3.org/ns/tdmrep/";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace XmpRights = "http://ns.adobe.com/xap/1.0/rights/";
    private static readonly XNamespace[] CreativeCommons = ["http://creativecommons.org/ns#", "http://web.resource.org/cc/"];

    /// <summary>The XMP packets of a file of any format, in order: what stands between the marks of a packet.</summary>
    /// <param name="file">Its octets.</param>
    public static IReadOnlyList<string> Packets(ReadOnlySpan<byte> file)
    {
        var packets = new List<string>();
        while (packets.Count < MaximumPackets && file.IndexOf("<?xpacket begin="u8) is >= 0 and int begin)
        {
            file = file[begin..];
            int end = file.IndexOf("<?xpacket end="u8);
            if (end < 0)
                break;
            if (end <= MaximumPacket)
            {
                int open = file.IndexOf("?>"u8);
                packets.Add(Encoding.UTF8.GetString(open < 0 || open + 2 > end ? file[..end] : file[(open + 2)..end]).Trim());
            }
            file = file[end..];
        }
        return packets;
    }

    /// <summary>Reads a packet, with or without its marks.</summary>
    public static StatedRights Read(string packet, RightsSource source)
    {
        if (MarkupText.Read(packet, out string? problem) is not { } markup)
            return new([], [new RightsProblem(source.Address, null, $"the XMP packet cannot be read: {problem}")]);
        var parts = new List<StatedRights>();
        RightsSource file = source with { Declarant = new(RightsRole.FileMetadata) };
        foreach (XElement description in markup.Root.DescendantsAndSelf(Rdf + "Description").Take(1000))
            parts.Add(Description(description, markup, file));
        parts.AddRange(markup.Root.DescendantsAndSelf().Where(element => element.Name.LocalName == "rsl" && RslReader.IsRsl(element.Name.Namespace))
            .Select(element => RslReader.Read(element, markup, file)));
        return StatedRights.All(parts);
    }

    private static StatedRights Description(XElement description, MarkupText markup, RightsSource source)
    {
        var parts = new List<StatedRights>();
        (string Value, string Raw)? Of(XName name) => Property(description, name, markup);
        if (Of(Plus + "DataMining") is { } mining)
            parts.Add(PlusDataMining.Read(mining.Value, Of(Plus + "OtherConstraints")?.Value, mining.Raw, "plus:DataMining", source,
                RightsStandard.Plus));
        if (Of(Tdm + "reservation") is { } reservation)
        {
            (string Value, string Raw)? policy = Of(Tdm + "policy");
            parts.Add(TdmRepReader.ReadPair(reservation.Value, policy?.Value, reservation.Raw + policy?.Raw, "tdm:reservation", source));
        }
        if (Of(DublinCore + "rights") is { } rights)
            parts.Add(RightsValue.Read(rights.Value, rights.Raw, "dc:rights", source, RightsStandard.DublinCore));
        if (Of(XmpRights + "WebStatement") is { } statement)
            parts.Add(LicenceLink.Value(statement.Value, statement.Raw, "xmpRights:WebStatement", source, RightsStandard.XmpRights));
        foreach (XNamespace cc in CreativeCommons)
            if (Of(cc + "license") is { } licence)
                parts.Add(LicenceLink.Value(licence.Value, licence.Raw, "cc:license", source, RightsStandard.XmpRights));
        return StatedRights.All(parts);
    }

    // A property is an attribute or an element; its value a text, a reference, or the first of a list of languages.
    private static (string Value, string Raw)? Property(XElement description, XName name, MarkupText markup)
    {
        if (description.Attribute(name) is { } attribute)
            return (attribute.Value.Trim(), attribute.ToString());
        if (description.Element(name) is not { } element)
            return null;
        string value = element.Attribute(Rdf + "resource")?.Value
            ?? element.Descendants(Rdf + "li").Select(item => item.Value).FirstOrDefault() ?? element.Value;
        return (value.Trim(), markup.RawOf(element));
    }
}
