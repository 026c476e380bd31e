using System.Text.Json;
using NJsonSchema;

namespace ProvenanceAudit.Catalogs.Tests;

public sealed class CatalogSchemaTests : IDisposable
{
    private static readonly string SchemaFile = Path.Combine(AppContext.BaseDirectory, "schemas", "catalog.schema.json");

    private readonly TemporaryFolder _folder = new();

    public CatalogSchemaTests() => _folder.File("texts/moby-dick.txt", "Call me Ishmael.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"id":"a","text":"t"}""")]
    [InlineData("""{"id":7,"path":"texts/moby-dick.txt"}""")]
    [InlineData("""{"id":"a","text":"t","title":null,"contributors":null,"identifiers":null,"language":null,"published":null}""")]
    [InlineData("""{"id":"a","text":"t","contributors":["x","y"],"identifiers":{"isbn":978},"more":[1]}""")]
    [InlineData("""{"id":"a","text":"t","published":"1851-10","licence":"CC0-1.0","rights_holder":"H"}""")]
    public async Task What_the_schema_allows_the_reader_reads_without_a_word(string line)
    {
        Assert.Empty((await Schema()).Validate(line));
        ReadWithoutAWord(line);
    }

    [Theory]
    [InlineData("""{"text":"t"}""")]
    [InlineData("""{"id":null,"text":"t"}""")]
    [InlineData("""{"id":"","text":"t"}""")]
    [InlineData("""{"id":"a"}""")]
    [InlineData("""{"id":"a","text":""}""")]
    [InlineData("""{"id":"a","path":""}""")]
    [InlineData("""{"id":"a","text":["t"]}""")]
    [InlineData("""{"id":"a","text":"t","path":"texts/moby-dick.txt"}""", true)]
    [InlineData("""{"id":"a","text":"t","published":"1851-13"}""", true)]
    [InlineData("""{"id":"a","text":"t","published":18511018}""", true)]
    [InlineData("""{"id":"a","text":"t","identifiers":["978"]}""", true)]
    [InlineData("""{"id":"a","text":"t","contributors":{"author":"x"}}""", true)]
    public async Task What_the_schema_forbids_the_reader_refuses_or_takes_with_a_word(string line, bool taken = false)
    {
        Assert.NotEmpty((await Schema()).Validate(line));
        Reading reading = Read(line);
        Assert.Equal(taken, reading.Works.Count == 1);
        Assert.NotEmpty(reading.Problems);
    }

    [Fact]
    public async Task An_id_over_the_limit_is_forbidden() =>
        Assert.NotEmpty((await Schema()).Validate($$"""{"id":"{{new string('x', Works.Work.LongestId + 1)}}","text":"t"}"""));

    [Fact]
    public async Task The_examples_of_the_schema_are_valid_and_read_without_a_word()
    {
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(SchemaFile,
            TestContext.Current.CancellationToken));
        string[] examples = [.. json.RootElement.GetProperty("examples").EnumerateArray()
            .Select(e => JsonSerializer.Serialize(e))];
        Assert.NotEmpty(examples);
        JsonSchema schema = await Schema();
        foreach (string example in examples)
        {
            Assert.Empty(schema.Validate(example));
            ReadWithoutAWord(example);
        }
    }

    private static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(SchemaFile, TestContext.Current.CancellationToken);

    private void ReadWithoutAWord(string line)
    {
        Reading reading = Read(line);
        Assert.Single(reading.Works);
        Assert.Empty(reading.Problems);
    }

    private Reading Read(string line) => Reading.Of(_folder.File("catalog.jsonl", line));
}
