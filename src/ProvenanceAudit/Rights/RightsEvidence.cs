using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace ProvenanceAudit.Rights;

/// <summary>How a source was seen: what somebody else needs in order to find the same again in an archive.</summary>
public sealed record RightsEvidence
{
    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Status of the HTTP response; null where the source did not come by HTTP.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The header that states it, as it was sent; null where the body does.</summary>
    public string? HeaderName { get; init; }

    /// <summary>That header's whole value, cut at <see cref="RightsStatement.MaximumRawText"/>.</summary>
    public string? HeaderValue { get; init; }

    /// <summary>SHA-256 of the body as it was received, after content coding was undone, 64 small hexadecimal digits.</summary>
    public string? BodySha256 { get; init; }

    /// <summary>The hash of a body, as it is written here.</summary>
    public static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}

/// <summary>Who says it, in relation to the content.</summary>
[JsonConverter(typeof(KebabCase<RightsRole>))]
public enum RightsRole
{
    /// <summary>Who runs the site, by what it serves.</summary>
    SiteOperator,

    /// <summary>The publisher, in metadata that it wrote.</summary>
    Publisher,

    /// <summary>The holder of the rights, named as such.</summary>
    RightsHolder,

    /// <summary>Whoever wrote the metadata of a file; not known further.</summary>
    FileMetadata,
}

/// <summary>Who says it.</summary>
/// <param name="Role">In relation to the content.</param>
/// <param name="Name">As stated; null where the source names nobody.</param>
public sealed record RightsDeclarant(RightsRole Role, string? Name = null);

/// <summary>What a condition asks for.</summary>
[JsonConverter(typeof(KebabCase<RightsConditionKind>))]
public enum RightsConditionKind
{
    /// <summary>A payment.</summary>
    Payment,

    /// <summary>The holder's consent.</summary>
    Consent,

    /// <summary>Naming the source.</summary>
    Attribution,

    /// <summary>No commercial purpose.</summary>
    NonCommercial,

    /// <summary>No adaptation is handed on.</summary>
    NoDerivatives,

    /// <summary>Adaptations come under the same licence.</summary>
    ShareAlike,

    /// <summary>Certain users alone.</summary>
    User,

    /// <summary>Certain countries alone.</summary>
    Geography,

    /// <summary>Another, told in words.</summary>
    Other,
}

/// <summary>A condition.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Text">In words, or as the source puts it.</param>
/// <param name="Amount">Of money; null where none is stated.</param>
/// <param name="Currency">ISO 4217 as stated; null where none is.</param>
/// <param name="Link">Where it is told or met; null where none is stated.</param>
public sealed record RightsCondition(RightsConditionKind Kind, string Text, decimal? Amount = null, string? Currency = null,
    string? Link = null);
