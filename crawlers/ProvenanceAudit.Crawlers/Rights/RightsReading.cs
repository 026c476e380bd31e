using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Crawlers.Rights;

/// <summary>Everything that one response states of rights, by all readers that can read it.</summary>
public static class RightsReading
{
    /// <summary>Reads a response that carries content: its headers and, where it is a page, its markup.</summary>
    /// <param name="address">The address that answered, redirects followed.</param>
    /// <param name="headers">Its headers, each line by itself.</param>
    /// <param name="html">Its text, decoded; null where it is no page.</param>
    /// <param name="evidence">How it was seen, the status among it.</param>
    /// <param name="agents">The known agents; the list that the program carries by default.</param>
    public static StatedRights OfPage(string address, IEnumerable<KeyValuePair<string, string>> headers, string? html,
        RightsEvidence evidence, KnownAgents? agents = null)
    {
        var source = new RightsSource { Address = address, Evidence = evidence };
        StatedRights stated = HeaderReader.Read(headers, source);
        // What an error page says is about the error; a demand for payment states its terms.
        return html is null || evidence.HttpStatus is not (null or (>= 200 and < 300) or 402) ? stated
            : StatedRights.All(stated, HtmlRightsReader.Read(html, source, agents ?? KnownAgents.Default));
    }

    /// <summary>Reads a file of another format that carries XMP: a PDF, a picture.</summary>
    /// <param name="address">The address that answered.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="file">Its octets.</param>
    /// <param name="evidence">How it was seen.</param>
    public static StatedRights OfFile(string address, IEnumerable<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> file,
        RightsEvidence evidence)
    {
        var source = new RightsSource { Address = address, Evidence = evidence };
        StatedRights stated = HeaderReader.Read(headers, source);
        return StatedRights.All([stated, .. XmpReader.Packets(file).Select(packet => XmpReader.Read(packet, source))]);
    }

    /// <summary>Reads a file of a site.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="text">Its text.</param>
    /// <param name="evidence">How it was seen.</param>
    /// <param name="subject">Of a policy or RSL document, what the association that led to it covers; null otherwise.</param>
    /// <param name="agents">The known agents; the list that the program carries by default.</param>
    public static StatedRights OfSiteFile(string address, SiteFileKind kind, string text, RightsEvidence evidence,
        RightsScope? subject = null, KnownAgents? agents = null) => SiteFile.Read(kind, text,
            new RightsSource { Address = address, Evidence = evidence, Subject = subject }, agents ?? KnownAgents.Default);
}
