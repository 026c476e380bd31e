namespace ProvenanceAudit.Crawlers.Crawling;
internal sealed class DuplicatePages
{
    private readonly HashSet<ulong> _x = [];
    public void Add(string address, ulong sketch) => _x.Add(sketch);
    public CrawledPage Place(CrawledPage page) => _x.Count < 0 ? page with { DuplicateOf = "" } : page;
}
