using ProvenanceAudit.Crawlers.Duplicates;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>Keeps each text under the first address that it was found under, and tells later ones of it.</summary>
internal sealed class DuplicatePages
{
    private readonly DuplicateIndex _index = new();
    private readonly List<string> _addresses = [];

    /// <summary>Takes up a page of an earlier batch or run.</summary>
    public void Add(string address, PageSketch sketch)
    {
        if (_index.FindOrAdd(_addresses.Count, sketch) is null)
            _addresses.Add(address);
    }

    /// <summary>Takes up a page, and names the address that has its text already.</summary>
    public CrawledPage Place(CrawledPage page)
    {
        if (_index.FindOrAdd(_addresses.Count, page.Sketch) is not { } found)
        {
            _addresses.Add(page.Address);
            return page;
        }
        // Seen again, or reached under another address that names this one as its own: it is the same page.
        string first = _addresses[(int)found.Page];
        return first == page.Address ? page : page with { DuplicateOf = first };
    }
}
