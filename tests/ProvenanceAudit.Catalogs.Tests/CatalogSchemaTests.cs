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
    [InlineData("""{"id":"a","text":"t","contributors":["x","y"],"identifiers":{"oclc":978},"more":[1]}""")]
    [InlineData("""{"id":"a","title":"T"}""")]
    [InlineData("""{"id":"a","identifiers":{"isbn":"978-3-16-148410-0"},"text":null,"path":null}""")]
    [InlineData("""{"id":"a","text":"t","publisher":"P","tdm_reservation":1,"tdm_policy":"https://press.example/p"}""")]
    [InlineData("""{"id":"a","text":"t","tdm_reservation":"0","action":"put","terms":null,"relations":[]}""")]
    [InlineData("""{"id":"a","text":"t","terms":[{"kind":"embargo","text":"2026-05-01"}],"relations":[{"kind":"part_of","scheme":"issn","value":"0378-5955"}]}""")]
    [InlineData("""{"id":"a","action":"withdraw"}""")]
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
    [InlineData("""{"id":"a","title":" "}""")]
    [InlineData("""{"id":"a","identifiers":{}}""")]
    [InlineData("""{"id":"a","text":"t","action":"burn"}""")]
    [InlineData("""{"id":"a","text":"t","tdm_reservation":2}""", true)]
    [InlineData("""{"id":"a","text":"t","terms":[{"kind":"price","text":"9"}]}""", true)]
    [InlineData("""{"id":"a","text":"t","terms":[{"kind":"copyright"}]}""", true)]
    [InlineData("""{"id":"a","text":"t","terms":["x"]}""", true)]
    [InlineData("""{"id":"a","text":"t","relations":[{"kind":"part_of","scheme":"issn"}]}""", true)]
    [InlineData("""{"id":"a","text":"t","relations":[{"kind":"like","scheme":"issn","value":"0378-5955"}]}""", true)]
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
        CatalogRecord record = Assert.Single(new CatalogReader(_folder.File("catalog.jsonl", line)).Records());
        Assert.Null(record.Refusal);
        Assert.Empty(record.Warnings);
    }

    private Reading Read(string line) => Reading.Of(_folder.File("catalog.jsonl", line));
}
