using System.ComponentModel.DataAnnotations;

namespace ProvenanceAudit.App.Scans;

/// <summary>A mistake in what was filled in or sent.</summary>
/// <param name="Field">Name of the property that it is about; empty where it is about several.</param>
/// <param name="Text">What is wrong, a sentence.</param>
internal sealed record FieldMistake(string Field, string Text)
{
    /// <summary>The mistakes that the attributes of an input find, as pages find them by themselves.</summary>
    public static IReadOnlyList<FieldMistake> Of(object input)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(input, new ValidationContext(input), results, validateAllProperties: true);
        return [.. results.Select(r => new FieldMistake(r.MemberNames.FirstOrDefault() ?? "", r.ErrorMessage ?? "It cannot be used."))];
    }

    /// <summary>Makes a sentence of a clause that begins in lower case and has no full stop.</summary>
    public static string Sentence(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..] + ".";
}
