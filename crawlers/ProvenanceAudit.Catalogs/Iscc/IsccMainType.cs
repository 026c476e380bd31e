namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>What an ISCC is made from, the first field of its header (ISO 24138:2024; the last two are of the ISCC Foundation).</summary>
public enum IsccMainType
{
    /// <summary>Meta-Code: similar titles and descriptions.</summary>
    Meta = 0,

    /// <summary>Semantic-Code: similar meaning.</summary>
    Semantic = 1,

    /// <summary>Content-Code: similar content, for example the Text-Code.</summary>
    Content = 2,

    /// <summary>Data-Code: similar bytes.</summary>
    Data = 3,

    /// <summary>Instance-Code: the same bytes.</summary>
    Instance = 4,

    /// <summary>ISCC-CODE: several units under one header.</summary>
    Composite = 5,

    /// <summary>ISCC-ID.</summary>
    Id = 6,

    /// <summary>Flake-Code.</summary>
    Flake = 7,
}
