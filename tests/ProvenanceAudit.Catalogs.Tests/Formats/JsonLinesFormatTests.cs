using ProvenanceAudit.Catalogs.Formats;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

public sealed class JsonLinesFormatTests : FormatContract
{
    internal override ICatalogFormat Format => new JsonLinesFormat();

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("one record a line", "{\"id\":\"a\",\"text\":\"t\"}\n\n{\"id\":\"ü\",\"title\":\"𝔘\",\"contributors\":\"x\",\"text\":\"💩\\n\"}\r\n", 1, 3),
    ];

    internal override (FormatSample, int)? WithABadRecord =>
        (FormatSample.Of("a bad one", "{\"id\":\"a\",\"text\":\"t\"}\n{\"id\":\"b\",\n{\"id\":\"c\",\"text\":\"t\"}", 1, 2, 3), 1);
}
