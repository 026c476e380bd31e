using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks.Verdicts;

/// <summary>A passage that outputs may repeat.</summary>
/// <param name="Text">The passage.</param>
/// <param name="Origin">How it comes into an output if it does: <see cref="Origin.Verbatim"/> for the works' own text.</param>
/// <param name="Owners">Works whose own text it is.</param>
internal sealed record Passage(string Text, Origin Origin, IReadOnlyList<string> Owners);

/// <summary>Makes a catalog: stretches of novels as works, with quotations of third texts in some and one boilerplate in many.</summary>
internal sealed class CatalogMaking(SourcePart part, Random random)
{
    private readonly TextEdits _edits = new(random);
    private readonly List<(Work Work, string Own, string Text)> _works = [];

    /// <summary>Quotations, boilerplate, and passages that one work quotes of another.</summary>
    public List<Passage> Foreign { get; } = [];

    /// <summary>The works as they are indexed.</summary>
    public IReadOnlyList<WorkText> Catalog => [.. _works.Select(w => new WorkText(w.Work, w.Text))];

    /// <summary>The works' own texts, and under which ids each stands.</summary>
    public List<(string Text, IReadOnlyList<string> Owners)> Own { get; } = [];

    /// <summary>Makes it.</summary>
    /// <param name="isLarge">Whether it has up to thirty works of the length of novels, and not up to fifteen of that of stories.</param>
    public void Make(bool isLarge)
    {
        SourceText[] sources = [.. part.Works];
        random.Shuffle(sources);
        bool dated = random.Next(3) > 0, named = random.Next(5) > 0;
        foreach (SourceText source in sources.Take(_edits.Between(2, isLarge ? 30 : 15)))
        {
            string text = _edits.Passage(source.Text, _edits.Between(4_000, isLarge ? 90_000 : 25_000));
            Add(source.Name, source.Author, text, dated ? $"{random.Next(1960, 2021)}" : null, named, null);
            Own.Add((text, [source.Name]));
        }
        if (random.Next(6) == 0)
            AddEdition(named);
        if (random.Next(3) == 0)
            AddPublicWork();
        int quotations = random.Next(8);
        for (int i = 0; i < quotations; i++)
        {
            string source = part.Public[random.Next(part.Public.Count)].Text;
            Quote(new Passage(_edits.Passage(_publicText ?? source, _edits.Between(8, 80)), Origin.Quotation, _publicText is null ? [] : [PublicId]), 1 + random.Next(4));
        }
        if (random.Next(4) == 0)
            Quote(new Passage(_edits.Passage(part.Public[0].Text, _edits.Between(20, 150)), Origin.Boilerplate, []), Math.Max(2, _works.Count * 2 / 3));
        if (random.Next(5) == 0 && Own.Count > 2)
        {
            (string text, IReadOnlyList<string> owners) = Own[0];
            Quote(new Passage(_edits.Passage(text, _edits.Between(10, 120)), Origin.Verbatim, owners), 1, except: owners);
        }
    }

    private const string PublicId = "public";
    private string? _publicText;

    private void AddPublicWork()
    {
        SourceText source = part.Public[random.Next(part.Public.Count)];
        _publicText = _edits.Passage(source.Text, 20_000);
        Add(PublicId, source.Author, _publicText, "1611", true, random.Next(2) == 0 ? "public domain" : null);
    }

    private void AddEdition(bool named)
    {
        (Work work, string own, _) = _works[0];
        Add(work.Id + "-edition", named ? work.Contributors[0] : "", own, null, named, null, work.Title);
        Own[0] = (own, [work.Id, work.Id + "-edition"]);
    }

    private void Add(string id, string author, string text, string? published, bool named, string? licence, string? title = null) => _works.Add((new Work
    {
        Id = id,
        Title = title ?? "The Book of " + id,
        Contributors = named ? [author] : [],
        Published = published,
        Licence = licence,
    }, text, text));

    /// <summary>Puts a passage into works, at the beginnings of words.</summary>
    private void Quote(Passage passage, int works, IReadOnlyList<string>? except = null)
    {
        int[] order = [.. Enumerable.Range(0, _works.Count).Where(i => _works[i].Work.Id != PublicId && except?.Contains(_works[i].Work.Id) != true)];
        random.Shuffle(order);
        foreach (int i in order.Take(works))
        {
            (Work work, string own, string text) = _works[i];
            int at = text.IndexOf(' ', random.Next(text.Length / 2)) + 1;
            _works[i] = (work, own, text.Insert(at, passage.Text + " "));
        }
        Foreign.Add(passage);
    }
}
