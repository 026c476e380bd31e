namespace ProvenanceAudit.Works.Identifiers;

/// <summary>An identifier of a work or of somebody who made it, in normal form, as far as it has one.</summary>
/// <param name="Scheme">The scheme in lower case: <c>isbn</c>, <c>issn</c>, <c>doi</c>, <c>isni</c>, <c>orcid</c>, <c>gtin-13</c>, <c>ismn</c>,
/// <c>uuid</c>, or whatever the catalog called it.</param>
/// <param name="Value">The normal form of the scheme; the value as written, without blanks around it, where it has none or is faulty.</param>
/// <param name="Problem">One sentence that says what is wrong with the value; null when nothing is known to be wrong.</param>
public readonly record struct WorkIdentifier(string Scheme, string Value, string? Problem)
{
    /// <summary><c>scheme:value</c>.</summary>
    public override string ToString() => $"{Scheme}:{Value}";
}
