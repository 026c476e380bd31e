using System.Diagnostics;
using System.Text.Json;
using MemorizingModel;

namespace ProvenanceAudit.App.Tests;

public sealed class AskTests : IAsyncLifetime
{
    private const string Key = "sk-a-key-that-must-not-be-shown";

    private readonly Desk _desk = new();
    private MemorizingModelServer _server = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private string Model => $"-e {_server.Address} -m {_server.Settings.Model}";

    public async ValueTask InitializeAsync()
    {
        _desk.LayOut();
        File.Delete(_desk.At("answers.jsonl"));
        // It learnt one of the two works.
        _server = await MemorizingModelServer.StartAsync(new NgramModel([Desk.Words("a", 0, 300)]), cancellation: Now);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _desk.Dispose();
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("completions")]
    public void The_answers_of_a_live_model_are_written_and_scanned(string api)
    {
        Run run = _desk.Run($"ask -c books {Model} --api {api} --positions 4 --temperature 0 --max-tokens 60 --logprobs");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Asked: 8 answers.\nSpent: 8 requests, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Extracted: 4 of 8 places, word for word to the end of the target.\nAnswers: answers.jsonl\n", run.Output,
            StringComparison.Ordinal);
        Run scan = _desk.Run("scan -c books -o answers.jsonl");
        Assert.Equal(1, scan.ExitCode);
        JsonElement finding = Assert.Single(_desk.Report().GetProperty("findings").EnumerateArray().ToList());
        Assert.Equal("ay", finding.GetProperty("work").GetProperty("id").GetString());
    }

    [Fact]
    public void A_second_run_asks_nothing_again_and_a_run_with_other_settings_touches_nothing()
    {
        string command = $"ask -c books {Model} --positions 3 --out a/answers.jsonl";
        Directory.CreateDirectory(_desk.At("a"));
        Assert.Equal(0, _desk.Run(command).ExitCode);
        string answers = _desk.Read("a/answers.jsonl");
        Run again = _desk.Run(command);
        Assert.Contains("Asked: 0 answers, 6 in the file before.", again.Output, StringComparison.Ordinal);
        Assert.Contains("holds answers to other questions", _desk.Run(command + " --temperature 1").Failure,
            StringComparison.Ordinal);
        Assert.Equal(answers, _desk.Read("a/answers.jsonl"));
        Assert.Equal(6, _server.Requests.Count);
    }

    [Fact]
    public void A_file_of_something_else_is_not_written_over()
    {
        _desk.File("mine.jsonl", Desk.Line("1", "my own"));
        Assert.StartsWith("error: mine.jsonl:1: not an answer that this program wrote: ",
            _desk.Run($"ask -c books {Model} -o mine.jsonl").Failure, StringComparison.Ordinal);
        Assert.Equal(Desk.Line("1", "my own"), _desk.Read("mine.jsonl"));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_and_asks_again_only_what_was_under_way()
    {
        _server.Settings = _server.Settings with { Faults = new Faults { Delay = TimeSpan.FromMilliseconds(20) } };
        string command = $"ask -c books {Model} --positions 100 --concurrency 4 --max-tokens 5 --max-requests 210";
        using (Process process = _desk.Start(command))
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(Now), error = process.StandardError.ReadToEndAsync(Now);
            while (_server.Requests.Count < 40 && !process.HasExited)
                await Task.Delay(10, Now);
            process.Kill();
            Desk.End(process, output, error);
        }
        int before = _server.Requests.Count;
        int kept = _desk.Read("answers.jsonl").Count(c => c == '\n');
        Assert.InRange(kept, before - 4, before);
        _server.Settings = _server.Settings with { Faults = new Faults() };
        Run run = _desk.Run(command);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"Asked: {200 - kept} answers, {kept} in the file before.", run.Output, StringComparison.Ordinal);
        Assert.Equal(200 - kept, _server.Requests.Count - before);
        string[] ids = [.. _desk.Read("answers.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(IdOf)];
        Assert.Equal(200, ids.Distinct().Count());
        Assert.Equal(200, ids.Length);
    }

    [Fact]
    public void The_key_comes_from_the_environment_and_is_shown_nowhere()
    {
        _server.Settings = _server.Settings with { ApiKey = Key };
        string command = $"ask -c books {Model} --positions 2 --api-key-env MODEL_KEY";
        Run run = _desk.Run(command, null, ("MODEL_KEY", Key));
        Assert.Equal(0, run.ExitCode);
        Run wrong = _desk.Run(command + " -o other.jsonl", null, ("MODEL_KEY", "sk-wrong-one"));
        Assert.Equal($"error: model '{_server.Settings.Model}' at {_server.Address}: it does not accept the API key (401)",
            wrong.Failure);
        Assert.Equal("error: there is no environment variable 'MODEL_KEY' with the API key", _desk.Run(command).Failure);
        Run broken = _desk.Run(command, null, ("MODEL_KEY", "sk broken"));
        Assert.Equal("error: the environment variable 'MODEL_KEY': the API key has white space or characters that no key has",
            broken.Failure);
        string[] shown = [run.Output, run.Error, wrong.Error, broken.Error, _desk.Read("answers.jsonl"),
            _desk.Read("answers.jsonl.requests")];
        Assert.All(shown, text => Assert.All(new[] { Key, "sk-wrong-one", "sk broken" }, key =>
            Assert.DoesNotContain(key, text, StringComparison.Ordinal)));
    }

    [Fact]
    public void Prompts_of_ones_own_are_asked_with_and_without_a_catalog()
    {
        _desk.File("prompts.txt", "a000 a001\n\n  a002 a003  \n");
        _desk.File("prompts.jsonl", """{"prompt":"a004\na005"}""" + "\n{\"prompt\":7}\n{}\n");
        Assert.Contains("Asked: 2 answers.", _desk.Run($"ask --prompts prompts.txt {Model}").Output, StringComparison.Ordinal);
        Run json = _desk.Run($"ask -c books --positions 0 --prompts prompts.jsonl {Model} -o other.jsonl");
        Assert.Contains("Asked: 2 answers.", json.Output, StringComparison.Ordinal);
        Assert.Contains("prompts.jsonl:3: the record has no 'prompt'", json.Error, StringComparison.Ordinal);
        Assert.Equal(["7", "a000 a001", "a002 a003", "a004\na005"],
            _server.Requests.Select(r => r.Prompt).Order(StringComparer.Ordinal));
        _desk.File("empty.txt", "\n \n");
        Assert.Equal("error: 'empty.txt' has no prompt that can be used", _desk.Run($"ask --prompts empty.txt {Model}").Failure);
    }

    [Fact]
    public void A_dry_run_asks_nothing_and_says_what_it_would_cost()
    {
        Run run = _desk.Run($"ask -c books {Model} --positions 3 --titles --samples 5 --requests-per-minute 7 --dry-run");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("8 probes: 6 to go on, 2 by title\n40 requests without repeated ones, at most ", run.Output,
            StringComparison.Ordinal);
        Assert.Contains("At 7 requests a minute it takes 0:06 hours at least.", run.Output, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
        Assert.False(File.Exists(_desk.At("answers.jsonl")));
    }

    [Fact]
    public void Works_that_are_too_short_are_named()
    {
        _desk.File("books/short.txt", "a few words");
        Run run = _desk.Run($"ask -c books {Model} --positions 1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("books: record 'short': the work has fewer than 100 words; no continuation is asked of it", run.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_ends_early_is_told()
    {
        Run run = _desk.Run($"ask -c books {Model} --positions 5 --max-requests 4");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Left out: 6 questions, for which the budget does not suffice.\nSpent: 4 requests", run.Output,
            StringComparison.Ordinal);
        Assert.Equal(4, _server.Requests.Count);
    }

    [Fact]
    public void All_mistakes_of_the_command_line_are_told_at_once()
    {
        string failure = _desk.Run(
            "ask --endpoint host --api talk --samples 0 --temperature 3 --model m --titles --max-requests 0").Failure;
        Assert.Equal(
            [
                "error: --catalog is missing: name the works to ask for, or --prompts of your own",
                "error: --titles needs a --catalog",
                "error: --api is 'talk'; it must be chat or completions",
                "error: the endpoint's address must begin with http:// or https:// and a host",
                "error: the temperature is 3; it must be 0 to 2",
                "error: the number of samples is 0; it must be 1 to 100000",
                "error: the budget is 0 requests; it must be at least 1",
            ],
            failure.Split('\n'));
        Assert.Equal("error: --max-total-tokens takes a whole number, not 'many'",
            _desk.Run("ask --max-total-tokens many").Failure);
    }

    private static string IdOf(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("id").GetString()!;
    }
}
