using System.Numerics;
using F = ProvenanceAudit.Crawlers.MainText.BlockFeature;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>Measures the blocks of a page. Everything is a number without unit or a count; what does not apply is -1.</summary>
internal sealed class BlockFeatures
{
    /// <summary>How many features a block has.</summary>
    public static readonly int Count = Enum.GetValues<F>().Length;

    private const int FarAway = 30;

    private readonly PageTree _tree;
    private readonly PageOutline _outline;
    private readonly HashSet<string> _stopWords;
    private readonly WordRuns _title, _description, _stated;
    private readonly List<int> _titleWords;
    private readonly Dictionary<(string, string, string, string), Twins> _twins = [];
    private readonly Dictionary<int, int> _texts = [];
    private readonly List<int>[] _words;
    private readonly double[] _proseBefore;

    /// <summary>Takes the measure of a page.</summary>
    public BlockFeatures(PageTree tree, PageOutline outline, PageClues clues)
    {
        _tree = tree;
        _outline = outline;
        _stopWords = StopWords.Of(clues.Language);
        _title = new WordRuns(clues.Title);
        _titleWords = WordRuns.Words(clues.Title);
        _description = new WordRuns(clues.Description);
        _stated = new WordRuns(clues.StatedText);
        _words = [.. tree.Blocks.Select(b => WordRuns.Words(b.Text))];
        _proseBefore = new double[tree.Blocks.Count + 1];
        for (int i = 0; i < tree.Blocks.Count; i++)
        {
            TextBlock block = tree.Blocks[i];
            _proseBefore[i + 1] = _proseBefore[i] + block.ProseWords;
            int hash = TextHash(i);
            _texts[hash] = _texts.GetValueOrDefault(hash) + 1;
            var key = TwinKey(block);
            if (!_twins.TryGetValue(key, out Twins? twins))
                _twins.Add(key, twins = new Twins());
            twins.Count++;
            twins.Words += block.Counts.Words;
            twins.Prose += block.ProseWords;
            twins.Letters += block.Counts.Letters;
            twins.LinkLetters += block.LinkLetters;
        }
    }

    /// <summary>The features of one block.</summary>
    public float[] Of(int index)
    {
        var f = new float[Count];
        TextBlock block = _tree.Blocks[index];
        AddText(f, block, index);
        AddHints(f, block);
        AddPlace(f, block, index);
        AddTwins(f, block, index);
        AddNeighbours(f, index);
        AddPage(f);
        return f;
    }

    private void AddText(float[] f, TextBlock block, int index)
    {
        WordCounts n = block.Counts;
        double words = Math.Max(1, n.Words);
        string text = block.Text;
        Set(f, F.Words, n.Words);
        Set(f, F.LettersPerWord, n.Letters / words);
        Set(f, F.LinkDensity, block.LinkDensity);
        Set(f, F.Links, block.Links);
        Set(f, F.StopWords, StopWords.Share(text, _stopWords));
        Set(f, F.MarksPerWord, n.Marks / words);
        Set(f, F.EndsSentence, EndsSentence(text) ? 1 : 0);
        Set(f, F.Capitals, n.Capitals / words);
        Set(f, F.Digits, n.Digits / Math.Max(1.0, n.Letters));
        Set(f, F.Emphasis, block.EmphasisLetters / Math.Max(1.0, n.Letters));
        Set(f, F.BoilerplateWords, BoilerplatePhrases.Count(text));
        Set(f, F.BeginsWithCapital, char.IsLower(text[0]) ? 0 : 1);
        Set(f, F.HasCopyright, text.Contains('©', StringComparison.Ordinal) || text.Contains("(c)", StringComparison.OrdinalIgnoreCase) ? 1 : 0);
        Set(f, F.TitleShare, _title.Share(_words[index]));
        Set(f, F.TitleCover, _titleWords.Count == 0 ? -1 : _words[index].Count / (double)_titleWords.Count);
        Set(f, F.DescriptionShare, _description.IsEmpty ? -1 : _description.Share(_words[index]));
        Set(f, F.StatedShare, _stated.IsEmpty ? -1 : _stated.Share(_words[index]));
        Set(f, F.Duplicates, _texts[TextHash(index)]);
        Set(f, F.Lines, text.AsSpan().Count('\n'));
        Set(f, F.Unspaced, n.Words > 0 && words > _words[index].Count * 0.4 && words < _words[index].Count * 0.75 ? 1 : 0);
        PageElement element = _tree.Elements[block.Element];
        Set(f, F.IsParagraph, element.Tag == "p" ? 1 : 0);
        Set(f, F.HeadingLevel, HeadingLevel(element));
        Set(f, F.IsItem, element.Tag is "li" or "dt" or "dd" ? 1 : 0);
        Set(f, F.IsCell, element.Tag is "td" or "th" ? 1 : 0);
        Set(f, F.IsQuote, element.Tag == "blockquote" ? 1 : 0);
        Set(f, F.IsPreformatted, element.Tag == "pre" ? 1 : 0);
        Set(f, F.IsDivision, element.Tag is "div" or "section" or "article" ? 1 : 0);
    }

