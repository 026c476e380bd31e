namespace ProvenanceAudit.Rights;

/// <summary>Collects what one reader finds in one source. What is too much is left out, and that is told.</summary>
/// <param name="source">The source.</param>
/// <param name="standard">The standard that the reader knows.</param>
/// <param name="version">Its version, where all statements are of one.</param>
public sealed class StatementList(RightsSource source, RightsStandard standard, string? version = null)
{
    // A robots.txt of the largest size read has about 30,000 lines. More is a flood, not a statement.
    private const int MaximumStatements = 20_000;
    private const int MaximumProblems = 200;

    private readonly List<RightsStatement> _statements = [];
    private readonly List<RightsProblem> _problems = [];

    /// <summary>The source.</summary>
    public RightsSource Source => source;

    /// <summary>How many statements were found so far.</summary>
    public int Count => _statements.Count;

    /// <summary>A statement of this source, to be completed and added.</summary>
    /// <param name="scope">What it is about.</param>
    /// <param name="uses">The uses it speaks of.</param>
    /// <param name="effect">What it says of them.</param>
    /// <param name="raw">As it was found; it is cut where it is too long.</param>
    public RightsStatement New(RightsScope scope, IReadOnlyList<RightsUse> uses, RightsEffect effect, string raw) => new()
    {
        Scope = scope,
        Uses = uses,
        Effect = effect,
        Standard = standard,
        Version = version,
        Declarant = source.Declarant,
        RawText = RightsStatement.Bounded(raw),
        SourceAddress = source.Address,
        Evidence = source.Evidence,
    };

    /// <summary>Adds a statement.</summary>
    public void Add(RightsStatement statement)
    {
        if (_statements.Count < MaximumStatements)
            _statements.Add(statement);
        else if (_statements.Count == MaximumStatements)
            Problem($"more than {MaximumStatements} statements; the rest is left out");
    }

    /// <summary>Adds a statement that needs nothing more.</summary>
    /// <param name="scope">What it is about.</param>
    /// <param name="uses">The uses it speaks of.</param>
    /// <param name="effect">What it says of them.</param>
    /// <param name="raw">As it was found.</param>
    public void Add(RightsScope scope, IReadOnlyList<RightsUse> uses, RightsEffect effect, string raw) =>
        Add(New(scope, uses, effect, raw));

    /// <summary>Tells what could not be used; the same is told once.</summary>
    /// <param name="reason">One sentence.</param>
    /// <param name="line">Line, from 1; null where lines mean nothing.</param>
    public void Problem(string reason, int? line = null)
    {
        if (_problems.Count < MaximumProblems && !_problems.Exists(problem => problem.Reason == reason && problem.Line == line))
            _problems.Add(new RightsProblem(source.Address, line, reason));
    }

    /// <summary>What was found.</summary>
    public StatedRights Done() => new(_statements, _problems);

    /// <summary>A value as a problem quotes it: its beginning.</summary>
    public static string Quoted(string value) => value.Length <= 80 ? $"'{value}'" : $"'{value[..80]}...'";
}
