using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using ProvenanceAudit.MachineLearning.Verdicts;

namespace ProvenanceAudit.MachineLearning.Tests.Verdicts;

public sealed class VerdictModelFileTests
{
    private static readonly byte[] Shipped = Written(VerdictModel.BuiltIn);

    [Fact]
    public void A_model_that_was_written_is_read_back_the_same() => Assert.Equal(Shipped, Written(Read(Shipped)));

    [Fact]
    public void A_changed_character_is_noticed() => Gen.Select(Gen.Int[0, Shipped.Length - 1], Gen.Char['!', '~']).Sample((place, letter) =>
    {
        byte[] damaged = [.. Shipped];
        // White space between values may be any; all else may not.
        if (damaged[place] is (byte)' ' or (byte)'\n' || damaged[place] == letter)
            return;
        damaged[place] = (byte)letter;
        try
        {
            Assert.Equal(Shipped, Written(Read(damaged)));
        }
        catch (InvalidDataException e)
        {
            Assert.Contains("verdict model", e.Message);
        }
    });

    [Fact]
    public void A_file_that_was_cut_is_refused() => Gen.Int[0, Shipped.Length - 2].Sample(length =>
        Assert.Throws<InvalidDataException>(() => Read(Shipped[..length])));

    [Theory]
    [InlineData("format", "2", "reads format 1")]
    [InlineData("prior", "1", "above 0 and below 1")]
    [InlineData("features", "[]", "it has 0 features")]
    [InlineData("base", "0.123", "do not have the hash")]
    [InlineData("base", "null", "not a verdict model")]
    [InlineData("extra", "1", "not a verdict model")]
    public void What_is_wrong_is_said(string member, string value, string reason)
    {
        JsonNode json = JsonNode.Parse(Shipped)!;
        json[member] = JsonNode.Parse(value);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Read(Encoding.UTF8.GetBytes(json.ToJsonString()))).Message);
    }

    [Fact]
    public void A_curve_that_moves_the_wrong_way_is_refused()
    {
        JsonNode json = JsonNode.Parse(Shipped)!;
        json["features"]![0]!["log_odds"]![9] = -50;
        Assert.Contains("'longest-run' moves the wrong way", Assert.Throws<InvalidDataException>(() => Read(Encoding.UTF8.GetBytes(json.ToJsonString()))).Message);
    }

    private static VerdictModel Read(byte[] file) => VerdictModel.Read(new MemoryStream(file));

    private static byte[] Written(VerdictModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
