namespace ProvenanceAudit.Works.Identifiers;

/// <summary>
/// An ORCID iD of a researcher or contributor: an ISNI (ISO 27729:2012) out of the blocks set aside for ORCID, which are
/// 0000-0001-5000-0007 to 0000-0003-5000-0001 and 0009-0000-0000-0000 to 0009-0010-0000-0000 (ORCID, "Structure of the ORCID
/// Identifier"). The normal form is <c>0000-0002-1825-0097</c>. A value made without <see cref="TryParse"/> is no ORCID iD.
/// </summary>
public readonly record struct Orcid
{
    private readonly Isni _isni;

    private Orcid(Isni isni) => _isni = isni;

    /// <summary>
    /// Reads an ORCID iD with hyphens, blanks or none, after <c>ORCID</c>, <c>https://orcid.org/</c> or <c>urn:orcid:</c>.
    /// </summary>
    /// <param name="text">The number as written.</param>
    /// <param name="orcid">The number, when it is one.</param>
    /// <param name="problem">One sentence that says what is wrong; null when the number is good.</param>
    public static bool TryParse(string? text, out Orcid orcid, out string? problem)
    {
        orcid = default;
        problem = IdentifierText.Unusable(text, "ORCID iD");
        if (problem is not null)
            return false;
        ReadOnlySpan<char> rest = IdentifierText.Fold(text!);
        if (IdentifierText.CutHost(ref rest, "orcid.org"))
            rest = IdentifierText.WithoutQuery(rest).TrimEnd('/');
        IdentifierText.Cut(ref rest, "urn:");
        if (IdentifierText.Cut(ref rest, "orcid"))
        {
            rest = IdentifierText.AfterLabel(rest);
            if (IdentifierText.Cut(ref rest, "id"))
                rest = IdentifierText.AfterLabel(rest);
            // "ORCID: https://orcid.org/…".
            if (IdentifierText.CutHost(ref rest, "orcid.org"))
                rest = IdentifierText.WithoutQuery(rest).TrimEnd('/');
        }
        if (!Isni.TryParseDigits(rest, text!, "ORCID iD", out Isni isni, out problem))
            return false;
        if (!isni.IsOrcid)
        {
            problem = $"{Isni.Grouped(isni.ToString())} is an ISNI outside the blocks of ORCID; state it as ISNI";
            return false;
        }
        orcid = new Orcid(isni);
        return true;
    }

    /// <summary>The same number as an ISNI.</summary>
    public Isni ToIsni() => _isni;

    /// <summary>The form <c>0000-0002-1825-0097</c>.</summary>
    public override string ToString() => Isni.Grouped(_isni.ToString());
}
