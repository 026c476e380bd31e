namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// The rules of X-Robots-Tag and of the meta element robots: <c>noai</c>, <c>noimageai</c>, <c>noindex</c>, for everybody or for one
/// bot.
/// </summary>
internal static class RobotsTokens
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "all", "index", "follow", "nofollow", "noarchive", "nocache", "nosnippet", "noimageindex", "notranslate", "indexifembedded",
        "nositelinkssearchbox", "noodp", "noydir", "nopagereadaloud", "max-snippet", "max-image-preview", "max-video-preview",
        "unavailable_after",
    };

    /// <summary>States what the rules say.</summary>
    /// <param name="rules">Comma-separated, with or without the name of a bot in front: <c>otherbot: noindex, nofollow</c>.</param>
    /// <param name="bot">The bot that a meta element names; null for everybody.</param>
    /// <param name="raw">As it stands in the source.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="found">Takes the statements.</param>
    internal static void Read(string rules, string? bot, string raw, string position, StatementList found)
    {
        foreach (string part in rules.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string rule = part;
            int colon = part.IndexOf(':', StringComparison.Ordinal);
            // "unavailable_after: date" and "max-snippet: 20" have a value; another name before a colon is a bot, for all that follows.
            if (colon > 0 && !Known.Contains(part[..colon].Trim()))
            {
                bot = part[..colon].Trim();
                rule = part[(colon + 1)..].Trim();
            }
            RightsScope scope = found.Source.About;
            if (bot is not null)
                scope = scope with { Agents = [bot] };
            switch (rule.ToLowerInvariant())
            {
                case "noai":
                    found.Add(found.New(scope, [RightsUse.AiTraining], RightsEffect.Reserve, raw) with
                    {
                        Position = position,
                        Strength = RightsStrength.Convention,
                        Remarks = ["noai is a convention begun by DeviantArt in 2022: no use in data sets for training"],
                    });
                    break;
                case "noimageai":
                    found.Add(found.New(scope with { Kind = RightsScopeKind.Part, Part = "images" }, [RightsUse.AiTraining],
                        RightsEffect.Reserve, raw) with
                    {
                        Position = position,
                        Strength = RightsStrength.Convention,
                        Remarks = ["noimageai speaks of the images of the page alone"],
                    });
                    break;
                case "noindex" or "none":
                    found.Add(found.New(scope, [RightsUse.Index], RightsEffect.Reserve, raw) with { Position = position });
                    break;
            }
        }
    }
}
