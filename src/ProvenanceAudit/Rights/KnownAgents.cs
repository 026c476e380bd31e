using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProvenanceAudit.Rights;

/// <summary>What an automated client fetches for.</summary>
[JsonConverter(typeof(KebabCase<AgentClass>))]
public enum AgentClass
{
    /// <summary>To train models, or to build corpora that are used for it.</summary>
    Training,

    /// <summary>To build the index of a search engine, or of a service that gives pages to models.</summary>
    Search,

    /// <summary>Because a user asked a question or an assistant acts for one.</summary>
    UserFetch,

    /// <summary>For several of these.</summary>
    Mixed,

    /// <summary>Its operator does not say.</summary>
    Undocumented,
}

/// <summary>Whether an agent follows robots.txt, as its operator states.</summary>
[JsonConverter(typeof(KebabCase<RobotsRespect>))]
public enum RobotsRespect
{
    /// <summary>Nothing is stated.</summary>
    Unknown,

    /// <summary>It is said to.</summary>
    Yes,

    /// <summary>It is said not to, or not always.</summary>
    No,

    /// <summary>Whoever runs it decides.</summary>
    Discretion,
}

/// <summary>An automated client of the AI trade.</summary>
/// <param name="Token">Product token by which robots.txt names it.</param>
/// <param name="Operator">Who runs it.</param>
/// <param name="Class">What it fetches for.</param>
/// <param name="Control">Whether the token fetches nothing itself and only steers what is done with pages fetched under another.</param>
/// <param name="RespectsRobots">Whether it follows robots.txt, as stated.</param>
/// <param name="Documentation">Where it is described; null where nowhere.</param>
public sealed record KnownAgent(string Token, string Operator, AgentClass Class, bool Control = false,
    RobotsRespect RespectsRobots = RobotsRespect.Unknown, string? Documentation = null)
{
    /// <summary>The uses that are closed to the agent where its token is disallowed.</summary>
    [JsonIgnore]
    public IReadOnlyList<RightsUse> Uses => (Control, Class) switch
    {
        // Google-Extended: "training future generations of Gemini models ... and for grounding"; Applebot-Extended likewise.
        (true, _) => [RightsUse.AiTraining, RightsUse.AiInput],
        (_, AgentClass.Training) => [RightsUse.Crawl, RightsUse.AiTraining],
        (_, AgentClass.Search) => [RightsUse.Crawl, RightsUse.Index, RightsUse.AiInput],
        (_, AgentClass.UserFetch) => [RightsUse.Crawl, RightsUse.AiInput],
        _ => [RightsUse.Crawl],
    };
}

/// <summary>
/// The list of AI agents, a file of data that names its source and date: the one that the program carries, or a newer one.
/// </summary>
public sealed class KnownAgents
{
    private const string Format = "provenance-audit known agents, version 1";
    private static readonly Lazy<KnownAgents> Carried = new(ReadCarried);

    private readonly Dictionary<string, KnownAgent> _byToken;

    private KnownAgents(AgentFile file)
    {
        Source = file.Source;
        Date = DateOnly.ParseExact(file.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        All = file.Agents;
        _byToken = file.Agents.ToDictionary(agent => agent.Token, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The list that the program carries.</summary>
    public static KnownAgents Default => Carried.Value;

    /// <summary>Where the list comes from, with its licence.</summary>
    public string Source { get; }

    /// <summary>The day the list stands for.</summary>
    public DateOnly Date { get; }

    /// <summary>The agents, in the order of the file.</summary>
    public IReadOnlyList<KnownAgent> All { get; }

    /// <summary>The agent of a product token, in letters of either case, a version after a slash left out.</summary>
    /// <returns>Null where it is not in the list.</returns>
    public KnownAgent? Find(string token) => _byToken.GetValueOrDefault(TokenOf(token));

    /// <summary>A token as lines of robots.txt have it: without spaces around and a version after a slash.</summary>
    internal static string TokenOf(string token)
    {
        int slash = token.IndexOf('/', StringComparison.Ordinal);
        return (slash < 0 ? token : token[..slash]).Trim();
    }

    /// <summary>Reads a list from a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not such a list; the message says why.</exception>
    public static KnownAgents Load(string path)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            return Read(file);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"'{path}' is no list of known agents: {exception.Message}", exception);
        }
    }

    private static KnownAgents ReadCarried()
    {
        using Stream file = typeof(KnownAgents).Assembly.GetManifestResourceStream("known-ai-agents.json")!;
        return Read(file);
    }

    private static KnownAgents Read(Stream stream)
    {
        AgentFile file = JsonSerializer.Deserialize(stream, AgentFileJson.Default.AgentFile) ?? throw new InvalidDataException("it is null");
        if (file.Format != Format)
            throw new InvalidDataException($"its format is '{file.Format}', not '{Format}'");
        if (!DateOnly.TryParseExact(file.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw new InvalidDataException($"its date '{file.Date}' is not written as 2026-12-31");
        if (file.Agents.Count == 0)
            throw new InvalidDataException("it names no agent");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (KnownAgent agent in file.Agents)
        {
            if (agent.Token.Length == 0 || agent.Token != TokenOf(agent.Token))
                throw new InvalidDataException($"the token '{agent.Token}' is not as lines of robots.txt have it");
            if (!seen.Add(agent.Token))
                throw new InvalidDataException($"it names '{agent.Token}' twice");
        }
        return new KnownAgents(file);
    }
}

/// <summary>The file.</summary>
internal sealed record AgentFile(string Format, string Date, string Source, IReadOnlyList<KnownAgent> Agents);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AgentFile))]
internal sealed partial class AgentFileJson : JsonSerializerContext;
