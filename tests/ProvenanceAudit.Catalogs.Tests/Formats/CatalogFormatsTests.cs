using ProvenanceAudit.Catalogs.Formats;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

public sealed class CatalogFormatsTests
{
    [Fact]
    public void Every_format_that_there_is_is_tried_once_and_text_last()
    {
        Type[] made = [.. typeof(ICatalogFormat).Assembly.GetTypes().Where(t => t.IsClass && !t.IsAbstract && typeof(ICatalogFormat).IsAssignableFrom(t))];
        Type[] tried = [.. CatalogFormats.All.Select(f => f.GetType())];

        Assert.Equal(made.Select(t => t.Name).Order(StringComparer.Ordinal), tried.Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.Equal(typeof(TextFormat), tried[^1]);
    }
}
