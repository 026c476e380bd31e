namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// ai.txt as Spawning generates it: lines as in robots.txt, with patterns of media (<c>Disallow: *.jpg</c>) that may not be used in
/// training data. Two other formats share the name; they state no rights and are told as such. Weak evidence at best.
/// </summary>
public static class AiTxtReader
{
    private const int MaximumLines = 20_000;

    /// <summary>Reads a file.</summary>
    public static StatedRights Read(string text, RightsSource source)
    {
        var found = new StatementList(source, RightsStandard.AiTxt);
        List<string> agents = [];
        bool ruled = false;
        int number = 0;
        foreach (ReadOnlySpan<char> each in text.AsSpan().TrimStart('\ufeff').EnumerateLines())
        {
            if (++number > MaximumLines)
            {
                found.Problem($"more than {MaximumLines} lines; the rest is left out");
                break;
            }
            int comment = each.IndexOf('#');
            string line = (comment < 0 ? each : each[..comment]).Trim().ToString();
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                continue;
            string key = line[..colon].Trim().ToLowerInvariant();
            string value = line[(colon + 1)..].Trim();
            if (key == "user-agent")
            {
                if (ruled)
                    agents = [];
                ruled = false;
                agents.Add(value);
            }
            else if (key is "allow" or "disallow")
            {
                ruled = true;
                // "Disallow:" with nothing closes nothing, as in robots.txt.
                if (value.Length > 0 || key == "allow")
                    State(key == "allow", value, line, number, agents, source, found);
            }
        }
        if (found.Count == 0 && text.Trim().Length > 0)
            found.Problem("it holds no rules in Spawning's format; other formats of this name state no rights");
        return found.Done();
    }

    private static void State(bool allows, string value, string line, int number, List<string> agents, RightsSource source, StatementList found)
    {
        // "*.jpg" and "/" are both met.
        string pattern = value.Length == 0 ? "/" : value[0] is '/' or '*' ? value : "/" + value;
        if (pattern.StartsWith("*.", StringComparison.Ordinal) && !pattern.EndsWith('$'))
            pattern += "$";
        string[] named = [.. agents.Where(agent => agent.Length is > 0 and < 200 && agent != "*")];
        found.Add(found.New(RightsScope.Site(source.Origin, pattern, named), [RightsUse.AiTraining],
            allows ? RightsEffect.Permit : RightsEffect.Reserve, line) with
        {
            Line = number,
            Strength = RightsStrength.Convention,
            Remarks = ["ai.txt is a convention of one company, and its name has other uses"],
        });
    }
}
