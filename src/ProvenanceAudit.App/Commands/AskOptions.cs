using System.ComponentModel;
using ProvenanceAudit.Endpoints;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Records;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>ask</c>.</summary>
internal sealed class AskOptions : CommandSettings
{
    private const string Chat = "chat";
    private const string Completions = "completions";
    private const string MaxTokensField = "max_tokens";
    private const string MaxCompletionTokensField = "max_completion_tokens";

    [CommandOption("-c|--catalog <PATH>")]
    [Description("The works to ask for, as for 'scan'. Not needed when [bold]--prompts[/] alone are asked.")]
    public string? Catalog { get; init; }

    [CommandOption("-e|--endpoint <URL>")]
    [Description("Base address of an OpenAI-compatible API, such as https://host/v1.")]
    public string? Endpoint { get; init; }

    [CommandOption("-m|--model <NAME>")]
    [Description("Name of the model, as the endpoint knows it.")]
    public string? Model { get; init; }

    [CommandOption("-o|--out <FILE>")]
    [Description("File of answers for 'scan --outputs' (default: answers.jsonl). Where it exists, what it answers is not asked "
        + "again; FILE.requests beside it counts the requests sent.")]
    [DefaultValue("answers.jsonl")]
    public string Out { get; init; } = "";

    [CommandOption("--api <API>")]
    [Description("How the model is spoken to: chat, or completions, the way of base models (default: chat).")]
    [DefaultValue(Chat)]
    public string Api { get; init; } = "";

    [CommandOption("--api-key-env <NAME>")]
    [Description("Name of the environment variable that holds the key; without it, none is sent.")]
    public string? ApiKeyVariable { get; init; }

    [CommandOption("--positions <N>")]
    [Description("Places in each work from which the model is asked to go on (default: 10); 0 for none.")]
    [DefaultValue(ProbeSettings.DefaultPositionsPerWork)]
    public int Positions { get; init; }

    [CommandOption("--prefix-words <N>")]
    [Description("Words that the model is given to go on from (default: 50).")]
    [DefaultValue(ProbeSettings.DefaultWords)]
    public int PrefixWords { get; init; }

    [CommandOption("--target-words <N>")]
    [Description("Words behind them that the answer is measured against (default: 50).")]
    [DefaultValue(ProbeSettings.DefaultWords)]
    public int TargetWords { get; init; }

    [CommandOption("--titles")]
    [Description("Asks for every work by its title and author too.")]
    public bool Titles { get; init; }

    [CommandOption("--prompts <FILE>")]
    [Description("Asks prompts of yours too: one a line, or JSON Lines with 'prompt'.")]
    public string? Prompts { get; init; }

    [CommandOption("--continuation-template <TEXT>")]
    [Description("Prompt of continuations, with {prefix} where the words go (default: for chat, an instruction and the words; "
        + "for completions, the words alone).")]
    public string? ContinuationTemplate { get; init; }

    [CommandOption("--title-template <TEXT>")]
    [Description("Prompt of title requests, with {title} and {author}; what is in [[ ]] around {author} is left out where "
        + "none is known.")]
    public string? TitleTemplate { get; init; }

    [CommandOption("-n|--samples <N>")]
    [Description("Answers to each prompt (default: 1).")]
    [DefaultValue(1)]
    public int Samples { get; init; }

    [CommandOption("--temperature <T>")]
    [Description("Sampling temperature, 0 to 2 (default: the endpoint's own).")]
    public double? Temperature { get; init; }

    [CommandOption("--top-p <SHARE>")]
    [Description("Share of probability to sample from (default: the endpoint's own).")]
    public double? TopP { get; init; }

    [CommandOption("--max-tokens <N>")]
    [Description("Most tokens of an answer (default: 256).")]
    [DefaultValue(DecodingParameters.DefaultMaximumTokens)]
    public int MaximumTokens { get; init; }

    [CommandOption("--token-limit-field <NAME>")]
    [Description("Field of chat requests that says so: max_tokens, or max_completion_tokens, which newer models of OpenAI want "
        + "(default: max_tokens).")]
    [DefaultValue(MaxTokensField)]
    public string TokenLimitField { get; init; } = "";

    [CommandOption("--seed <N>")]
    [Description("Chooses the places in the works (default: 1). When given, it is sent to the endpoint too, plus the "
        + "number of the sample.")]
    public int? Seed { get; init; }

    [CommandOption("--logprobs")]
    [Description("Asks for the log-probability of every token, and keeps them.")]
    public bool LogProbabilities { get; init; }

    [CommandOption("--concurrency <N>")]
    [Description("Requests at a time (default: 4).")]
    [DefaultValue(InterviewSettings.DefaultConcurrency)]
    public int Concurrency { get; init; }

