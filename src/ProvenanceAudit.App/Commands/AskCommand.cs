using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.Endpoints;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Asks a live model for the works of a catalog, and writes its answers to a file for <c>scan</c>.</summary>
internal sealed class AskCommand : Command<AskOptions>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, AskOptions options, CancellationToken cancellation)
    {
        var problems = new ProblemList();
        string? apiKey = KeyOf(options.ApiKeyVariable);
        ProbePlan plan = ProbePlanning.PlanWithProgress(options, problems, cancellation);
        using var endpoint = new HttpModelEndpoint(options.EndpointSettings, apiKey);
        var interview = new ModelInterview(endpoint, plan, options.InterviewSettings);
        if (options.DryRun)
        {
            AskSummary.PrintPlan(plan, interview, options.InterviewSettings);
            return ExitCode.NothingFound;
        }
        InterviewResult result;
        using (AnswerFile answers = OpenAnswers(options.Out, interview.PlanId))
            result = Ask(interview, answers, cancellation);
        AskSummary.Print(result, options);
        return result.Unavailable == 0 ? ExitCode.NothingFound
            : throw new UserErrorException($"{Amount.Of(result.Unavailable, "question")} got no answer after all retries, "
                + $"for reasons that may pass ('{options.Out}' names them); run the same command again to ask them again");
    }

    private static string? KeyOf(string? variable)
    {
        if (variable is null)
            return null;
        string key = Environment.GetEnvironmentVariable(variable)
            ?? throw new UserErrorException($"there is no environment variable '{variable}' with the API key");
        IReadOnlyList<string> mistakes = HttpModelEndpoint.KeyMistakes(key);
        return mistakes.Count == 0 ? key
            : throw new UserErrorException($"the environment variable '{variable}': {string.Join("; ", mistakes)}");
    }

    private static AnswerFile OpenAnswers(string path, string plan)
    {
        if (Directory.Exists(path))
            throw new UserErrorException($"'{path}' is a folder; --out takes a file");
        return AnswerFile.Open(path, plan);
    }

    private static InterviewResult Ask(ModelInterview interview, AnswerFile answers, CancellationToken cancellation)
    {
        var state = new LatestProgress<InterviewProgress>();
        return ProgressDisplay.Run(
            "Asking the model",
            () => StateOf(state.Latest),
            () => interview.RunAsync(answers, state, cancellation).GetAwaiter().GetResult(),
            result => Amount.Of(result.Answered, "answer"));
    }

    // Of this run alone: rate and time left are reckoned from it.
    private static StageState StateOf(InterviewProgress progress)
    {
        long questions = progress.Total - progress.Done + progress.DoneNow;
        return new StageState(questions > 0 ? (double)progress.DoneNow / questions : null, progress.DoneNow, "answers");
    }
}
