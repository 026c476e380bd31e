using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Scans;

/// <summary>A model as people fill it in and programs send it. The key goes in and never comes out.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class ModelInput
{
    /// <summary>Name on pages and reports, unique; 1 to 200 characters.</summary>
    [Required(ErrorMessage = "The model needs a name."), StringLength(200, ErrorMessage = "A name has at most 200 characters.")]
    public string? Name { get; set; }

    /// <summary>How it is reached.</summary>
    [EnumDataType(typeof(ModelAccess), ErrorMessage = "Say how the model is reached.")]
    public ModelAccess Access { get; set; }

    /// <summary>Base address of the endpoint: what stands before /chat/completions; left out for files.</summary>
    [StringLength(2000, ErrorMessage = "An address has at most 2,000 characters.")]
    public string? BaseUrl { get; set; }

    /// <summary>Its name at the endpoint.</summary>
    [StringLength(200, ErrorMessage = "A name has at most 200 characters.")]
    public string? ModelId { get; set; }

    /// <summary>A new key of the endpoint; left out or empty, the one there is stays.</summary>
    [StringLength(4000, ErrorMessage = "A key has at most 4,000 characters.")]
    public string? Key { get; set; }

    /// <summary>Whether the key is to be forgotten.</summary>
    public bool RemoveKey { get; set; }

    /// <summary>Temperature that scans and plans start from, 0 to 2; null leaves it to the endpoint.</summary>
    [Range(0.0, 2.0, ErrorMessage = "The temperature must be 0 to 2.")]
    public double? Temperature { get; set; }

    /// <summary>Top-p that they start from, above 0, at most 1; null leaves it to the endpoint.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, ErrorMessage = "Top-p must be above 0 and at most 1.")]
    public double? TopP { get; set; }

    /// <summary>Most tokens of an answer that they start from, 1 to 1,000,000; null for 256.</summary>
    [Range(1, 1_000_000, ErrorMessage = "The most tokens of an answer must be 1 to 1,000,000.")]
    public int? Tokens { get; set; }
}
