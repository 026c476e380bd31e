using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProvenanceAudit.Rights;

/// <summary>Licences by identifier and address, from the table <c>known-licences.json</c> that the program carries.</summary>
internal static class KnownLicences
{
    private static readonly Lazy<LicenceTerms[]> All = new(Read);

    private static readonly Lazy<Dictionary<string, LicenceTerms>> Ids = new(() =>
        All.Value.ToDictionary(licence => licence.Id, StringComparer.OrdinalIgnoreCase));

    internal static LicenceTerms? ById(string id)
    {
        if (Ids.Value.TryGetValue(id, out LicenceTerms? known))
            return known;
        // SPDX writes Creative Commons' identifiers as their deeds do.
        string[] parts = id.ToLowerInvariant().Split('-');
        if (parts is not ["cc", _, _, ..] || parts.Length > 6)
            return null;
        int version = Array.FindIndex(parts, part => part.Length == 3 && part[1] == '.');
        return version < 2 ? null : CreativeCommonsDeed.Read(
            $"https://creativecommons.org/licenses/{string.Join('-', parts[1..version])}/{string.Join('/', parts[version..])}/");
    }

    internal static LicenceTerms? ByAddress(string address)
    {
        string key = KeyOf(address);
        if (key.Length == 0)
            return null;
        foreach (string prefix in (string[])["spdx.org/licenses/"])
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                return ById(TrimEnding(key[prefix.Length..]));
        return Places.Value.GetValueOrDefault(TrimEnding(key));
    }

    private static readonly Lazy<Dictionary<string, LicenceTerms>> Places = new(() =>
    {
        var places = new Dictionary<string, LicenceTerms>(StringComparer.Ordinal);
        foreach (KnownLicence licence in Entries())
            foreach (string address in licence.Addresses)
                places.TryAdd(TrimEnding(KeyOf(address)), Terms(licence));
        return places;
    });

    // http or https, www or not, small or large letters, a slash at the end: one page.
    private static string KeyOf(string address)
    {
        if (Addresses.Web(address.Trim()) is not { } uri)
            return "";
        string host = uri.Host.StartsWith("www.", StringComparison.Ordinal) ? uri.Host[4..] : uri.Host;
        return (host + uri.AbsolutePath).ToLowerInvariant().TrimEnd('/');
    }

    private static string TrimEnding(string key)
    {
        foreach (string ending in (string[])[".html", ".txt", ".json", ".md", ".php"])
            if (key.EndsWith(ending, StringComparison.Ordinal))
                return key[..^ending.Length];
        return key;
    }

    private static LicenceTerms[] Read() => [.. Entries().Select(Terms)];

    private static LicenceTerms Terms(KnownLicence licence) =>
        new(licence.Id, licence.Name, licence.Asks.Aggregate(LicenceElements.None, (asked, one) => asked | one), licence.Addresses[0],
            IsCreativeCommons: false);

    private static KnownLicence[] Entries()
    {
        using Stream table = typeof(KnownLicences).Assembly.GetManifestResourceStream("known-licences.json")!;
        return JsonSerializer.Deserialize(table, KnownLicenceJson.Default.KnownLicenceArray)!;
    }
}

/// <summary>A line of the table.</summary>
/// <param name="Id">SPDX identifier, or our own.</param>
/// <param name="Name">Its name.</param>
/// <param name="Asks">What it asks for.</param>
/// <param name="Addresses">At least one; the first is shown.</param>
internal sealed record KnownLicence(string Id, string Name, IReadOnlyList<LicenceElements> Asks, IReadOnlyList<string> Addresses);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KnownLicence[]))]
internal sealed partial class KnownLicenceJson : JsonSerializerContext;
