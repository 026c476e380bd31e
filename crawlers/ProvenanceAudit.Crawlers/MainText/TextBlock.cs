namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>A run of text that a page shows as one paragraph, heading, list item or cell.</summary>
internal sealed class TextBlock
{
    /// <summary>The text, spaces folded; line feeds stand where the page breaks lines.</summary>
    public required string Text { get; init; }

    /// <summary>The block-level element that it stands in, by its number in the tree.</summary>
    public required int Element { get; init; }

    /// <summary>Letters and digits inside links.</summary>
    public required int LinkLetters { get; init; }

    /// <summary>Letters and digits inside bold or italic type.</summary>
    public required int EmphasisLetters { get; init; }

    /// <summary>Links that begin in it.</summary>
    public required int Links { get; init; }

    /// <summary>Hints of inline elements that hold the whole block, such as a span for the author's name.</summary>
    public required ElementHints InlineHints { get; init; }

    /// <summary>Words, letters and marks of the text.</summary>
    public required WordCounts Counts { get; init; }

    /// <summary>Letters in links, of all; 0 to 1.</summary>
    public double LinkDensity => Counts.Letters == 0 ? Links > 0 ? 1 : 0 : Math.Min(1, (double)LinkLetters / Counts.Letters);

    /// <summary>Words outside of links, of blocks that read like prose; 0 of others.</summary>
    public double ProseWords => Counts.Words >= 8 && LinkDensity < 0.5 ? Counts.Words * (1 - LinkDensity) : 0;
}
