using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>Writes works as a catalog: JSON Lines, <c>schemas/catalog.schema.json</c>. Safe for concurrent use.</summary>
internal sealed class CatalogLines : IDisposable
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private readonly FileStream _file;

    /// <summary>Makes the file anew.</summary>
    /// <exception cref="IOException">It cannot be written to.</exception>
    public CatalogLines(string path) => _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <summary>A work as one line, without its text.</summary>
    public static string LineOf(Work work)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Readable))
            Write(json, work, null);
        return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    }

    /// <summary>Writes a work.</summary>
    public void Write(WorkText work)
    {
        lock (_lock)
        {
            using (var json = new Utf8JsonWriter(_file, Readable))
                Write(json, work.Work, work.Text);
            _file.WriteByte((byte)'\n');
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Write(Utf8JsonWriter json, Work work, string? text)
    {
        void Optional(string name, string? value)
        {
            if (value is not null)
                json.WriteString(name, value);
        }

        json.WriteStartObject();
        json.WriteString("id", work.Id);
        json.WriteString("title", work.Title);
        json.WriteStartArray("contributors");
        foreach (string contributor in work.Contributors)
            json.WriteStringValue(contributor);
        json.WriteEndArray();
        json.WriteStartObject("identifiers");
        foreach ((string scheme, string value) in work.Identifiers)
            json.WriteString(scheme, value);
        json.WriteEndObject();
        Optional("language", work.Language);
        Optional("publisher", work.Publisher);
        Optional("rights_holder", work.RightsHolder);
        Optional("licence", work.Licence);
        Optional("published", work.Published);
        if (work.Terms.Count > 0)
        {
            json.WriteStartArray("terms");
            foreach (WorkTerm term in work.Terms)
            {
                json.WriteStartObject();
                json.WriteString("kind", term.Kind);
                json.WriteString("text", term.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (work.Relations.Count > 0)
        {
            json.WriteStartArray("relations");
            foreach (WorkRelation relation in work.Relations)
            {
                json.WriteStartObject();
                json.WriteString("kind", relation.Kind);
                json.WriteString("scheme", relation.Scheme);
                json.WriteString("value", relation.Value);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        Optional("text", text);
        json.WriteEndObject();
    }
}
