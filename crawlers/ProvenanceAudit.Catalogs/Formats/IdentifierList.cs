using ProvenanceAudit.Works;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>The identifiers of one work while its record is read, each scheme in one form; of a scheme that comes twice the first counts.</summary>
/// <param name="warnings">Told of identifiers that are faulty.</param>
internal sealed class IdentifierList(List<string> warnings)
{
    // A record that has more was not made by people.
    private const int Most = 64;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>By scheme, as <see cref="Work.Identifiers"/> has them.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Adds an identifier whose scheme is stated.</summary>
    /// <param name="scheme">The scheme as written.</param>
    /// <param name="value">The identifier as written; an empty one is passed over.</param>
    public void Add(string scheme, string value)
    {
        if (!string.IsNullOrWhiteSpace(scheme) && !string.IsNullOrWhiteSpace(value))
            Add(WorkIdentifiers.Normalise(scheme, value));
    }

    /// <summary>Adds an identifier that tells by itself what it is, or has the scheme that is stated; one that neither tells is left out.</summary>
    /// <param name="value">The identifier as written.</param>
    /// <param name="scheme">The scheme as written, where one is.</param>
    public void Guess(string value, string? scheme = null)
    {
        if (WorkIdentifiers.Guess(value) is { } guessed)
            Add(guessed);
        else if (scheme is not null)
            Add(scheme, value);
    }

    private void Add(WorkIdentifier identifier)
    {
        if (identifier.Problem is not null)
            warnings.Add($"the identifier '{Shown(identifier)}' is faulty: {identifier.Problem.TrimEnd('.')}; it is kept as it is written");
        if (_values.Count < Most && identifier.Value.Length is > 0 and <= Work.LongestId)
            _values.TryAdd(identifier.Scheme, identifier.Value);
    }

    private static string Shown(WorkIdentifier identifier)
    {
        string text = new([.. identifier.ToString().Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Length <= 80 ? text : text[..80] + "…";
    }
}
