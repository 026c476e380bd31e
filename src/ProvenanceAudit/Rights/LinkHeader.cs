using System.Text;

namespace ProvenanceAudit.Rights;

/// <summary>A link of RFC 8288: its target as written, and its parameters in order, names in small letters.</summary>
/// <param name="Target">Between the angle brackets.</param>
/// <param name="Parameters">Of a name that comes twice, both.</param>
public sealed record WebLink(string Target, IReadOnlyList<(string Name, string Value)> Parameters)
{
    /// <summary>The first parameter of a name: of rel and type, later ones are to be ignored.</summary>
    public string? this[string name] => Parameters.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value)
        .FirstOrDefault();

    /// <summary>Whether the link has a relation, in letters of either case.</summary>
    public bool HasRelation(string relation) => (this["rel"] ?? "").Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
        .Contains(relation, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Reads Link headers by the algorithm of RFC 8288 appendix B.2, which takes what it can of a broken value.</summary>
public static class LinkHeader
{
    /// <summary>The links of one value.</summary>
    public static IReadOnlyList<WebLink> Parse(string value)
    {
        var links = new List<WebLink>();
        int at = 0;
        while (true)
        {
            SkipSpaces(value, ref at);
            while (at < value.Length && value[at] == ',')
            {
                at++;
                SkipSpaces(value, ref at);
            }
            if (at >= value.Length || value[at] != '<')
                return links;
            int end = value.IndexOf('>', at);
            if (end < 0)
                return links;
            string target = value[(at + 1)..end];
            at = end + 1;
            links.Add(new WebLink(target, Parameters(value, ref at)));
            SkipSpaces(value, ref at);
            if (at < value.Length && value[at] != ',')
                return links;
        }
    }

    private static List<(string, string)> Parameters(string value, ref int at)
    {
        var parameters = new List<(string, string)>();
        while (true)
        {
            SkipSpaces(value, ref at);
            if (at >= value.Length || value[at] != ';')
                return parameters;
            at++;
            SkipSpaces(value, ref at);
            string name = Until(value, ref at, " \t=;,").ToLowerInvariant();
            SkipSpaces(value, ref at);
            string content = "";
            if (at < value.Length && value[at] == '=')
            {
                at++;
                SkipSpaces(value, ref at);
                content = at < value.Length && value[at] == '"' ? Quoted(value, ref at) : Until(value, ref at, ";,");
            }
            if (name.Length > 0)
                parameters.Add((name, content.TrimEnd(' ', '\t')));
        }
    }

    private static string Quoted(string value, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < value.Length; at++)
        {
            char c = value[at];
            if (c == '"')
            {
                at++;
                break;
            }
            if (c == '\\' && at + 1 < value.Length)
                c = value[++at];
            text.Append(c);
        }
        return text.ToString();
    }

    private static string Until(string value, ref int at, string stops)
    {
        int length = value.AsSpan(at).IndexOfAny(stops);
        string run = length < 0 ? value[at..] : value.Substring(at, length);
        at += run.Length;
        return run;
    }

    private static void SkipSpaces(string value, ref int at)
    {
        while (at < value.Length && value[at] is ' ' or '\t')
            at++;
    }
}
