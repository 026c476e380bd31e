using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.App.Scans;

/// <summary>
/// The answers to a scan's probes, in the registry. What was spent is in the row of the scan: all that a request may cost is added
/// before it is sent, and what it did not cost is taken back after, so that requests that nobody heard of again count in full.
/// </summary>
internal sealed class RegistryAnswerLog : IAnswerLog
{
    /// <summary>What <see cref="StoredOutput.FinishReason"/> begins with where the endpoint refused the question for good.</summary>
    public const string Refused = "refused: ";

    private static readonly JsonSerializerOptions SnakeCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly RegistryDatabase _database;
    private readonly Scan _scan;
    private readonly int _samples;
    private readonly HashSet<AnswerKey> _settled;
    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _words = new();

    private RegistryAnswerLog(RegistryDatabase database, Scan scan, string plan, int samples, HashSet<AnswerKey> settled) =>
        (_database, _scan, Plan, _samples, _settled) = (database, scan, plan, samples, settled);

    /// <inheritdoc/>
    public string Plan { get; }

    /// <inheritdoc/>
    public IReadOnlySet<AnswerKey> Settled => _settled;

    /// <inheritdoc/>
    public bool HasAnswers { get; private set; }

    /// <inheritdoc/>
    public Spending Spent { get; private set; }

    /// <summary>Opens the log of a scan, to go on with it.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="plan">Id of what is asked.</param>
    /// <param name="samples">Answers asked for to each probe.</param>
    /// <param name="cancellation">Breaks off.</param>
    public static async Task<RegistryAnswerLog> OpenAsync(
        RegistryDatabase database, Scan scan, string plan, int samples, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        var answers = await registry.Outputs.Where(o => o.ScanId == scan.Id)
            .Select(o => new { o.Ordinal, o.Sample, IsRefused = o.FinishReason!.StartsWith(Refused) })
            .ToListAsync(cancellation);
        var spent = await registry.Scans.Where(s => s.Id == scan.Id)
            .Select(s => new { s.Requests, Tokens = s.PromptTokens + s.CompletionTokens })
            .SingleAsync(cancellation);
        return new RegistryAnswerLog(database, scan, plan, samples, [.. answers.Select(a => new AnswerKey(a.Ordinal, a.Sample))])
        {
            HasAnswers = answers.Exists(a => !a.IsRefused),
            Spent = new Spending(spent.Requests, spent.Tokens),
        };
    }

    /// <inheritdoc/>
    public ValueTask NoteRequestAsync(AnswerKey key, long reservedTokens, CancellationToken cancellation) =>
        SpendAsync(new Spending(1, reservedTokens), cancellation);

    /// <inheritdoc/>
    public ValueTask NoteCostAsync(AnswerKey key, long reservedTokens, long tokens, CancellationToken cancellation) =>
        SpendAsync(new Spending(0, tokens - reservedTokens), cancellation);

    /// <inheritdoc/>
    public async ValueTask AddAsync(AnswerRecord record, CancellationToken cancellation)
    {
        if (!record.IsFinal)
            return;
        await using RegistryContext registry = _database.CreateContext(RegistryScope.Everything);
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        registry.Outputs.Add(OutputOf(record));
        await registry.SaveChangesAsync(cancellation);
        // The cost was noted as a whole; now that the answer says which part of it was the model's, that is told apart.
        if (record.Answer?.CompletionTokens is int answered and > 0)
        {
            await registry.Scans.Where(s => s.Id == _scan.Id).ExecuteUpdateAsync(
                s => s.SetProperty(x => x.PromptTokens, x => x.PromptTokens - answered)
                    .SetProperty(x => x.CompletionTokens, x => x.CompletionTokens + answered),
                cancellation);
        }
        await transaction.CommitAsync(cancellation);
        _settled.Add(record.Key);
        HasAnswers |= record.Answer is not null;
    }

    private async ValueTask SpendAsync(Spending change, CancellationToken cancellation)
    {
        await using RegistryContext registry = _database.CreateContext(RegistryScope.Everything);
        await registry.Scans.Where(s => s.Id == _scan.Id).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Requests, x => x.Requests + change.Requests)
                .SetProperty(x => x.PromptTokens, x => x.PromptTokens + change.Tokens),
            cancellation);
        Spent += change;
    }

    private StoredOutput OutputOf(AnswerRecord record)
    {
        string text = record.Answer?.Text ?? "";
        _tokeniser.Tokenise(text, _words);
        return new StoredOutput
        {
            Id = RowKey.OfOutput(_scan.Number, (long)record.Probe.Ordinal * _samples + record.Sample),
            ScanId = _scan.Id,
            Ordinal = record.Probe.Ordinal,
            Sample = record.Sample,
            ProbeId = RowKey.OfProbe(_scan.Number, record.Probe.Ordinal),
            ExternalId = record.Id,
            Text = text,
            Words = _words.Count,
            Model = record.Answer?.StatedModel ?? record.Endpoint.Model,
            ParametersJson = JsonSerializer.Serialize(record.Parameters, SnakeCase),
            FinishReason = record.Failure is { } failure ? Refused + failure.Reason : record.Answer?.FinishReason,
            PromptTokens = record.Answer?.PromptTokens,
            CompletionTokens = record.Answer?.CompletionTokens,
            LogProbabilitiesJson = record.Answer?.LogProbabilities is { } tokens ? JsonSerializer.Serialize(tokens, SnakeCase) : null,
            Asked = record.Answer?.Asked ?? record.Failure?.Asked,
            Answered = record.Answer?.Answered ?? record.Failure?.Ended,
        };
    }
}
