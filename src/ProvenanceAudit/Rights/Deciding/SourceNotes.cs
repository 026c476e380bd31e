namespace ProvenanceAudit.Rights.Deciding;

/// <summary>What is to be said of the sources in which something on an address may stand.</summary>
internal static class SourceNotes
{
    /// <summary>The sources of an address that are looked at without being named anywhere.</summary>
    internal static (string Address, string Name)[] SourcesOf(Uri address)
    {
        string origin = Addresses.OriginOf(address);
        return
        [
            (origin + "/robots.txt", "robots.txt"), (origin + "/.well-known/tdmrep.json", "tdmrep.json"),
            (address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped), "the page"),
        ];
    }

    /// <summary>The sources whose last look before a moment failed, a sentence each: what they state is unknown.</summary>
    internal static List<string> Failed(Uri? address, DateTimeOffset at, IReadOnlyList<Candidate> candidates,
        IReadOnlyDictionary<string, RightsSourceObservation[]> looks)
    {
        IEnumerable<(string Address, string Name)> sources = candidates
            .Where(one => one.Statement is { Standard: RightsStandard.Rsl, Effect: RightsEffect.Inform, Link: not null })
            .Select(one => (one.Statement.Link!, $"the RSL document {one.Statement.Link}")).Distinct();
        if (address is not null)
            sources = SourcesOf(address).Concat(sources);
        var notes = new List<string>();
        foreach ((string source, string name) in sources)
        {
            RightsSourceObservation? last = looks.GetValueOrDefault(source)?.LastOrDefault(look => look.ObservedAt <= at);
            bool isDocument = name.StartsWith("the RSL", StringComparison.Ordinal);
            if (last is null && isDocument)
                notes.Add($"{name} was not looked at by then; RSL takes content whose licence cannot be had as not licensed");
            else if (last is { State: RightsSourceState.Absent } && isDocument)
                notes.Add($"{name} was not there on {Standing.Day(last.ObservedAt)}; RSL takes content whose licence cannot be had as not licensed");
            else if (last is { State: RightsSourceState.Failed })
                notes.Add($"{name} could not be read on {Standing.Day(last.ObservedAt)}"
                    + (last.HttpStatus is { } status ? $" (HTTP status {status})" : "") + (last.Reason is null ? "" : $": {last.Reason}")
                    + (name == "robots.txt" ? "; RFC 9309, section 2.3.1.4, then lets crawlers assume that all is closed" : ""));
        }
        return notes;
    }

    /// <summary>What was read of the sources of an address, and what was never looked at, a sentence each.</summary>
    internal static IEnumerable<string> Read(Uri? address, DateTimeOffset at, IReadOnlyDictionary<string, RightsSourceObservation[]> looks)
    {
        if (address is null)
            yield break;
        foreach ((string source, string name) in SourcesOf(address))
        {
            RightsSourceObservation? last = looks.GetValueOrDefault(source)?.LastOrDefault(look => look.ObservedAt <= at);
            if (last is null)
                yield return $"{name} was not looked at by then";
            else if (last.State == RightsSourceState.Fetched)
                yield return $"{name} was read on {Standing.Day(last.ObservedAt)}";
            else if (last.State == RightsSourceState.Absent)
                yield return $"{name} was not there on {Standing.Day(last.ObservedAt)}";
        }
    }
}
