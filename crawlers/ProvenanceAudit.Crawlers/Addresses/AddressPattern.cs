namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>
/// A pattern of addresses in the language of robots.txt: <c>*</c> stands for any run of characters, <c>$</c> at the end for the
/// end, and what has no <c>$</c> need only be the beginning. A pattern that begins with <c>http://</c> or <c>https://</c> is
/// matched with the whole address, any other with path and query. Upper and lower case differ.
/// Matching takes at most pattern length x address length steps, whatever the pattern.
/// </summary>
public sealed record AddressPattern
{
    private readonly string _pattern;
    private readonly bool _whole;

    /// <summary>Makes a pattern.</summary>
    /// <param name="text">The pattern, not empty: <c>/news/*/print</c>, <c>/*.pdf$</c>, <c>https://*.example.org/</c>.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public AddressPattern(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        Text = text;
        _whole = text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal);
        _pattern = text.EndsWith('$') ? text[..^1] : text + "*";
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Whether an address fits.</summary>
    public bool Matches(CrawlAddress address) => Matches(_whole ? address.Text : address.PathAndQuery, _pattern);

    /// <summary>The pattern as written.</summary>
    public override string ToString() => Text;

    // Greedy with one step back: only the last star can need to take more.
    private static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        int at = 0, p = 0, star = -1, starAt = 0;
        while (at < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, starAt) = (p++, at);
            else if (p < pattern.Length && pattern[p] == text[at])
                (at, p) = (at + 1, p + 1);
            else if (star >= 0)
                (at, p) = (++starAt, star + 1);
            else
                return false;
        }
        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }
}
