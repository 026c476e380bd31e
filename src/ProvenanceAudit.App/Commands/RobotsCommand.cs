using System.Text.Json;
using System.Text.Json.Serialization;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.Records;
using ProvenanceAudit.Rights.Robots;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Says whether robots.txt lets a crawler fetch an address, and by which line.</summary>
internal sealed class RobotsCommand : Command<RobotsOptions>
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <inheritdoc/>
    public override int Execute(CommandContext context, RobotsOptions options, CancellationToken cancellation)
    {
        if (options.FromStandardInput)
            return AnswerAll(cancellation);
        RobotsFile file = RobotsFile.Parse(Read(options.File!));
        RobotsVerdict verdict = file.For(options.Agent!).Decide(options.Url!);
        if (options.Json)
        {
            Print(new Answer(verdict.Allowed, verdict.Line));
            return ExitCode.NothingFound;
        }
        IAnsiConsole console = Terminals.Output;
        RobotsDirective? line = file.Directives.FirstOrDefault(d => d.Line == verdict.Line);
        console.WriteLine(verdict.Allowed ? "allowed" : "disallowed");
        console.WriteLine(line is not null ? Terminals.Clean($"line {line.Line}: {line.Name}: {line.Value}")
            : verdict.Named ? "no line of the agent's groups speaks of this address"
            : "no line for this agent speaks of this address");
        if (line is not null)
            console.WriteLine(verdict.Named ? $"in a group that names {Terminals.Clean(options.Agent!)}" : "in a group for all agents (*)");
        if (!RobotsFile.IsProductToken(options.Agent!))
        {
            Terminals.Error.WriteLine("note: a product token is letters, hyphens and underscores (RFC 9309); "
                + $"no group can name '{Terminals.Clean(options.Agent!)}', so that only groups for all agents are for it");
        }
        return verdict.Allowed ? ExitCode.NothingFound : ExitCode.Found;
    }

    private static byte[] Read(string path)
    {
        if (path != InputFile.StandardInput && !File.Exists(path))
            throw new UserErrorException($"there is no file '{path}'");
        // As octets: a byte-order mark and what is not UTF-8 mean something to the parser.
        using Stream stream = path == InputFile.StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static int AnswerAll(CancellationToken cancellation)
    {
        var problems = new ProblemList();
        using InputFile input = InputFile.Open(InputFile.StandardInput, cancellation);
        (string Text, RobotsFile File)? latest = null;
        IEnumerable<Question> questions = JsonLines.Read(input, ReadQuestion, problem =>
        {
            problems.Add(problem);
            // A line for each question, so that answers can be told apart by their place.
            Print(new Answer(null, null) { Error = problem.Reason });
        });
        foreach (Question question in questions)
        {
            cancellation.ThrowIfCancellationRequested();
            if (latest?.Text != question.Robots)
                latest = (question.Robots, RobotsFile.Parse(question.Robots));
            RobotsVerdict verdict = latest.Value.File.For(question.Agent).Decide(question.Url);
            Print(new Answer(verdict.Allowed, verdict.Line));
        }
        return problems.Count == 0 ? ExitCode.NothingFound : ExitCode.Error;
    }

    private static Question? ReadQuestion(ref JsonFields fields)
    {
        string? robots = null, agent = null, url = null;
        while (fields.MoveNext())
        {
            if (fields.Is("robots"u8))
                robots = fields.Text("robots");
            else if (fields.Is("agent"u8))
                agent = fields.Text("agent");
            else if (fields.Is("url"u8))
                url = fields.Text("url");
        }
        if (robots is not null && agent is not null && url is not null)
            return new Question(robots, agent, url);
        fields.Refuse("a question has 'robots', the text of the file, 'agent' and 'url', each a text");
        return null;
    }

    private static void Print(Answer answer) => Console.Out.WriteLine(JsonSerializer.Serialize(answer, Json));

    private sealed record Question(string Robots, string Agent, string Url);

    private sealed record Answer(bool? Allowed, int? Line)
    {
        public string? Error { get; init; }
    }
}
