using ProvenanceAudit.App.Commands;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Records;
using Spectre.Console;

namespace ProvenanceAudit.App.Terminal;

/// <summary>Sums up on the terminal what a model was asked.</summary>
internal static class AskSummary
{
    /// <summary>Says what would be asked.</summary>
    public static void PrintPlan(ProbePlan plan, ModelInterview interview, InterviewSettings settings)
    {
        long tokens = plan.Probes.Sum(p => TokenBound.OfRequest(p.Prompt, settings.Parameters)) * settings.Samples;
        IAnsiConsole console = Terminals.Output;
        console.WriteLine($"{Amount.Of(plan.Probes.Count, "probe")}: " + string.Join(", ",
            plan.Probes.CountBy(p => p.Kind).OrderBy(k => k.Key).Select(k => $"{k.Value:N0} {NameOf(k.Key)}")));
        console.WriteLine($"{Amount.Of(interview.Total, "request")} without repeated ones, at most {Amount.Of(tokens, "token")}");
        if (settings.RequestsPerMinute is { } rate)
        {
            var time = TimeSpan.FromMinutes(Math.Ceiling((double)interview.Total / rate));
            string hours = $"{(long)time.TotalHours}:{time:mm}";
            console.WriteLine($"At {Amount.Of(rate, "request")} a minute it takes {hours} hours at least.");
        }
    }

    /// <summary>Says what became of the questions, and where the answers lie.</summary>
    public static void Print(InterviewResult result, AskOptions options)
    {
        IAnsiConsole console = Terminals.Output;
        string before = result.AnsweredBefore == 0 ? "" : $", {result.AnsweredBefore:N0} in the file before";
        string refused = result.Refused == 0 ? "" : $", {result.Refused:N0} refused";
        string unavailable = result.Unavailable == 0 ? "" : $", {result.Unavailable:N0} without an answer";
        console.WriteLine($"Asked: {Amount.Of(result.Answered, "answer")}{before}{refused}{unavailable}.");
        if (result.LeftByBudget > 0)
            console.WriteLine($"Left out: {Amount.Of(result.LeftByBudget, "question")}, for which the budget does not suffice.");
        console.WriteLine($"Spent: {Amount.Of(result.Spent.Requests, "request")}, {Amount.Of(result.Spent.Tokens, "token")}.");
        PrintExtraction(console, options.Out);
        console.WriteLine($"Answers: {options.Out}");
    }

    private static void PrintExtraction(IAnsiConsole console, string path)
    {
        var asked = new HashSet<int>();
        var extracted = new HashSet<int>();
        using (InputFile file = InputFile.Open(path))
        {
            foreach (AnswerRecord record in AnswerFile.Read(file))
            {
                if (record is not { Probe: { Kind: ProbeKind.Continuation, TargetText: { } target }, Answer: { } answer })
                    continue;
                asked.Add(record.Probe.Ordinal);
                if (ContinuationOverlap.Of(answer.Text, target).IsExtracted)
                    extracted.Add(record.Probe.Ordinal);
            }
        }
        if (asked.Count > 0)
        {
            console.WriteLine($"Extracted: {extracted.Count:N0} of {Amount.Of(asked.Count, "place")}, word for word to the end "
                + "of the target.");
        }
    }

    private static string NameOf(ProbeKind kind) => kind switch
    {
        ProbeKind.Continuation => "to go on",
        ProbeKind.Title => "by title",
        _ => "of your own",
    };
}
