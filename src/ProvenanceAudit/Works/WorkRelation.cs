namespace ProvenanceAudit.Works;

/// <summary>That a work belongs to another one, which the catalog names by an identifier.</summary>
/// <param name="Kind">How, one of <see cref="WorkRelationKinds"/>.</param>
/// <param name="Scheme">Scheme of the identifier, as in <see cref="Work.Identifiers"/>.</param>
/// <param name="Value">The identifier in the scheme's normal form.</param>
public sealed record WorkRelation(string Kind, string Scheme, string Value);

/// <summary>Kinds of <see cref="WorkRelation"/>, as they are written in files.</summary>
public static class WorkRelationKinds
{
    /// <summary>The other is the work of which this is an edition: ONIX's manifestation of a work.</summary>
    public const string EditionOf = "edition_of";

    /// <summary>The other has the same content in another form: print beside electronic book, version of record beside manuscript.</summary>
    public const string OtherFormat = "other_format";

    /// <summary>The other is out of date since this one came.</summary>
    public const string Replaces = "replaces";

    /// <summary>This one is out of date since the other came.</summary>
    public const string ReplacedBy = "replaced_by";

    /// <summary>The other contains this one: the journal of an article, the book of a chapter.</summary>
    public const string PartOf = "part_of";

    /// <summary>The other is the text of which this is a translation.</summary>
    public const string TranslationOf = "translation_of";
}
