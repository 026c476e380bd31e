namespace ProvenanceAudit.Rights.Readers;

/// <summary>Values and links that name a licence or terms, for readers of formats that are not read here.</summary>
public static class RightsValue
{
    /// <summary>
    /// Reads a value that names a licence: an address, an SPDX identifier, a short name; or words, which are also looked through for a
    /// reservation.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="raw">As it stands in the source.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="source">The source, with the scope that the value covers.</param>
    /// <param name="standard">The standard of the statement where the licence is not known.</param>
    public static StatedRights Read(string value, string raw, string position, RightsSource source, RightsStandard standard) =>
        StatedRights.All(LicenceLink.Value(value, raw, position, source, standard), HumanTermsReader.Read(value, source, position));

    /// <summary>Reads a link of the relation license.</summary>
    /// <param name="target">Its target, absolute.</param>
    /// <param name="type">Media type as written; null where none is.</param>
    /// <param name="raw">As it stands in the source.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="source">The source, with the scope that the link covers.</param>
    public static StatedRights Link(string target, string? type, string raw, string position, RightsSource source) =>
        LicenceLink.Read(target, type, raw, position, source);
}

/// <summary>Meta elements robots, for readers of pages.</summary>
public static class RobotsMeta
{
    /// <summary>Reads the content of a meta element.</summary>
    /// <param name="content">Its rules.</param>
    /// <param name="bot">The bot that its name tells; null for robots.</param>
    /// <param name="raw">The element.</param>
    /// <param name="source">The page.</param>
    public static StatedRights Read(string content, string? bot, string raw, RightsSource source)
    {
        var found = new StatementList(source, RightsStandard.MetaRobots);
        RobotsTokens.Read(content, bot, raw, $"meta {bot ?? "robots"}", found);
        return found.Done();
    }
}
