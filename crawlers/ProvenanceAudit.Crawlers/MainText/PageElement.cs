namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>A block-level element of a page, and what stands in it.</summary>
internal sealed class PageElement
{
    /// <summary>Local name in lower case.</summary>
    public required string Tag { get; init; }

    /// <summary>Class list, as written; parted from others of the same tag by it.</summary>
    public required string Class { get; init; }

    /// <summary>Number of the element that it stands in; -1 of the root.</summary>
    public required int Parent { get; init; }

    /// <summary>Elements above it.</summary>
    public required int Depth { get; init; }

    /// <summary>What its names hint at.</summary>
    public required ElementHints Hints { get; set; }

    /// <summary>Number after that of the last element within it.</summary>
    public int End { get; set; }

    /// <summary>First of its blocks.</summary>
    public int FirstBlock { get; set; }

    /// <summary>After the last of its blocks.</summary>
    public int EndBlock { get; set; }

    /// <summary>Words of all its blocks.</summary>
    public double Words { get; set; }

    /// <summary>Words that read like prose, of all its blocks.</summary>
    public double ProseWords { get; set; }

    /// <summary>Words that read like prose, of the blocks that stand right in it or in a child that is a single block.</summary>
    public double OwnProseWords { get; set; }

    /// <summary>Letters and digits of all its blocks.</summary>
    public int Letters { get; set; }

    /// <summary>Letters and digits in links, of all its blocks.</summary>
    public int LinkLetters { get; set; }

    /// <summary>Letters in links, of all; 0 to 1.</summary>
    public double LinkDensity => Letters == 0 ? 0 : (double)LinkLetters / Letters;
}
