using System.Text;
using ProvenanceAudit.Rights.Robots;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// What robots.txt states: which paths everybody and the known AI agents may crawl (RFC 9309), usage preferences (AIPREF),
/// content signals, links to RSL documents.
/// </summary>
public static class RobotsRightsReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="source">Its address tells the site.</param>
    /// <param name="agents">The agents whose purposes are known; what is closed to another is closed for crawling.</param>
    public static StatedRights Read(RobotsFile file, RightsSource source, KnownAgents agents)
    {
        var crawl = new StatementList(source, RightsStandard.RobotsTxt, "RFC 9309");
        var usage = new StatementList(source, RightsStandard.Aipref);
        var signals = new StatementList(source, RightsStandard.ContentSignal);
        var licences = new List<StatedRights>();
        string[][] named = Named(file);
        for (int i = 0; i < named.Length; i++)
            Crawl(named[i], file, i, source, agents, crawl);
        foreach (RobotsDirective line in file.Directives.Where(line => line.Key == RobotsKey.Other))
        {
            string[] group = line.Group is int index ? named[index] : [];
            RightsScope site = RightsScope.Site(source.Origin, null, group);
            string raw = $"{line.Name}: {line.Value}";
            switch (line.Name.Replace("_", "-", StringComparison.Ordinal).ToLowerInvariant())
            {
                case "content-usage":
                    Usage(line, site, raw, usage);
                    break;
                case "content-signal" or "content-signals":
                    ContentSignal.Read(line.Value, site, raw, signals, statement => statement with { Line = line.Line },
                        line.Line);
                    break;
                case "license" or "licence":
                    licences.Add(LicenceLink.Rsl(line.Value, raw, "License", source with { Subject = site }, line.Line));
                    break;
                case "permits" or "prohibits":
                    licences.Add(Usages(line, site, raw, source));
                    break;
            }
        }
        return StatedRights.All([crawl.Done(), usage.Done(), signals.Done(), .. licences]);
    }

    /// <summary>Reads a file and its comments, in which some sites reserve rights in words for people.</summary>
    /// <param name="text">The file.</param>
    /// <param name="source">Its address tells the site.</param>
    /// <param name="agents">The agents whose purposes are known.</param>
    public static StatedRights Read(string text, RightsSource source, KnownAgents agents)
    {
        var comments = new StringBuilder();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> trimmed = line.TrimStart();
            if (trimmed.StartsWith("#"))
                comments.Append(trimmed.Trim("# \t")).Append('\n');
            else
                comments.Append("\n\n");
        }
        return StatedRights.All(
            Read(RobotsFile.Parse(text), source, agents),
            HumanTermsReader.Read(comments.ToString(), source with { Subject = RightsScope.Site(source.Origin) }, "comment"));
    }

    // The agents of each group as the file writes them, versions left out.
    private static string[][] Named(RobotsFile file)
    {
        var named = new List<string>[file.Groups.Count];
        for (int i = 0; i < named.Length; i++)
            named[i] = [];
        foreach (RobotsDirective line in file.Directives.Where(line => line is { Key: RobotsKey.UserAgent, Group: not null }))
        {
            string token = KnownAgents.TokenOf(line.Value);
            if (file.Groups[line.Group!.Value].IsForAll && token.StartsWith('*'))
                token = RobotsFile.AllAgents;
            if (token.Length is > 0 and < 200 && !named[line.Group.Value].Contains(token, StringComparer.OrdinalIgnoreCase))
                named[line.Group.Value].Add(token);
        }
        return [.. named.Select(tokens => tokens.ToArray())];
    }

    private static void Crawl(string[] group, RobotsFile file, int index, RightsSource source, KnownAgents agents,
        StatementList found)
    {
        // Agents to which the same uses are closed share a statement, so that a list of sixty agents is one and not sixty.
        foreach (IGrouping<string, string> alike in group.GroupBy(token => string.Join(' ', UsesOf(token, agents))))
        {
            string[] tokens = [.. alike];
            IReadOnlyList<RightsUse> closed = UsesOf(tokens[0], agents);
            RightsUse[] opened = [.. closed.Intersect([RightsUse.Crawl])];
            RobotsRule[] rules = [.. file.Groups[index].Rules];
            if (rules.Length == 0)
            {
                found.Add(found.New(RightsScope.Site(source.Origin, null, tokens), opened, RightsEffect.Permit,
                    $"User-agent: {string.Join(", ", tokens)}") with
                { Remarks = ["a group without rules closes nothing"] });
                continue;
            }
            foreach (RobotsRule rule in rules)
            {
                string raw = $"{(rule.Allows ? "Allow" : "Disallow")}: {rule.Pattern}";
                if (rule.Pattern.Length == 0)
                {
                    found.Add(found.New(RightsScope.Site(source.Origin, null, tokens), opened, RightsEffect.Permit, raw) with
                    {
                        Line = rule.Line,
                        Remarks = ["an empty rule closes nothing"],
                    });
                    continue;
                }
                RightsStatement statement = found.New(RightsScope.Site(source.Origin, rule.Pattern, tokens),
                    rule.Allows ? opened : closed, rule.Allows ? RightsEffect.Permit : RightsEffect.Reserve, raw) with
                {
                    Line = rule.Line,
                };
                found.Add(statement);
                // Servers give this page for its folder, and Google's parser lets an Allow of it mean both.
                if (rule.Allows && rule.Pattern.LastIndexOf('/') is >= 0 and int slash
                    && rule.Pattern.AsSpan(slash).StartsWith("/index.htm", StringComparison.Ordinal))
                    found.Add(statement with
                    {
                        Scope = statement.Scope with { PathPattern = rule.Pattern[..(slash + 1)] + "$" },
                        Remarks = ["an Allow for the index page is one for its folder, as Google's parser reads it"],
                    });
            }
        }
    }

    private static IReadOnlyList<RightsUse> UsesOf(string token, KnownAgents agents) => agents.Find(token)?.Uses
        ?? [RightsUse.Crawl];

    private static void Usage(RobotsDirective line, RightsScope site, string raw, StatementList found)
    {
        string value = line.Value;
        string? path = null;
        if (value.StartsWith('/'))
        {
            int end = value.AsSpan().IndexOfAny(' ', '\t');
            path = end < 0 ? value : value[..end];
            value = end < 0 ? "" : value[end..].Trim();
        }
        if (line.Group is null)
            found.Problem("a Content-Usage line stands before the first group; it is read as for everybody", line.Line);
        ContentUsage.Read(value, site with { PathPattern = path }, raw, found, statement => statement with { Line = line.Line },
            line.Line);
    }

    // "Permits:" and "Prohibits:" lines are met beside License lines; RSL has them in its documents alone.
    private static StatedRights Usages(RobotsDirective line, RightsScope site, string raw, RightsSource source)
    {
        var found = new StatementList(source, RightsStandard.Rsl);
        bool permits = line.Name.StartsWith("permits", StringComparison.OrdinalIgnoreCase);
        foreach (string token in RslVocabulary.Tokens(line.Value, out _))
        {
            RightsUse[] uses = RslVocabulary.UsesOf(token, out _);
            if (uses.Length == 0)
                found.Problem($"the usage {StatementList.Quoted(token)} is not known, and ignored", line.Line);
            else
                found.Add(found.New(site, uses, permits ? RightsEffect.Permit : RightsEffect.Reserve, raw) with
                {
                    Line = line.Line,
                    Position = token,
                    Strength = RightsStrength.NonStandard,
                    Remarks = ["RSL 1.0 has no such line in robots.txt"],
                });
        }
        return found.Done();
    }
}
