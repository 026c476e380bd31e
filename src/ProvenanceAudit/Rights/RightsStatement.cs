using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Rights;

/// <summary>
/// One thing that somebody said about what may be done with content: where, in which standard and words, and how that was seen.
/// It is what was said, never what follows from it: that is <c>RightsPolicy</c>'s to tell.
/// </summary>
public sealed record RightsStatement
{
    /// <summary>Most characters of a raw text that are kept.</summary>
    public const int MaximumRawText = 4096;

    /// <summary>What it is about, and to whom it speaks.</summary>
    public required RightsScope Scope { get; init; }

    /// <summary>The uses that it speaks of; empty where it only informs.</summary>
    public required IReadOnlyList<RightsUse> Uses { get; init; }

    /// <summary>What it says of them.</summary>
    public required RightsEffect Effect { get; init; }

    /// <summary>On which conditions; all of them are to be met.</summary>
    public IReadOnlyList<RightsCondition> Conditions { get; init; } = [];

    /// <summary>The standard it is written in.</summary>
    public required RightsStandard Standard { get; init; }

    /// <summary>Version of the standard, as the statement names it or as its spelling shows; null where neither does.</summary>
    public string? Version { get; init; }

    /// <summary>Who says it.</summary>
    public required RightsDeclarant Declarant { get; init; }

    /// <summary>As it was found, cut at <see cref="MaximumRawText"/> characters.</summary>
    public required string RawText { get; init; }

    /// <summary>Address of what it was found in.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>Line in the source, from 1; null where lines mean nothing.</summary>
    public int? Line { get; init; }

    /// <summary>
    /// Place in the source in the terms of its format: <c>header tdm-reservation</c>, <c>content 2, license 1</c>.
    /// </summary>
    public string? Position { get; init; }

    /// <summary>Number among the statements of its source, from 0, where the standard lets their order decide.</summary>
    public int? Sequence { get; init; }

    /// <summary>How far it can be relied on.</summary>
    public RightsStrength Strength { get; init; } = RightsStrength.Standard;

    /// <summary>What is to be said of how it was read: a spelling, a doubt. Sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>From when it holds, where it says so; inclusive.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Until when it holds, where it says so; exclusive.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>For how long after it was seen it holds, where the standard says so; more than zero.</summary>
    public TimeSpan? MaximumAge { get; init; }

    /// <summary>Address of the licence or policy that it refers to.</summary>
    public string? Link { get; init; }

    /// <summary>How it was seen.</summary>
    public required RightsEvidence Evidence { get; init; }

    /// <summary>
    /// SHA-256, 64 small hexadecimal digits, of all that is said and where, without how and when it was seen and without the
    /// line, which moves when other lines come and go: the same statement seen again has the same id.
    /// </summary>
    public string ContentId()
    {
        RightsStatement said = this with { Evidence = NoEvidence, Line = null };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said,
            RightsJson.Default.RightsStatement)));
    }

    /// <summary>The statement as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RightsJson.Default.RightsStatement);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is not that.</exception>
    public static RightsStatement FromJson(string json) =>
        JsonSerializer.Deserialize(json, RightsJson.Default.RightsStatement)
            ?? throw new JsonException("a statement is not null");

    /// <summary>
    /// A text as it is kept: cut at <see cref="MaximumRawText"/>, never between the halves of a character; half a character that
    /// stands alone, which no file can hold, becomes U+FFFD.
    /// </summary>
    public static string Bounded(string text)
    {
        string cut = text.Length <= MaximumRawText ? text
            : text[..(char.IsHighSurrogate(text[MaximumRawText - 1]) ? MaximumRawText - 1 : MaximumRawText)];
        return WellFormedText.Of(cut);
    }

    private static readonly RightsEvidence NoEvidence = new() { ObservedAt = DateTimeOffset.UnixEpoch };
}

/// <summary>How statements become JSON, settled when the program is built.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RightsStatement))]
[JsonSerializable(typeof(RightsSighting))]
[JsonSerializable(typeof(RightsSourceObservation))]
[JsonSerializable(typeof(StatedRights))]
[JsonSerializable(typeof(RightsDecision))]
[JsonSerializable(typeof(IReadOnlyList<RightsPeriod>))]
public sealed partial class RightsJson : JsonSerializerContext;
