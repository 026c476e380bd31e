using System.Text.Encodings.Web;
using System.Text.Json;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Crawls;

/// <summary>Writes works as a catalog: JSON Lines, <c>schemas/catalog.schema.json</c>. Safe for concurrent use.</summary>
internal sealed class CatalogLines : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;

    /// <summary>Makes the file anew.</summary>
    /// <exception cref="IOException">It cannot be written to.</exception>
    public CatalogLines(string path) => _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);

    /// <summary>Writes a work.</summary>
    public void Write(WorkText work)
    {
        lock (_lock)
        {
            using (var json = new Utf8JsonWriter(_file, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
                Write(json, work);
            _file.WriteByte((byte)'\n');
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Write(Utf8JsonWriter json, WorkText text)
    {
        Work work = text.Work;
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
        if (work.Language is not null)
            json.WriteString("language", work.Language);
        if (work.Published is not null)
            json.WriteString("published", work.Published);
        json.WriteString("text", text.Text);
        json.WriteEndObject();
    }
}
