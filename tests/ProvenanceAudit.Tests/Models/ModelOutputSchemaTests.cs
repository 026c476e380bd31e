using NJsonSchema;

namespace ProvenanceAudit.Tests.Models;

public sealed class ModelOutputSchemaTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "schemas", "model-output.schema.json");

    [Theory]
    [InlineData("""{"id":"a","text":"t"}""")]
    [InlineData("""{"id":7,"text":"t"}""")]
    [InlineData("""{"id":"a","text":"t","model":null,"prompt":null,"created":null,"parameters":null}""")]
    [InlineData("""{"id":"a","text":"t","model":"m","prompt":"p","created":"2026-01-31T12:00:00Z","parameters":{"x":[{}]},"more":1}""")]
    [InlineData("""{"id":"a","text":"t","created":1769860800.5}""")]
    public async Task What_the_schema_allows_the_reader_reads_without_a_word(string line)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(File, TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(line));
        Assert.Single(OutputFileTests.Read(line).Outputs);
        Assert.Empty(OutputFileTests.Read(line).Problems);
    }

    [Theory]
    [InlineData("""{"text":"t"}""")]
    [InlineData("""{"id":"a"}""")]
    [InlineData("""{"id":"","text":"t"}""")]
    [InlineData("""{"id":null,"text":"t"}""")]
    [InlineData("""{"id":"a","text":""}""")]
    [InlineData("""{"id":"a","text":" \n"}""")]
    [InlineData("""{"id":"a","text":["t"]}""")]
    [InlineData("""{"id":"a","text":"t","model":7.5}""", true)]
    [InlineData("""{"id":"a","text":"t","prompt":[{"role":"user"}]}""", true)]
    [InlineData("""{"id":"a","text":"t","parameters":"none"}""", true)]
    [InlineData("""{"id":"a","text":"","finish_reason":null}""")]
    [InlineData("""{"id":"a","text":"","error":null}""")]
    [InlineData("""{"id":"a","text":"t","finish_reason":["stop"]}""", true)]
    [InlineData("""{"id":"a","text":"t","error":"none"}""", true)]
    public async Task What_the_schema_forbids_the_reader_refuses_or_takes_with_a_loss(string line, bool taken = false)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(File, TestContext.Current.CancellationToken);
        Assert.NotEmpty(schema.Validate(line));
        Assert.Equal(taken, OutputFileTests.Read(line).Outputs.Count == 1);
    }

    [Fact]
    public async Task The_examples_of_the_schema_are_valid_and_read_without_a_word()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(File, TestContext.Current.CancellationToken);
        string[] examples = SchemaExamples.Of(File);
        Assert.NotEmpty(examples);
        foreach (string example in examples)
        {
            Assert.Empty(schema.Validate(example));
            Assert.Single(OutputFileTests.Read(example).Outputs);
            Assert.Empty(OutputFileTests.Read(example).Problems);
        }
    }
}
