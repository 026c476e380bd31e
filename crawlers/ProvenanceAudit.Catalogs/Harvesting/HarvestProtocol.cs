namespace ProvenanceAudit.Catalogs.Harvesting;

/// <summary>How a kind of server is asked for a list of records, one answer after the other.</summary>
internal abstract class HarvestProtocol
{
    /// <summary>Name in words.</summary>
    public abstract string Name { get; }

    /// <summary>Ending of the files of answers, with its full stop.</summary>
    public abstract string Ending { get; }

    /// <summary>An address that tells how to ask, to be asked before the first one; null where nothing needs to be known.</summary>
    public virtual Uri? Preliminary => null;

    /// <summary>The address of the first answer.</summary>
    /// <param name="preliminary">What <see cref="Preliminary"/> answered; null where that is null.</param>
    /// <exception cref="HarvestException">It tells that there is nothing to fetch.</exception>
    public abstract Uri First(ReadOnlyMemory<byte>? preliminary);

    /// <summary>Reads an answer.</summary>
    /// <param name="body">The answer.</param>
    public abstract HarvestStep Read(ReadOnlyMemory<byte> body);

    /// <summary>The protocol by which an address is asked.</summary>
    public static HarvestProtocol Of(Uri address, string? contact) =>
        CrossrefHarvest.IsOfCrossref(address) ? new CrossrefHarvest(address, contact) : new OaiHarvest(address);
}

/// <summary>What an answer tells of the list.</summary>
/// <param name="Records">Records in it.</param>
/// <param name="CompleteSize">How many there are in all; null where it does not tell.</param>
/// <param name="Next">Address of the next answer; null where the list ends.</param>
/// <param name="Mark">By what it is told that an answer came before: a list that goes round; null where that cannot be.</param>
internal sealed record HarvestStep(long Records, long? CompleteSize, Uri? Next, string? Mark)
{
    /// <summary>Why it is no answer to be kept; null where it is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether asking the same once more may help, since the answer is cut or damaged.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>Whether the server forgot where it was in the list, which has to be asked for from its beginning.</summary>
    public bool HasForgotten { get; init; }
}

/// <summary>Queries of addresses.</summary>
internal static class HarvestQuery
{
    /// <summary>Names and values in order, decoded.</summary>
    public static List<KeyValuePair<string, string>> Of(Uri address) =>
    [
        .. address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : "")),
    ];

    /// <summary>The first value of a name; null where there is none.</summary>
    public static string? Value(this List<KeyValuePair<string, string>> query, string name) =>
        query.Where(pair => pair.Key == name && pair.Value.Length > 0).Select(pair => pair.Value).FirstOrDefault();

    /// <summary>The address with another query.</summary>
    public static Uri With(Uri address, IEnumerable<KeyValuePair<string, string>> query) => new UriBuilder(address)
    {
        Query = string.Join('&', query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")),
        Fragment = "",
    }.Uri;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
