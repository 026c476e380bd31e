using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.Crawlers.MainText;
using ProvenanceAudit.Crawlers.Warc;
using ProvenanceAudit.Text;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Prints the main text of pages, and what they tell of it.</summary>
internal sealed class ExtractCommand : Command<ExtractOptions>
{
    // For programs: what a page would have to escape, as JSON does in HTML, is left as it is.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <inheritdoc/>
    public override int Execute(CommandContext context, ExtractOptions options, CancellationToken cancellation)
    {
        var problems = new ProblemList();
        if (File.Exists(options.Path) && WarcTexts.IsOne(options.Path))
        {
            Give(options, WarcTexts.Read(options.Path, options.Threads, problems.Add, cancellation), many: true);
            return ExitCode.NothingFound;
        }
        IReadOnlyList<(string Name, string Path)> files = PageFiles.List(options.Path);
        if (files.Count == 0)
            throw new UserErrorException($"the folder '{options.Path}' has no page: no file ends in .html, .htm or .xhtml");
        IEnumerable<FilePage> pages = PageFiles.Read(files, options.Threads, problems.Add, cancellation);
        Give(options, pages, files.Count > 1);
        return ExitCode.NothingFound;
    }

    private static void Give(ExtractOptions options, IEnumerable<FilePage> pages, bool many)
    {
        long read = options.Works is { } works ? WriteWorks(pages, works) : options.Json ? WriteJson(pages) : Print(pages, many);
        if (read == 0)
            throw new UserErrorException($"no page of '{options.Path}' could be read");
    }

    private static long WriteWorks(IEnumerable<FilePage> pages, string path)
    {
        using var works = new CatalogLines(path);
        long read = 0, empty = 0;
        foreach ((string name, PageText page, _) in pages)
        {
            read++;
            if (string.IsNullOrWhiteSpace(page.Text))
                empty++;
            else
                works.Write(PageWork.Of(page.CanonicalAddress?.AbsoluteUri ?? name, page.Title, page.Authors, page.Language, page.Date, page.Text));
        }
        Terminals.Error.WriteLine($"{path}: {Amount.Of(read - empty, "work")}{(empty == 0 ? "" : $"; {Amount.Of(empty, "page")} without text left out")}");
        return read;
    }

    private static long WriteJson(IEnumerable<FilePage> pages)
    {
        using Stream output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output, Json);
        long read = 0;
        json.WriteStartObject();
        foreach ((string name, PageText page, string encoding) in pages)
        {
            json.WriteStartObject(WellFormedText.Of(name));
            json.WriteString("text", WellFormedText.Of(page.Text));
            json.WriteString("title", WellFormed(page.Title));
            json.WriteStartArray("authors");
            foreach (string author in page.Authors)
                json.WriteStringValue(WellFormedText.Of(author));
            json.WriteEndArray();
            json.WriteString("date", page.Date);
            json.WriteString("language", page.Language);
            json.WriteString("site", WellFormed(page.SiteName));
            json.WriteString("address", page.CanonicalAddress?.AbsoluteUri);
            json.WriteString("encoding", encoding);
            json.WriteEndObject();
            // Whoever reads has each page as soon as it is done.
            json.Flush();
            read++;
        }
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
        return read;
    }

    private static long Print(IEnumerable<FilePage> pages, bool many)
    {
        long read = 0;
        foreach ((string name, PageText page, _) in pages)
        {
            var text = new StringBuilder();
            if (read++ > 0)
                text.Append('\n');
            if (many)
                text.Append("== ").Append(name).Append(" ==\n");
            Add(text, "Title", page.Title);
            Add(text, "Authors", page.Authors.Count == 0 ? null : string.Join("; ", page.Authors));
            Add(text, "Date", page.Date);
            Add(text, "Language", page.Language);
            Add(text, "Site", page.SiteName);
            Add(text, "Address", page.CanonicalAddress?.AbsoluteUri);
            text.Append('\n');
            // Line by line, since line feeds and tabs are the only control characters that a terminal may be sent.
            foreach (string line in page.Text.Split('\n'))
                text.AppendJoin('\t', line.Split('\t').Select(Terminals.Clean)).Append('\n');
            Console.Out.Write(text);
        }
        return read;
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
            text.Append((name + ":").PadRight(10)).Append(Terminals.Clean(value)).Append('\n');
    }

    /// <summary>A text without halves of surrogate pairs, which JSON cannot hold; null for null.</summary>
    private static string? WellFormed(string? text) => text is null ? null : WellFormedText.Of(text);
}
