using System.Text.Json;

namespace ProvenanceAudit.Tests.Models;

internal static class SchemaExamples
{
    /// <summary>The examples of whole records in a JSON Schema, each on one line.</summary>
    public static string[] Of(string file)
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(file));
        return [.. schema.RootElement.GetProperty("examples").EnumerateArray().Select(e => JsonSerializer.Serialize(e))];
    }
}
