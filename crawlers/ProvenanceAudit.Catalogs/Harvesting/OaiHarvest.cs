using System.Globalization;
using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Harvesting;

/// <summary>
/// Repositories by the Open Archives Initiative Protocol for Metadata Harvesting 2.0. The address is a repository's base address, or a
/// request ListRecords or GetRecord; of the first, all records are asked for, in JATS where the repository has that, else in Dublin Core.
/// </summary>
internal sealed class OaiHarvest : HarvestProtocol
{
    private static readonly string[] OfProtocol = ["verb", "from", "until", "set", "metadataPrefix", "resumptionToken", "identifier"];

    private readonly Uri _address;
    private readonly List<KeyValuePair<string, string>> _query;
    private readonly string _verb;

    /// <summary>Prepares to ask.</summary>
    /// <exception cref="HarvestException">The request is one that brings no records.</exception>
    public OaiHarvest(Uri address)
    {
        (_address, _query) = (address, HarvestQuery.Of(address));
        _verb = _query.Value("verb") ?? "ListRecords";
        if (_verb is not ("ListRecords" or "GetRecord"))
            throw new HarvestException($"the request {_verb} of OAI-PMH brings no records; give the repository's base address, or a request ListRecords or GetRecord");
        if (_verb == "GetRecord" && _query.Value("identifier") is null)
            throw new HarvestException("the request GetRecord names no record; add identifier=…");
    }

    /// <inheritdoc/>
    public override string Name => "OAI-PMH";

    /// <inheritdoc/>
    public override string Ending => ".xml";

    // A token stands for the format too, and must come alone.
    private bool NamesFormat => _query.Value("metadataPrefix") is not null || _query.Value("resumptionToken") is not null;

    /// <inheritdoc/>
    public override Uri? Preliminary => NamesFormat ? null : Request([KeyValuePair.Create("verb", "ListMetadataFormats")]);

    /// <inheritdoc/>
    public override Uri First(ReadOnlyMemory<byte>? preliminary)
    {
        IEnumerable<KeyValuePair<string, string>> arguments = _query.Where(pair => pair.Key != "verb" && OfProtocol.Contains(pair.Key) && pair.Value.Length > 0)
            .Prepend(KeyValuePair.Create("verb", _verb));
        if (_query.Value("resumptionToken") is { } token)
            return Next(token);
        return Request(NamesFormat ? arguments : arguments.Append(KeyValuePair.Create("metadataPrefix", FormatOf(preliminary!.Value))));
    }

    /// <inheritdoc/>
    public override HarvestStep Read(ReadOnlyMemory<byte> body)
    {
        long records = 0;
        long? complete = null;
        string? token = null;
        bool hasForgotten = false;
        if (Problem(body, ["record", "resumptionToken", "error"], out bool isDamaged, element =>
        {
            if (element.Name == "record")
                records++;
            else if (element.Name == "error")
                hasForgotten |= element.Element?.Attribute("code")?.Value.Trim() == "badResumptionToken";
            else if (element.Element is { } given)
                (token, complete) = (given.Value.Trim(), NumberOf(given.Attribute("completeListSize")) ?? complete);
        }) is { } problem)
            return new HarvestStep(records, complete, null, null) { Problem = problem, IsDamaged = isDamaged };
        return new HarvestStep(records, complete, string.IsNullOrEmpty(token) ? null : Next(token), token) { HasForgotten = hasForgotten };
    }

    private static string FormatOf(ReadOnlyMemory<byte> formats)
    {
        List<string> prefixes = [];
        if (Problem(formats, ["metadataPrefix"], out _, prefix => prefixes.Add(prefix.Element?.Value.Trim() ?? "")) is { } problem)
            throw new HarvestException(problem);
        return prefixes.Find(p => p.Equals("jats", StringComparison.OrdinalIgnoreCase)) ?? "oai_dc";
    }

    private static string? Problem(ReadOnlyMemory<byte> body, string[] names, out bool isDamaged, Action<XmlRecord> look)
    {
        isDamaged = false;
        using var stream = new MemoryStream(body.ToArray(), writable: false);
        var scanner = new XmlRecordScanner(stream, new IntakeSettings(), nests: true, names);
        try
        {
            foreach (XmlRecord record in scanner.Read())
                look(record);
        }
        catch (InvalidDataException e)
        {
            return $"the answer cannot be used: {e.Message.TrimEnd('.')}";
        }
        if (scanner.Root?.Name.LocalName != "OAI-PMH")
            return "the address does not answer by OAI-PMH; give the base address of a repository, as its Identify answer states it, or an address of api.crossref.org";
        isDamaged = scanner.IsCut;
        return scanner.IsCut ? "the answer ends before all that it opens is closed: it was cut on its way" : null;
    }

    private static long? NumberOf(XAttribute? attribute) =>
        long.TryParse(attribute?.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 ? number : null;

    private Uri Next(string token) => Request([KeyValuePair.Create("verb", "ListRecords"), KeyValuePair.Create("resumptionToken", token)]);

    // Some repositories live behind arguments of their own.
    private Uri Request(IEnumerable<KeyValuePair<string, string>> arguments) =>
        HarvestQuery.With(_address, _query.Where(pair => !OfProtocol.Contains(pair.Key, StringComparer.Ordinal)).Concat(arguments));
}
