using System.Text;
using ProvenanceAudit.Catalogs.Formats;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

public sealed class TextFormatTests : FormatContract
{
    internal override ICatalogFormat Format => new TextFormat();

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("prose", "Call me Ishmael. Some years ago, never mind how long precisely,\nhaving little or no money in my purse.", 0),
        new("UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("naïve café 😀")], 0),
        new("Windows-1252", [.. "caf"u8, 0xE9], 0),
        FormatSample.Of("prose that begins with a tag", "<sighs> he said, and that was all.", 0),
    ];

    [Theory]
    [InlineData("<?xml version=\"1.0\"?>\n<grammar><start/></grammar>", "grammar")]
    [InlineData("<b:book xmlns:b='http://docbook.org/ns/docbook'><b:para>A</b:para></b:book>", "book")]
    public void XML_that_no_format_knows_is_no_text_and_is_refused_by_name(string xml, string name)
    {
        Assert.StartsWith($"the file is XML whose first element is '{name}', none of the kinds that are read here (ONIX, ",
            Assert.Single(Read(Encoding.UTF8.GetBytes(xml))).Refusal, StringComparison.Ordinal);
    }
}
