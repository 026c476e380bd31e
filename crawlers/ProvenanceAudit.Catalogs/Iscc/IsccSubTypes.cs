namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>Values of the second field of an ISCC header (ISO 24138:2024). What a value means depends on the main type.</summary>
public static class IsccSubTypes
{
    /// <summary>Of units that have no sub type.</summary>
    public const int None = 0;

    /// <summary>Text, of Semantic- and Content-Code and of an ISCC-CODE with one of these.</summary>
    public const int Text = 0;

    /// <summary>Image.</summary>
    public const int Image = 1;

    /// <summary>Audio.</summary>
    public const int Audio = 2;

    /// <summary>Video.</summary>
    public const int Video = 3;

    /// <summary>Mixed media.</summary>
    public const int Mixed = 4;

    /// <summary>ISCC-CODE of Data- and Instance-Code alone.</summary>
    public const int Sum = 5;

    /// <summary>ISCC-CODE of Meta-, Data- and Instance-Code, without content.</summary>
    public const int WithoutContent = 6;

    /// <summary>ISCC-CODE of Data- and Instance-Code alone, each with 128 bits.</summary>
    public const int Wide = 7;

    /// <summary>The number of sub types that a main type of this version has; 0 when there is no such version.</summary>
    internal static int CountOf(IsccMainType type, int version) => (type, version) switch
    {
        (IsccMainType.Semantic or IsccMainType.Content, 0) => 5,
        (IsccMainType.Composite, 0) => 8,
        (IsccMainType.Id, 0) => 4,
        (IsccMainType.Id, 1) => 2,
        (_, 0) => 1,
        _ => 0,
    };
}
