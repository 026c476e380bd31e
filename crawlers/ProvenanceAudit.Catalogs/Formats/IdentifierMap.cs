using ProvenanceAudit.Works;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>The identifiers of one work while its record is read: one of a scheme, in its normal form.</summary>
internal sealed class IdentifierMap(List<string> warnings)
{
    private readonly SortedDictionary<string, WorkIdentifier> _all = new(StringComparer.Ordinal);

    /// <summary>By scheme, in the order of the names.</summary>
    public IReadOnlyDictionary<string, string> Values => _all.ToDictionary(i => i.Key, i => i.Value.Value);

    /// <summary>
    /// Adds an identifier. One that is wrong is kept as written, with a warning, unless a good one of its scheme is there; of two good ones
    /// the first counts.
    /// </summary>
    /// <param name="scheme">Its scheme as catalogs name it.</param>
    /// <param name="value">As written; nothing is added where it is null or white space.</param>
    public void Add(string scheme, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || string.IsNullOrWhiteSpace(scheme))
            return;
        Add(WorkIdentifiers.Normalise(scheme, value));
    }

    /// <summary>Adds an identifier that tells by itself what it is, or else has the scheme that is stated; one that neither tells is left out.</summary>
    /// <param name="value">As written.</param>
    /// <param name="scheme">Its scheme as written; null where none is stated.</param>
    public void Guess(string value, string? scheme)
    {
        if (WorkIdentifiers.Guess(value) is { } guessed)
            Add(guessed);
        else if (scheme is not null)
            Add(scheme, value);
    }

    /// <summary>Adds an identifier that was read; one that is longer than an id can be is none.</summary>
    public void Add(WorkIdentifier identifier)
    {
        if (identifier.Value.Length > Work.LongestId)
            return;
        bool isThere = _all.TryGetValue(identifier.Scheme, out WorkIdentifier first);
        if (isThere && first.Value == identifier.Value)
            return;
        if (identifier.Problem is not null)
            warnings.Add(Sentence(identifier.Problem) + (isThere ? "; it was left out" : "; it was kept as written"));
        if (!isThere || (first.Problem is not null && identifier.Problem is null))
            _all[identifier.Scheme] = identifier;
        else if (identifier.Problem is null && first.Problem is null)
            warnings.Add($"the record states two identifiers of one scheme, {first} and {identifier.Value}; the first one counts");
    }

    /// <summary>The identifier of a scheme; null where there is none that is right.</summary>
    public string? Good(string scheme) => _all.TryGetValue(scheme, out WorkIdentifier found) && found.Problem is null ? found.Value : null;

    /// <summary>A value that is no part of the work's own identifiers in its normal form, as written where it is wrong.</summary>
    public static WorkIdentifier Of(string scheme, string value) => WorkIdentifiers.Normalise(scheme, value);

    private static string Sentence(string problem) => problem.ReplaceLineEndings(" ").TrimEnd('.');
}