    private void AddHints(float[] f, TextBlock block)
    {
        for (F feature = F.NearNavigation; feature <= F.NearPaywall; feature++)
            f[(int)feature] = FarAway;
        int distance = 0;
        ElementHints seen = ElementHints.None;
        ElementHints all = _outline.Inherited[block.Element];
        for (int e = block.Element; e >= 0 && seen != all && distance < FarAway; e = _tree.Elements[e].Parent, distance++)
        {
            ElementHints fresh = _tree.Elements[e].Hints & ~seen;
            seen |= fresh;
            for (int rest = (int)fresh; rest != 0; rest &= rest - 1)
                f[(int)F.NearNavigation + BitOperations.TrailingZeroCount(rest)] = distance;
        }
        Set(f, F.InlineByline, (block.InlineHints & ElementHints.Byline) != 0 ? 1 : 0);
        Set(f, F.InlineNegative, (block.InlineHints & ElementHints.Negative) != 0 ? 1 : 0);
    }

    private void AddPlace(float[] f, TextBlock block, int index)
    {
        PageElement root = _tree.Elements[_outline.Root];
        PageElement main = _tree.Elements[_outline.Main];
        PageElement element = _tree.Elements[block.Element];
        bool inRoot = index >= root.FirstBlock && index < root.EndBlock;
        Set(f, F.Depth, element.Depth);
        Set(f, F.RelativeDepth, element.Depth - main.Depth);
        Set(f, F.InRoot, inRoot ? 1 : 0);
        Set(f, F.DepthInRoot, inRoot ? element.Depth - root.Depth : -1);
        int meeting = _outline.MeetingWithMain(block.Element, out int branchIndex);
        Set(f, F.LevelsUpToMeeting, main.Depth - _tree.Elements[meeting].Depth);
        Set(f, F.LevelsDownFromMeeting, element.Depth - _tree.Elements[meeting].Depth);
        PageElement branch = _tree.Elements[branchIndex];
        double allProse = Math.Max(1, _tree.Elements[0].ProseWords);
        Set(f, F.BranchWords, branch.Words);
        Set(f, F.BranchProseShare, branch.ProseWords / Math.Max(1, branch.Words));
        Set(f, F.BranchLinkDensity, branch.LinkDensity);
        Set(f, F.BranchBlocks, branch.EndBlock - branch.FirstBlock);
        Set(f, F.BranchIsBeforeMain, branch.EndBlock <= main.FirstBlock ? 1 : branch.FirstBlock >= main.EndBlock ? 2 : 0);
        ElementHints between = ElementHints.None;
        for (int e = block.Element; e != meeting; e = _tree.Elements[e].Parent)
            between |= _tree.Elements[e].Hints & ElementHints.Negative;
        Set(f, F.HintsBetween, BitOperations.PopCount((uint)between));
        PageElement parent = _tree.Elements[Math.Max(0, element.Parent)];
        PageElement grandparent = _tree.Elements[Math.Max(0, parent.Parent)];
        Set(f, F.ParentWords, parent.Words);
        Set(f, F.ParentLinkDensity, parent.LinkDensity);
        Set(f, F.ParentBlocks, parent.EndBlock - parent.FirstBlock);
        Set(f, F.ParentProseShare, parent.ProseWords / Math.Max(1, parent.Words));
        Set(f, F.GrandparentLinkDensity, grandparent.LinkDensity);
        Set(f, F.GrandparentProseShare, grandparent.ProseWords / allProse);
        Set(f, F.Place, index / (double)_tree.Blocks.Count);
        Set(f, F.BlocksAfterFirstProse, index - _outline.FirstProse);
        Set(f, F.BlocksAfterLastProse, index - _outline.LastProse);
        Set(f, F.ProseShareBefore, _proseBefore[index] / allProse);
    }

    private void AddTwins(float[] f, TextBlock block, int index)
    {
        Twins twins = _twins[TwinKey(block)];
        Set(f, F.TwinCount, twins.Count);
        Set(f, F.TwinMeanWords, twins.Words / twins.Count);
        Set(f, F.TwinProseShare, twins.Prose / Math.Max(1, _tree.Elements[0].ProseWords));
        Set(f, F.TwinLinkDensity, twins.LinkLetters / Math.Max(1, twins.Letters));
    }

