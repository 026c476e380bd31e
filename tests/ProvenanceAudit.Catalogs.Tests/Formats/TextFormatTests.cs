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
    ];
}
