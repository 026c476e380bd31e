using System.Diagnostics.CodeAnalysis;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>Puts units together to an ISCC-CODE under one header (ISO 24138:2024, ISCC-CODE).</summary>
public static class IsccComposite
{
    /// <summary>The ISCC-CODE of units; see <see cref="TryOf"/>.</summary>
    /// <exception cref="ArgumentException">There is no ISCC-CODE of these units; the message says why.</exception>
    public static IsccCode Of(IEnumerable<IsccCode> units, bool wide = false) =>
        TryOf(units, wide, out IsccCode? code, out string? problem) ? code : throw new ArgumentException(problem, nameof(units));

    /// <summary>
    /// The ISCC-CODE of a Data- and an Instance-Code with at most one Meta-, one Semantic- and one Content-Code, in any order. Of each unit the first
    /// 64 bits are taken.
    /// </summary>
    /// <param name="units">The units, of 64 bits or more.</param>
    /// <param name="wide">Take 128 bits each, where there are only a Data- and an Instance-Code and both have so many.</param>
    /// <param name="code">The ISCC-CODE, when there is one.</param>
    /// <param name="problem">One sentence that says what is wrong; null when there is a code.</param>
    public static bool TryOf(IEnumerable<IsccCode> units, bool wide, [NotNullWhen(true)] out IsccCode? code, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(units);
        code = null;
        IsccCode[] sorted = [.. units.OrderBy(unit => unit.MainType)];
        problem = Wrong(sorted);
        if (problem is not null)
            return false;
        bool isWide = wide && sorted.Length == 2 && sorted.All(unit => unit.Bits >= 128);
        int combination = 0;
        int subType = sorted.Length == 2 ? IsccSubTypes.Sum : IsccSubTypes.WithoutContent;
        foreach (IsccCode unit in sorted[..^2])
        {
            combination |= Flag(unit.MainType);
            if (unit.MainType != IsccMainType.Meta)
                subType = unit.SubType;
        }
        byte[] digest = [.. sorted.SelectMany(unit => unit.Digest[..(isWide ? 16 : 8)].ToArray())];
        code = IsccCode.Composite(isWide ? IsccSubTypes.Wide : subType, combination, digest);
        return true;
    }

    /// <summary>The units before Data- and Instance-Code that the length field of an ISCC-CODE stands for, in order.</summary>
    internal static IEnumerable<IsccMainType> OptionalUnits(int combination) =>
        new[] { IsccMainType.Meta, IsccMainType.Semantic, IsccMainType.Content }.Where(type => (combination & Flag(type)) != 0);

    private static int Flag(IsccMainType type) => type switch { IsccMainType.Meta => 4, IsccMainType.Semantic => 2, _ => 1 };

    private static string? Wrong(IsccCode[] sorted)
    {
        if (sorted.Length < 2 || sorted[^2].MainType != IsccMainType.Data || sorted[^1].MainType != IsccMainType.Instance)
            return "an ISCC-CODE needs a Data-Code and an Instance-Code";
        for (int i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Bits < 64)
                return $"{sorted[i]} is shorter than the 64 bits that a unit of an ISCC-CODE has";
            if (i > 0 && sorted[i].MainType == sorted[i - 1].MainType)
                return $"an ISCC-CODE has one {sorted[i].MainType}-Code, not two";
        }
        int[] subTypes = [.. sorted.Where(unit => unit.MainType is IsccMainType.Semantic or IsccMainType.Content).Select(unit => unit.SubType).Distinct()];
        return subTypes.Length > 1 ? "Semantic-Code and Content-Code of an ISCC-CODE are of one sub type" : null;
    }
}
