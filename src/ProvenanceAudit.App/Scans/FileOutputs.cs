using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.Models;
using ProvenanceAudit.Records;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Scans;

/// <summary>Takes the outputs of an uploaded file into the registry, behind those that an earlier run took.</summary>
internal sealed class FileOutputs(RegistryDatabase database, StoredFiles files)
{
    private const int OutputsAtOnce = 500;

    // Texts in memory at once, in UTF-16 code units.
    private const int TextAtOnce = 8 << 20;

    /// <summary>Takes all outputs.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read, or holds no output that can be used.</exception>
    public async Task TakeAsync(Scan scan, RunningJob job, CancellationToken cancellation)
    {
        int written;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
            written = await registry.Outputs.CountAsync(o => o.ScanId == scan.Id, cancellation);
        InputProblem? problem = null;
        var batch = new List<StoredOutput>();
        int seen = 0;
        long text = 0;
        using InputFile input = await OpenAsync(scan, cancellation);
        var tokeniser = new Tokeniser();
        var words = new WordTokens();
        foreach (ModelOutput output in OutputFile.Read(input, p => problem ??= p))
        {
            cancellation.ThrowIfCancellationRequested();
            if (seen++ < written)
                continue;
            tokeniser.Tokenise(output.Text, words);
            batch.Add(RowOf(scan, output, seen - 1, words.Count));
            text += output.Text.Length;
            if (batch.Count >= OutputsAtOnce || text >= TextAtOnce)
                await WriteAsync();
        }
        await WriteAsync();
        if (seen == 0)
            throw new InvalidDataException(problem is null ? $"'{input.Name}' holds no outputs" : $"no output can be used: {problem}");

        async Task WriteAsync()
        {
            await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
            await BulkRows.InsertMissingAsync(registry, batch, cancellation);
            batch.Clear();
            text = 0;
            job.Progress(seen, null, "outputs");
        }
    }

    /// <summary>Tells every line of a scan's file that could not be used, or with a reservation alone.</summary>
    public async Task ListProblemsAsync(Scan scan, Action<InputProblem> report, CancellationToken cancellation)
    {
        using InputFile input = await OpenAsync(scan, cancellation);
        foreach (ModelOutput _ in OutputFile.Read(input, report))
            cancellation.ThrowIfCancellationRequested();
    }

    private async Task<InputFile> OpenAsync(Scan scan, CancellationToken cancellation)
    {
        string name;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
            name = await registry.Files.Where(f => f.Id == scan.OutputsFileId).Select(f => f.Name).SingleAsync(cancellation);
        return InputFile.Of(name, await files.OpenReadAsync(RegistryScope.Everything, scan.OutputsFileId!.Value, cancellation));
    }

    private static StoredOutput RowOf(Scan scan, ModelOutput output, int ordinal, int words) => new()
    {
        Id = RowKey.OfOutput(scan.Number, ordinal),
        ScanId = scan.Id,
        Ordinal = ordinal,
        Sample = 0,
        ExternalId = output.Id,
        Text = output.Text,
        Words = words,
        Model = output.Model,
        Prompt = output.Prompt,
        ParametersJson = output.Parameters?.GetRawText(),
        Answered = output.Created,
    };
}