    [CommandOption("--requests-per-minute <N>")]
    [Description("Most requests in any minute (default: no limit).")]
    public int? RequestsPerMinute { get; init; }

    [CommandOption("--max-requests <N>")]
    [Description("Budget: most requests, repeated ones and those of earlier runs into this file included (default: no limit).")]
    public long? MaximumRequests { get; init; }

    [CommandOption("--max-total-tokens <N>")]
    [Description("Budget: most tokens of prompts and answers, earlier runs into this file included (default: no limit).")]
    public long? MaximumTotalTokens { get; init; }

    [CommandOption("--retries <N>")]
    [Description("How often a request is repeated when the endpoint is busy or away (default: 6).")]
    [DefaultValue(InterviewSettings.DefaultRetries)]
    public int Retries { get; init; }

    [CommandOption("--timeout <SECONDS>")]
    [Description("Longest wait for one answer (default: 180).")]
    [DefaultValue(180)]
    public int Timeout { get; init; }

    [CommandOption("--dry-run")]
    [Description("Says how much would be asked and what it can cost at most, and asks nothing.")]
    public bool DryRun { get; init; }

    /// <summary>Where the model is.</summary>
    public HttpEndpointSettings EndpointSettings => new()
    {
        Address = Endpoint ?? "",
        Model = Model ?? "",
        Api = ApiKind,
        TokenLimit = TokenLimitField == MaxCompletionTokensField
            ? Endpoints.TokenLimitField.MaxCompletionTokens : Endpoints.TokenLimitField.MaxTokens,
        Timeout = TimeSpan.FromSeconds(Timeout),
    };

    /// <summary>What is asked.</summary>
    /// <param name="freePrompts">Prompts of the user's own.</param>
    public ProbeSettings ProbeSettingsWith(IReadOnlyList<string> freePrompts) => new()
    {
        PositionsPerWork = Catalog is null ? 0 : Positions,
        PrefixWords = PrefixWords,
        TargetWords = TargetWords,
        Seed = Seed ?? ProbeSettings.DefaultSeed,
        AskByTitle = Titles,
        FreePrompts = freePrompts,
        Templates = ProbeTemplates.For(ApiKind) with
        {
            Continuation = ContinuationTemplate ?? ProbeTemplates.For(ApiKind).Continuation,
            Titles = TitleTemplate is { } title ? [title] : ProbeTemplates.For(ApiKind).Titles,
        },
    };

    /// <summary>How it is asked.</summary>
    public InterviewSettings InterviewSettings => new()
    {
        Parameters = new DecodingParameters
        {
            MaximumTokens = MaximumTokens,
            Temperature = Temperature,
            TopP = TopP,
            Seed = Seed,
            LogProbabilities = LogProbabilities,
        },
        Samples = Samples,
        Concurrency = Concurrency,
        RequestsPerMinute = RequestsPerMinute,
        MaximumRequests = MaximumRequests,
        MaximumTokens = MaximumTotalTokens,
        Retries = Retries,
    };

    private EndpointApi ApiKind => Api == Completions ? EndpointApi.Completions : EndpointApi.Chat;

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        var mistakes = new List<string>();
        if (Catalog is null && Prompts is null)
            mistakes.Add("--catalog is missing: name the works to ask for, or --prompts of your own");
        if (Catalog == InputFile.StandardInput && Prompts == InputFile.StandardInput)
            mistakes.Add("--catalog and --prompts cannot both be standard input");
        if (Catalog is null && Titles)
            mistakes.Add("--titles needs a --catalog");
        if (Endpoint is null)
            mistakes.Add("--endpoint is missing: name the base address of the API, such as https://host/v1");
        if (Model is null)
            mistakes.Add("--model is missing: name the model as the endpoint knows it");
        if (Api is not (Chat or Completions))
            mistakes.Add($"--api is '{Api}'; it must be {Chat} or {Completions}");
        if (TokenLimitField is not (MaxTokensField or MaxCompletionTokensField))
        {
            mistakes.Add($"--token-limit-field is '{TokenLimitField}'; it must be {MaxTokensField} or "
                + MaxCompletionTokensField);
        }
        if (Endpoint is not null && Model is not null)
            mistakes.AddRange(EndpointSettings.Mistakes());
        // The prompts are read later; that they are there is enough to know that something is asked.
        mistakes.AddRange(ProbeSettingsWith(Prompts is null && Catalog is not null ? [] : ["(read later)"]).Mistakes());
        mistakes.AddRange(InterviewSettings.Mistakes());
        return mistakes.Count == 0 ? ValidationResult.Success() : ValidationResult.Error(string.Join('\n', mistakes));
    }
}
