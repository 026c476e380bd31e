using System.Text;

namespace ProvenanceAudit.Rights.Robots;

/// <summary>What a line of robots.txt says, as far as RFC 9309 and its widespread companions go.</summary>
public enum RobotsKey
{
    /// <summary>Begins a group, or adds an agent to one that has no rules yet.</summary>
    UserAgent,

    /// <summary>Paths that may be crawled.</summary>
    Allow,

    /// <summary>Paths that may not be crawled.</summary>
    Disallow,

    /// <summary>Address of a sitemap; belongs to no group.</summary>
    Sitemap,

    /// <summary>
    /// Another key: <c>Crawl-delay</c>, <c>License</c>, <c>Content-Usage</c>, <c>Content-Signal</c> and whatever else there is.
    /// </summary>
    Other,
}

/// <summary>One line of robots.txt that has a key and a value.</summary>
/// <param name="Line">Number of the line in the file, from 1; <c>\n</c>, <c>\r</c> and <c>\r\n</c> end lines.</param>
/// <param name="Key">What kind of line it is.</param>
/// <param name="Name">The key as it is written, without the space about it.</param>
/// <param name="Value">The value without comment and the space about it; bytes that are not UTF-8 read as U+FFFD.</param>
/// <param name="Group">
/// Index into <see cref="RobotsFile.Groups"/> of the group that the line stands in; null before the first group. Only lines of
/// <see cref="RobotsKey.Allow"/> and <see cref="RobotsKey.Disallow"/> close the list of a group's agents.
/// </param>
public sealed record RobotsDirective(int Line, RobotsKey Key, string Name, string Value, int? Group)
{
    /// <summary>
    /// The kind of a key. Beginnings count and common typing mistakes are understood (<c>Disalow</c>, <c>User agent</c>), as
    /// Google's parser does: whoever wrote <c>Dissallow</c> meant it.
    /// </summary>
    internal static RobotsKey KeyOf(ReadOnlySpan<byte> name)
    {
        foreach ((string beginning, RobotsKey key) in Beginnings)
        {
            if (name.Length >= beginning.Length && Ascii.EqualsIgnoreCase(name[..beginning.Length], beginning))
                return key;
        }
        return RobotsKey.Other;
    }

    private static readonly (string Beginning, RobotsKey Key)[] Beginnings =
    [
        ("user-agent", RobotsKey.UserAgent), ("useragent", RobotsKey.UserAgent), ("user agent", RobotsKey.UserAgent),
        ("allow", RobotsKey.Allow),
        ("disallow", RobotsKey.Disallow), ("dissallow", RobotsKey.Disallow), ("dissalow", RobotsKey.Disallow),
        ("disalow", RobotsKey.Disallow), ("diasllow", RobotsKey.Disallow), ("disallaw", RobotsKey.Disallow),
        ("sitemap", RobotsKey.Sitemap), ("site-map", RobotsKey.Sitemap),
    ];
}
