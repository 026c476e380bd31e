using System.Text;
using CsCheck;
using NJsonSchema;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Records;
using ProvenanceAudit.Tests.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Models.Asking;

public sealed class AnswerFileTests : IDisposable
{
    private const string Plan = "0123456789abcdef";

    private readonly string _folder = Directory.CreateTempSubdirectory("answers-").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder, "a.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_record_is_read_back_as_it_was_written() => RecordGen.Sample(record =>
    {
        byte[] line = AnswerJson.Write(record).ToArray();
        Assert.DoesNotContain((byte)'\n', line);
        AnswerRecord read = AnswerJson.Read(line);
        Assert.Equal(Plain(record), Plain(read));
        Assert.Equal(record.Answer?.LogProbabilities, read.Answer?.LogProbabilities);
        Assert.Equal(line, AnswerJson.Write(read).ToArray());
    });

    [Fact]
    public async Task Every_record_is_valid_by_the_schema_and_a_scan_reads_it_without_a_word()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(
            Path.Combine(AppContext.BaseDirectory, "schemas", "model-output.schema.json"), Now);
        RecordGen.Sample(record =>
        {
            string line = Encoding.UTF8.GetString(AnswerJson.Write(record).Span);
            Assert.Empty(schema.Validate(line));
            (List<ModelOutput> outputs, List<InputProblem> problems) = OutputFileTests.Read(line);
            Assert.Empty(problems);
            Assert.Equal(string.IsNullOrWhiteSpace(record.Answer?.Text) ? 0 : 1, outputs.Count);
            Assert.All(outputs, o => Assert.Equal((record.Id, record.Endpoint.Model), (o.Id, o.Model)));
        }, iter: 50);
    }

    [Fact]
    public async Task What_was_kept_is_known_when_the_file_is_opened_again()
    {
        using (AnswerFile file = AnswerFile.Open(FilePath, Plan))
        {
            await Ask(file, 0, 0, answered: true);
            await Ask(file, 1, 0, EndpointFailure.Refused);
            await Ask(file, 2, 0, EndpointFailure.Temporary);
        }
        using AnswerFile again = AnswerFile.Open(FilePath, Plan);
        Assert.Equal([new AnswerKey(0, 0), new AnswerKey(1, 0)], again.Settled.OrderBy(k => k.Probe));
        Assert.True(again.HasAnswers);
        Assert.Equal(new Spending(3, 30), again.Spent);
    }

    [Fact]
    public async Task Requests_that_were_sent_and_never_heard_of_again_are_paid_for()
    {
        using (AnswerFile file = AnswerFile.Open(FilePath, Plan))
        {
            await Ask(file, 0, 0, answered: true);
            await file.NoteRequestAsync(new AnswerKey(1, 0), 70, Now);
            await file.NoteRequestAsync(new AnswerKey(1, 0), 70, Now);
        }
        using AnswerFile again = AnswerFile.Open(FilePath, Plan);
        Assert.Equal(new Spending(3, 150), again.Spent);
        Assert.DoesNotContain(new AnswerKey(1, 0), again.Settled);
    }

    [Fact]
    public async Task Where_the_notes_were_lost_the_answers_tell_what_was_spent()
    {
        using (AnswerFile file = AnswerFile.Open(FilePath, Plan))
            await Ask(file, 0, 0, answered: true);
        File.Delete(FilePath + AnswerFile.NotesSuffix);
        for (int i = 0; i < 2; i++)
        {
            using AnswerFile again = AnswerFile.Open(FilePath, Plan);
            Assert.Equal(new Spending(1, 10), again.Spent);
        }
    }

    [Fact]
    public async Task Notes_cut_at_any_byte_never_count_less_than_was_spent_on_answers()
    {
        using (AnswerFile file = AnswerFile.Open(FilePath, Plan))
        {
            await Ask(file, 0, 0, answered: true);
            await Ask(file, 1, 0, answered: true);
        }
        byte[] whole = await File.ReadAllBytesAsync(FilePath + AnswerFile.NotesSuffix, Now);
        for (int length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(FilePath + AnswerFile.NotesSuffix, whole[..length], Now);
            using (AnswerFile cut = AnswerFile.Open(FilePath, Plan))
            {
                Assert.Equal(2, cut.Spent.Requests);
                Assert.InRange(cut.Spent.Tokens, 20, 80);
                await cut.NoteRequestAsync(new AnswerKey(2, 0), 5, Now);
            }
            using AnswerFile again = AnswerFile.Open(FilePath, Plan);
            Assert.Equal(3, again.Spent.Requests);
        }
    }

    [Fact]
    public async Task A_file_cut_at_any_byte_loses_at_most_its_last_answer_and_grows_on()
    {
        using (AnswerFile file = AnswerFile.Open(FilePath, Plan))
        {
            await Ask(file, 0, 0, answered: true);
            await Ask(file, 1, 0, answered: true);
        }
        byte[] whole = await File.ReadAllBytesAsync(FilePath, Now);
        int first = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = first; length < whole.Length; length += 7)
        {
            await File.WriteAllBytesAsync(FilePath, whole[..length], Now);
            using (AnswerFile cut = AnswerFile.Open(FilePath, Plan))
            {
                Assert.Equal([new AnswerKey(0, 0)], cut.Settled);
                // The request is still noted, and so still paid for.
                Assert.Equal(2, cut.Spent.Requests);
                await cut.AddAsync(Record(1, 0, answered: true), Now);
            }
            Assert.Equal(whole, await File.ReadAllBytesAsync(FilePath, Now));
        }
    }

    [Theory]
    [InlineData("{\"id\":\"1\",\"text\":\"t\"}\n", ":1: not an answer that this program wrote: 'probe' is missing")]
    [InlineData("my notes\n", ":1: not an answer that this program wrote: the line is not valid JSON")]
    [InlineData("[1]\n", ":1: not an answer that this program wrote: the line is not a JSON object")]
    [InlineData("my notes", "does not end in an answer to this plan")]
    [InlineData("\n\n", ":1: not an answer that this program wrote")]
    public void A_file_of_something_else_is_refused_and_stays_as_it_is(string content, string reason)
    {
        File.WriteAllText(FilePath, content);
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => AnswerFile.Open(FilePath, Plan));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(FilePath, refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(FilePath));
    }

    [Fact]
    public async Task Answers_to_another_plan_are_refused()
    {
        using (AnswerFile file = AnswerFile.Open(FilePath, Plan))
            await Ask(file, 0, 0, answered: true);
        Assert.Contains(Plan, Assert.Throws<InvalidDataException>(() => AnswerFile.Open(FilePath, "ffff")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void One_process_writes_at_a_time()
    {
        using AnswerFile first = AnswerFile.Open(FilePath, Plan);
        Assert.Contains("another process", Assert.Throws<IOException>(() => AnswerFile.Open(FilePath, Plan)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_file_of_answers_begins_anew()
    {
        using (AnswerFile file = AnswerFile.Open(FilePath, Plan))
            await Ask(file, 0, 0, answered: true);
        File.Delete(FilePath);
        using AnswerFile anew = AnswerFile.Open(FilePath, Plan);
        Assert.Equal(default, anew.Spent);
    }

    private static async Task Ask(AnswerFile file, int probe, int sample, EndpointFailure failure = default,
        bool answered = false)
    {
        await file.NoteRequestAsync(new AnswerKey(probe, sample), 70, Now);
        await file.NoteCostAsync(new AnswerKey(probe, sample), 70, 10, Now);
        await file.AddAsync(Record(probe, sample, failure, answered), Now);
    }

    private static AnswerRecord Record(int probe, int sample, EndpointFailure failure = default, bool answered = false) => new()
    {
        Plan = Plan,
        Probe = new Probe { Ordinal = probe, Kind = ProbeKind.Free, Prompt = "p" },
        Sample = sample,
        Endpoint = new EndpointIdentity("http://h", EndpointApi.Chat, "m"),
        Parameters = new DecodingParameters(),
        Answer = answered ? new ModelAnswer { Text = "t", Asked = default, Answered = default } : null,
        Failure = answered ? null : new AskingFailure(failure, "why", default, default),
        Spent = new Spending(1, 10),
    };

    private static AnswerRecord Plain(AnswerRecord record) => record with
    {
        Answer = record.Answer is { } answer ? answer with { LogProbabilities = null } : null,
    };

    private static readonly Gen<string> TextGen = NastyTexts.Gen.Select(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t)));

    private static readonly Gen<DateTimeOffset> TimeGen =
        Gen.Long[0, 4_000_000_000_000].Select(ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

    private static readonly Gen<DecodingParameters> ParametersGen = Gen.Select(
        Gen.Int[1, 9], Gen.Double[0, 2].Nullable(), Gen.Double[0.1, 1].Nullable(), Gen.Int[0, 9].Nullable(), TextGen.List[0, 2],
        Gen.Bool,
        (tokens, temperature, topP, seed, stop, logProbabilities) => new DecodingParameters
        {
            MaximumTokens = tokens,
            Temperature = temperature,
            TopP = topP,
            Seed = seed,
            Stop = stop,
            LogProbabilities = logProbabilities,
        });

    private static readonly Gen<ModelAnswer> AnswerGen = Gen.Select(
        TextGen, Gen.Int[0, 2].Select(i => new[] { null, "stop", "length" }[i]), Gen.Int[0, 9].Nullable(),
        Gen.Int[0, 9].Nullable(),
        Gen.Select(TextGen, Gen.Double[-50, 0]).List[0, 3], TimeGen, Gen.Bool,
        (text, reason, prompt, completion, tokens, time, more) => new ModelAnswer
        {
            Text = text,
            FinishReason = reason,
            PromptTokens = prompt,
            CompletionTokens = completion,
            StatedModel = more ? "m-1" : null,
            LogProbabilities = more ? [.. tokens.Select(t => new TokenLogProbability(t.Item1, t.Item2))] : null,
            Asked = time,
            Answered = time.AddSeconds(1),
        });

    private static readonly Gen<AnswerRecord> RecordGen = Gen.Select(
        Gen.Enum<ProbeKind>(), TextGen, Gen.Int[0, 99], ParametersGen, AnswerGen, Gen.Int[0, 3], Gen.Enum<EndpointApi>(),
        (kind, text, number, parameters, answer, outcome, api) => new AnswerRecord
        {
            Plan = Plan,
            Probe = new Probe
            {
                Ordinal = number,
                Kind = kind,
                Prompt = text,
                WorkId = kind == ProbeKind.Free ? null : "w",
                Prefix = kind == ProbeKind.Continuation ? new TextSpan(0, number) : null,
                Target = kind == ProbeKind.Continuation ? new TextSpan(number, 2 * number) : null,
                TargetText = kind == ProbeKind.Continuation ? text : null,
            },
            Sample = number / 2,
            Endpoint = new EndpointIdentity("http://h/v1", api, "m"),
            Parameters = parameters,
            Answer = outcome > 0 ? answer : null,
            Failure = outcome > 0 ? null : new AskingFailure(EndpointFailure.Refused, text, answer.Asked, answer.Answered),
            Spent = new Spending(number, 1L << 40),
        });
}
