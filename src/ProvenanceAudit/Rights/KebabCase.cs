using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProvenanceAudit.Rights;

/// <summary>
/// Writes a value of a closed set as its name in small letters with hyphens, as the command line takes it:
/// <c>ai-training</c>. A number or an unknown name is refused when read.
/// </summary>
/// <typeparam name="T">The set.</typeparam>
public sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>The names of closed sets, as files and the command line have them.</summary>
public static class KebabCase
{
    /// <summary>The name of a value.</summary>
    public static string NameOf<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value of a name, in letters of either case.</summary>
    /// <returns>Null where no value has this name.</returns>
    public static T? Parse<T>(string name) where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
            if (NameOf(value).Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        return null;
    }
}
