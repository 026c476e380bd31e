using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.Catalogs.Harvesting;

/// <summary>
/// Crossref's REST interface, or one like it: <c>/works</c> with any filter, <c>/works/{doi}</c>, and the works of a prefix, a journal, a
/// member, a funder or a type. Lists are read through with cursors, as Crossref asks for lists of any length.
/// </summary>
internal sealed partial class CrossrefHarvest : HarvestProtocol
{
    private const int MostRows = 1000;

    private readonly Uri _address;
    private readonly List<KeyValuePair<string, string>> _query;
    private readonly int _rows;
    private readonly bool _isList;

    /// <summary>Prepares to ask.</summary>
    /// <param name="address">The address, with filters.</param>
    /// <param name="contact">E-mail at which whoever asks is reached; null for none.</param>
    public CrossrefHarvest(Uri address, string? contact)
    {
        _address = address;
        _query = HarvestQuery.Of(address);
        _isList = !OneWork().IsMatch(address.AbsolutePath);
        _rows = int.TryParse(_query.Value("rows"), NumberStyles.None, CultureInfo.InvariantCulture, out int rows) && rows is > 0 and <= MostRows ? rows : MostRows;
        // A sample has no order that could be gone through; offsets end at ten thousand.
        bool isSample = _query.Value("sample") is not null;
        _query.RemoveAll(pair => pair.Key is "rows" or "cursor" or "offset" && _isList && !isSample);
        if (contact is not null && _query.Value("mailto") is null)
            _query.Add(KeyValuePair.Create("mailto", contact));
        if (isSample)
            _isList = false;
    }

    /// <summary>Whether an address is asked in this way.</summary>
    public static bool IsOfCrossref(Uri address) => address.IdnHost.Equals("api.crossref.org", StringComparison.OrdinalIgnoreCase)
        || (HarvestQuery.Of(address).Value("verb") is null && (List().IsMatch(address.AbsolutePath) || OneWork().IsMatch(address.AbsolutePath)));

    /// <inheritdoc/>
    public override string Name => "Crossref";

    /// <inheritdoc/>
    public override string Ending => ".json";

    /// <inheritdoc/>
    public override Uri First(ReadOnlyMemory<byte>? preliminary) => Request("*");

    /// <inheritdoc/>
    public override HarvestStep Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            JsonElement root = answer.RootElement;
            string? type = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("message-type", out JsonElement stated) ? stated.ToString() : null;
            if (type is not ("work" or "work-list") || !root.TryGetProperty("message", out JsonElement message) || message.ValueKind != JsonValueKind.Object)
                return Unusable("the address does not answer with works of Crossref; give https://api.crossref.org/works with a filter, or the works of a prefix, journal or member");
            if (type == "work")
                return new HarvestStep(1, 1, null, null);
            int items = message.TryGetProperty("items", out JsonElement list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
            long? complete = message.TryGetProperty("total-results", out JsonElement total) && total.TryGetInt64(out long number) ? number : null;
            string? cursor = message.TryGetProperty("next-cursor", out JsonElement next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
            bool isLast = !_isList || items < _rows || string.IsNullOrEmpty(cursor);
            // A cursor may stay the same from answer to answer; that the list goes round shows in what comes.
            string? mark = items == 0 ? null : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body.Span));
            return new HarvestStep(items, complete, isLast ? null : Request(cursor!), mark);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Unusable("the answer is no JSON: it was cut on its way, or comes from elsewhere than Crossref") with { IsDamaged = true };
        }
    }

    private static HarvestStep Unusable(string reason) => new(0, null, null, null) { Problem = reason };

    private Uri Request(string cursor) => HarvestQuery.With(_address, !_isList ? _query
        : _query.Append(KeyValuePair.Create("rows", _rows.ToString(CultureInfo.InvariantCulture))).Append(KeyValuePair.Create("cursor", cursor)));

    [GeneratedRegex(@"^(/v1(\.0)?)?/((prefixes|journals|members|funders|types)/[^/]+/)?works/?$", RegexOptions.CultureInvariant)]
    private static partial Regex List();

    [GeneratedRegex(@"^(/v1(\.0)?)?/works/10\.[0-9.]+(/|%2F).+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OneWork();
}
