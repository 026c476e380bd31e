using System.Text.Json;
using ProvenanceAudit.Catalogs.Iscc;

namespace ProvenanceAudit.Catalogs.Tests.Iscc;

/// <summary>The vectors of iscc-core 1.3.0, in schemas/conformance.</summary>
public sealed class IsccConformanceTests
{
    private static readonly JsonElement Vectors = Read();

    private static JsonElement Read() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "schemas", "conformance", "iscc-1.3.json"))).RootElement;

    private static TheoryData<string> NamesOf(string function) => [.. Vectors.GetProperty(function).EnumerateObject().Select(vector => vector.Name)];

    public static TheoryData<string> Meta => NamesOf("gen_meta_code_v0");

    public static TheoryData<string> Text => NamesOf("gen_text_code_v0");

    public static TheoryData<string> Data => NamesOf("gen_data_code_v0");

    public static TheoryData<string> Instance => NamesOf("gen_instance_code_v0");

    public static TheoryData<string> Composite => NamesOf("gen_iscc_code_v0");

    private static (JsonElement[] Inputs, JsonElement Outputs) Of(string function, string name)
    {
        JsonElement vector = Vectors.GetProperty(function).GetProperty(name);
        return ([.. vector.GetProperty("inputs").EnumerateArray()], vector.GetProperty("outputs"));
    }

    private static string? Output(JsonElement outputs, string name) => outputs.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static MemoryStream Stream(JsonElement input) => new(Convert.FromHexString(input.GetString()!["stream:".Length..]));

    [Fact]
    public void All_37_vectors_that_concern_text_metadata_and_files_are_there() =>
        Assert.Equal(37, Meta.Count + Text.Count + Data.Count + Instance.Count + Composite.Count);

    [Theory]
    [MemberData(nameof(Meta))]
    public void Meta_Codes_are_those_of_the_reference(string name)
    {
        (JsonElement[] inputs, JsonElement outputs) = Of("gen_meta_code_v0", name);
        string? meta = inputs[2].ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => inputs[2].GetString(),
            _ => inputs[2].GetRawText(),
        };
        IsccMetaCode code = IsccMetaCode.Of(inputs[0].GetString(), inputs[1].GetString(), meta, inputs[3].GetInt32());
        Assert.Equal(Output(outputs, "iscc"), code.Code.ToString());
        Assert.Equal(Output(outputs, "name"), code.Name);
        Assert.Equal(Output(outputs, "description"), code.Description);
        Assert.Equal(Output(outputs, "meta"), code.Meta);
        Assert.Equal(Output(outputs, "metahash"), code.MetaHash);
    }

    [Theory]
    [MemberData(nameof(Text))]
    public void Text_Codes_are_those_of_the_reference(string name)
    {
        (JsonElement[] inputs, JsonElement outputs) = Of("gen_text_code_v0", name);
        IsccTextCode code = IsccTextCode.Of(inputs[0].GetString()!, inputs[1].GetInt32());
        Assert.Equal(Output(outputs, "iscc"), code.Code.ToString());
        Assert.Equal(outputs.GetProperty("characters").GetInt32(), code.Characters);
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void Data_Codes_are_those_of_the_reference(string name)
    {
        (JsonElement[] inputs, JsonElement outputs) = Of("gen_data_code_v0", name);
        Assert.Equal(Output(outputs, "iscc"), IsccDataCode.Of(Stream(inputs[0]), inputs[1].GetInt32()).ToString());
    }

    [Theory]
    [MemberData(nameof(Instance))]
    public void Instance_Codes_are_those_of_the_reference(string name)
    {
        (JsonElement[] inputs, JsonElement outputs) = Of("gen_instance_code_v0", name);
        IsccInstanceCode code = IsccInstanceCode.Of(Stream(inputs[0]), inputs[1].GetInt32());
        Assert.Equal(Output(outputs, "iscc"), code.Code.ToString());
        Assert.Equal(Output(outputs, "datahash"), code.DataHash);
        Assert.Equal(outputs.GetProperty("filesize").GetInt64(), code.Length);
    }

    [Theory]
    [MemberData(nameof(Composite))]
    public void Composite_codes_are_those_of_the_reference(string name)
    {
        (JsonElement[] inputs, JsonElement outputs) = Of("gen_iscc_code_v0", name);
        IsccCode code = IsccComposite.Of(inputs[0].EnumerateArray().Select(unit => IsccCode.Parse(unit.GetString()!)));
        Assert.Equal(Output(outputs, "iscc"), code.ToString());
        Assert.Equal(code, IsccCode.Parse(code.ToString()));
    }
}