    private void AddNeighbours(float[] f, int index)
    {
        AddNeighbour(f, index, index - 1, F.BeforeWords, F.BeforeLinkDensity);
        AddNeighbour(f, index, index - 2, F.Before2Words, F.Before2LinkDensity);
        AddNeighbour(f, index, index + 1, F.AfterWords, F.AfterLinkDensity);
        AddNeighbour(f, index, index + 2, F.After2Words, F.After2LinkDensity);
        int parent = ParentOf(index);
        Set(f, F.BeforeIsHeading, index > 0 ? HeadingLevel(_tree.Elements[_tree.Blocks[index - 1].Element]) : -1);
        Set(f, F.BeforeSameParent, index > 0 && ParentOf(index - 1) == parent ? 1 : 0);
        bool last = index + 1 == _tree.Blocks.Count;
        Set(f, F.AfterIsHeading, last ? -1 : HeadingLevel(_tree.Elements[_tree.Blocks[index + 1].Element]));
        Set(f, F.AfterSameParent, !last && ParentOf(index + 1) == parent ? 1 : 0);
        int from = Math.Max(0, index - 3), to = Math.Min(_tree.Blocks.Count, index + 4);
        double prose = 0, words = 0, letters = 0, linkLetters = 0;
        for (int i = from; i < to; i++)
        {
            TextBlock block = _tree.Blocks[i];
            words += block.Counts.Words;
            letters += block.Counts.Letters;
            linkLetters += block.LinkLetters;
            prose += block.ProseWords;
        }
        Set(f, F.ProseAround, prose / Math.Max(1, words));
        Set(f, F.LinksAround, linkLetters / Math.Max(1, letters));
        // How far prose is, in either direction, and headings on the way; as far as anybody would look.
        const int Reach = 12;
        double until = 0, since = 0, next = 0;
        int headings = 0;
        for (int i = index + 1; i < _tree.Blocks.Count && i < index + Reach && _outline.Weights[i] < 10; i++)
            until += _tree.Blocks[i].Counts.Words;
        for (int i = index - 1; i >= 0 && i > index - Reach && _outline.Weights[i] < 10; i--)
        {
            since += _tree.Blocks[i].Counts.Words;
            headings += HeadingLevel(_tree.Elements[_tree.Blocks[i].Element]) > 0 ? 1 : 0;
        }
        for (int i = index + 1; i < _tree.Blocks.Count && i < index + Reach && HeadingLevel(_tree.Elements[_tree.Blocks[i].Element]) == 0; i++)
            next += _tree.Blocks[i].ProseWords;
        Set(f, F.WordsUntilProse, until);
        Set(f, F.WordsSinceProse, since);
        Set(f, F.HeadingsBefore, headings);
        Set(f, F.ProseToNextHeading, next);
    }

    private void AddNeighbour(float[] f, int index, int other, F words, F linkDensity)
    {
        bool exists = other >= 0 && other < _tree.Blocks.Count;
        Set(f, words, exists ? _tree.Blocks[other].Counts.Words : -1);
        Set(f, linkDensity, exists ? _tree.Blocks[other].LinkDensity : -1);
    }

    private void AddPage(float[] f)
    {
        PageElement body = _tree.Elements[0];
        double prose = Math.Max(1, body.ProseWords);
        Set(f, F.PageProseWords, body.ProseWords);
        Set(f, F.PageBlocks, _tree.Blocks.Count);
        Set(f, F.RootProseShare, _tree.Elements[_outline.Root].ProseWords / prose);
        Set(f, F.MainProseShare, _tree.Elements[_outline.Main].OwnProseWords / prose);
        Set(f, F.PageHasStatedText, _stated.IsEmpty ? 0 : 1);
        Set(f, F.PageHasArticle, (_outline.Inherited[_outline.Main] & ElementHints.Article) != 0 ? 1 : 0);
        Set(f, F.PageHasArticleBody, (_outline.Inherited[_outline.Main] & ElementHints.ArticleBody) != 0 ? 1 : 0);
        Set(f, F.PageLinkDensity, body.LinkDensity);
    }

    private int ParentOf(int block) => _tree.Elements[_tree.Blocks[block].Element].Parent;

    private int TextHash(int block)
    {
        int sum = 17;
        foreach (int word in _words[block])
            sum = unchecked(sum * 31 + word);
        return sum;
    }

    private (string, string, string, string) TwinKey(TextBlock block)
    {
        PageElement element = _tree.Elements[block.Element];
        PageElement? parent = element.Parent < 0 ? null : _tree.Elements[element.Parent];
        return (element.Tag, element.Class, parent?.Tag ?? "", parent?.Class ?? "");
    }

    private static bool EndsSentence(string text)
    {
        ReadOnlySpan<char> end = text.AsSpan().TrimEnd("\"'”’»)]」』 ");
        return end.Length > 0 && WordCounts.IsEnd(end[^1]);
    }

    internal static int HeadingLevel(PageElement element) =>
        element.Tag is ['h', >= '1' and <= '6'] ? element.Tag[1] - '0' : 0;

    private static void Set(float[] f, F feature, double value) => f[(int)feature] = (float)value;

    private sealed class Twins
    {
        public int Count;
        public double Words, Prose, Letters, LinkLetters;
    }
}
