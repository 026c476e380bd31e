using ProvenanceAudit.Rights.Deciding;

namespace ProvenanceAudit.Rights;

/// <summary>
/// Decides from what was seen. Each standard is resolved by its own rules; then an explicit licence of the whole governs; else
/// any reservation does, and what says otherwise is shown as a conflict; else any condition; else a permission. What was not
/// seen, or could not be, is never consent.
/// </summary>
public sealed class RightsPolicy
{
    private const int MaximumConsidered = 200;

    // Points of time at which a history is asked; a site looked at every day for ten years has fewer.
    private const int MaximumPoints = 5000;

    private readonly IReadOnlyList<RightsSighting> _sightings;
    private readonly Dictionary<string, RightsSourceObservation[]> _looks;
    private readonly KnownAgents _agents;

    /// <summary>Takes what was seen.</summary>
    /// <param name="sightings">Statements; those about something else are passed over.</param>
    /// <param name="looks">Looks at sources, successful or not.</param>
    /// <param name="agents">The known agents; the list that the program carries by default.</param>
    public RightsPolicy(IEnumerable<RightsSighting> sightings, IEnumerable<RightsSourceObservation> looks,
        KnownAgents? agents = null)
    {
        _sightings = [.. sightings];
        _looks = looks.GroupBy(look => look.SourceAddress, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(look => look.ObservedAt).ToArray(), StringComparer.Ordinal);
        _agents = agents ?? KnownAgents.Default;
    }

    /// <summary>Decides.</summary>
    /// <param name="subject">What is asked about.</param>
    /// <param name="use">Which use.</param>
    /// <param name="at">For which moment.</param>
    /// <param name="agent">
    /// For which agent, by its product token. Null asks for anybody: what is closed to agents by name then is told with their
    /// names.
    /// </param>
    public RightsDecision Decide(RightsSubject subject, RightsUse use, DateTimeOffset at, string? agent = null) =>
        Decide(subject, use, at, agent, About(subject));

    private RightsSighting[] About(RightsSubject subject)
    {
        Uri? address = subject.Address is null ? null : Addresses.Web(subject.Address);
        return [.. _sightings.Where(sighting => Coverage.Covers(sighting.Statement.Scope, subject, address)
            || IsPolicy(sighting))];
    }

    // A policy is about what the reservation covers that names it.
    private static bool IsPolicy(RightsSighting sighting) => sighting.Statement.Standard == RightsStandard.TdmRep
        && sighting.Statement.Position?.StartsWith("permission ", StringComparison.Ordinal) == true;

    private RightsDecision Decide(RightsSubject subject, RightsUse use, DateTimeOffset at, string? agent, RightsSighting[] about)
    {
        Uri? address = subject.Address is null ? null : Addresses.Web(subject.Address);
        var question = new Question(use, address is null ? null : Addresses.PathOf(address),
            agent is null ? null : KnownAgents.TokenOf(agent), _agents);
        var considered = new List<ConsideredStatement>();
        var candidates = new List<Candidate>();
        foreach (RightsSighting sighting in about)
        {
            Standing standing = Standing.Of(sighting, Looks(sighting.Statement.SourceAddress), at);
            if (!standing.InForce)
            {
                if (sighting.Statement.Uses.Contains(use))
                    considered.Add(new(sighting, standing.Note!));
            }
            else if (sighting.Statement.Scope.Kind == RightsScopeKind.Part)
            {
                if (sighting.Statement.Uses.Contains(use))
                    considered.Add(new(sighting,
                        $"it hangs on a part of the page ({sighting.Statement.Scope.Part}), not on the whole"));
            }
            else
                candidates.Add(new(sighting, standing.Note));
        }
        considered.AddRange(candidates.Where(one => one.Effect == RightsEffect.Inform && !IsPolicy(one.Sighting))
            .Select(one => new ConsideredStatement(one.Sighting, "it tells of rights and decides nothing")));
        StandardVerdict[] verdicts = [.. Verdicts(candidates, question)];
        return Combined(subject, use, at, agent, address, verdicts, candidates, considered);
    }

    private static IEnumerable<StandardVerdict> Verdicts(List<Candidate> candidates, Question question)
    {
        Candidate[] robots = [.. candidates.Where(one => one.Statement.Standard == RightsStandard.RobotsTxt)];
        Candidate[] licences = [.. candidates.Where(one =>
            one.Statement.Standard is RightsStandard.CreativeCommons or RightsStandard.Spdx)];
        Candidate[] policies = [.. candidates.Where(one => IsPolicy(one.Sighting))];
        foreach (IGrouping<RightsStandard, Candidate> standard in candidates.Except(licences).Except(policies)
            .GroupBy(one => one.Statement.Standard).OrderBy(group => group.Key))
        {
            Candidate[] all = [.. standard];
            Candidate[] speaking = [.. all.Where(one => one.Statement.Uses.Contains(question.Use))];
            StandardVerdict? verdict = standard.Key switch
            {
                RightsStandard.RobotsTxt => RobotsResolution.Decide(all, question),
                RightsStandard.Aipref or RightsStandard.ContentSignal or RightsStandard.AiTxt =>
                    PreferenceResolution.Decide(all, robots, question),
                RightsStandard.TdmRep => TdmRepResolution.Decide(speaking,
                    [.. policies.Where(one => one.Statement.Uses.Contains(question.Use))]),
                RightsStandard.Rsl => RslResolution.Decide(all, question),
                _ => MostRestrictive(speaking, question),
            };
            if (verdict is not null)
                yield return verdict;
        }
        if (LicenceResolution.Decide(licences, question) is { } licence)
            yield return licence;
    }

    private static StandardVerdict? MostRestrictive(Candidate[] candidates, Question question)
    {
        Candidate[] speaking = [.. candidates.Where(one => one.Effect != RightsEffect.Inform && (Coverage.IsForAll(one.Scope)
            || question.Agent is null || Coverage.Names(one.Scope, question.Agent)))];
        if (speaking.Length == 0)
            return null;
        // What speaks to anybody comes before what names some, where nobody's agent was asked for.
        Candidate[] forAll = [.. speaking.Where(one => Coverage.IsForAll(one.Scope))];
        Candidate governing = StandardVerdict.MostRestrictive(question.Agent is null && forAll.Length > 0 ? forAll : speaking);
        return StandardVerdict.Choose(speaking, governing,
            $"{RightsStandardInfo.Of(governing.Statement.Standard).Name}: the most restrictive of what it says of this content",
            _ => "another statement of its standard restricts as much or more") with
        {
            Agents = question.Agent is null && !Coverage.IsForAll(governing.Scope) ? governing.Scope.Agents : [],
        };
    }

    private RightsDecision Combined(RightsSubject subject, RightsUse use, DateTimeOffset at, string? agent, Uri? address,
        StandardVerdict[] verdicts, List<Candidate> candidates, List<ConsideredStatement> considered)
    {
        var decision = new RightsDecision
        {
            Subject = subject,
            Use = use,
            At = at,
            Agent = agent,
            Outcome = RightsOutcome.Unknown,
            Reasons = [],
        };
        considered.AddRange(verdicts.SelectMany(verdict => verdict.Others));
        List<string> unseen = SourceNotes.Failed(address, at, candidates, _looks);
        StandardVerdict? governing = verdicts.FirstOrDefault(verdict => verdict.IsLicence)
            ?? verdicts.Where(verdict => verdict.Effect == RightsEffect.Reserve).OrderBy(RankOf)
                .ThenBy(verdict => verdict.Governing.Statement.Strength)
                .ThenByDescending(verdict => Coverage.Specificity(verdict.Governing.Scope)).FirstOrDefault()
            ?? verdicts.FirstOrDefault(verdict => verdict.Effect == RightsEffect.Conditional)
            ?? verdicts.OrderBy(verdict => verdict.Governing.Statement.Strength).FirstOrDefault();
        if (governing is null)
            return WithoutStatement(decision, address, at, unseen) with { Considered = Bounded(considered) };
        List<string> reasons = [governing.Reason];
        RightsOutcome outcome = governing.Effect switch
        {
            RightsEffect.Reserve => RightsOutcome.Reserved,
            RightsEffect.Conditional => RightsOutcome.Conditional,
            _ => RightsOutcome.Permitted,
        };
        StandardVerdict[] against = [.. verdicts.Where(verdict => verdict != governing && (verdict.Effect == RightsEffect.Reserve)
            != (governing.Effect == RightsEffect.Reserve))];
        if (against.Length > 0)
            reasons.Add(governing.IsLicence
                ? "an explicit licence of the whole goes before general reservations, which are shown as a conflict"
                : "where standards disagree, the reservation is reported and the conflict shown");
        else if (verdicts.Length > 1)
            reasons.Add($"of {verdicts.Length} standards in which something is stated of this use, none says otherwise");
        if (governing.Governing.Note is { } note)
            reasons.Add(note);
        if (outcome == RightsOutcome.Permitted && !governing.IsLicence && use != RightsUse.Crawl && unseen.Count > 0)
        {
            outcome = RightsOutcome.Unknown;
            reasons.Add("a permission is stated, but what could not be read may reserve it, and that is never consent");
        }
        reasons.AddRange(unseen);
        considered.AddRange(verdicts.Where(verdict => verdict != governing && !against.Contains(verdict))
            .Select(verdict => new ConsideredStatement(verdict.Governing.Sighting,
                "it agrees, or asks for less than the one that governs")));
        return decision with
        {
            Outcome = outcome,
            Governing = governing.Governing.Sighting,
            Conditions = governing.Governing.Statement.Conditions,
            Agents = governing.Agents,
            Reasons = reasons,
            Conflicts = [.. against.Select(verdict => new ConsideredStatement(verdict.Governing.Sighting, verdict.Reason))],
            Considered = Bounded(considered),
        };
    }

    // A reservation to anybody before one to some agents, both before words for people.
    private static int RankOf(StandardVerdict verdict) =>
        verdict.Governing.Statement.Strength == RightsStrength.HumanReadable ? 2 : verdict.Agents.Count > 0 ? 1 : 0;

    private RightsDecision WithoutStatement(RightsDecision decision, Uri? address, DateTimeOffset at, List<string> unseen)
    {
        if (decision.Use == RightsUse.Crawl && address is not null)
        {
            RightsSourceObservation? robots = Looks(Addresses.OriginOf(address) + "/robots.txt")
                .LastOrDefault(look => look.ObservedAt <= at);
            if (robots is { State: not RightsSourceState.Failed })
            {
                string day = Standing.Day(robots.ObservedAt);
                string why = robots.State == RightsSourceState.Absent
                    ? $"there was no robots.txt on {day}: RFC 9309, section 2.3.1.3, then allows"
                    : $"no rule of robots.txt as of {day} fits: RFC 9309, section 2.2.2, then allows";
                return decision with { Outcome = RightsOutcome.Permitted, Reasons = [why, .. unseen] };
            }
        }
        return decision with
        {
            Reasons =
            [
                "no statement in force decides this use; that nothing is said is neither consent nor reservation",
                .. unseen, .. SourceNotes.Read(address, at, _looks),
            ],
        };
    }

    private static ConsideredStatement[] Bounded(List<ConsideredStatement> considered) =>
        [.. considered.DistinctBy(one => one.Sighting).Take(MaximumConsidered)];

    /// <summary>
    /// What was so when, from the first look to the last. Between two looks nobody saw anything: a change lies between the end
    /// of one period and the beginning of the next.
    /// </summary>
    /// <param name="subject">What is asked about.</param>
    /// <param name="use">Which use.</param>
    /// <param name="agent">For which agent; null for anybody.</param>
    public IReadOnlyList<RightsPeriod> History(RightsSubject subject, RightsUse use, string? agent = null)
    {
        RightsSighting[] about = About(subject);
        Uri? address = subject.Address is null ? null : Addresses.Web(subject.Address);
        string[] sources = [.. about.Select(sighting => sighting.Statement.SourceAddress),
            .. address is null ? [] : SourceNotes.SourcesOf(address).Select(source => source.Address)];
        SortedSet<DateTimeOffset> points = [.. about.SelectMany(sighting =>
            (DateTimeOffset[])[sighting.FirstSeen, sighting.LastSeen]),
            .. sources.Distinct().SelectMany(source => Looks(source).Select(look => look.ObservedAt))];
        if (points.Count == 0)
            return [];
        foreach (RightsStatement statement in about.Select(sighting => sighting.Statement))
            foreach (DateTimeOffset? date in (DateTimeOffset?[])[statement.ValidFrom, statement.ValidUntil])
                if (date > points.Min && date < points.Max)
                    points.Add(date.Value);
        var periods = new List<RightsPeriod>();
        foreach (DateTimeOffset point in points.Take(MaximumPoints))
        {
            RightsDecision decision = Decide(subject, use, point, agent, about);
            if (periods.Count > 0 && Same(periods[^1].Decision, decision))
                periods[^1] = periods[^1] with { To = point };
            else
                periods.Add(new(decision, point, point));
        }
        return periods;
    }

    private static bool Same(RightsDecision one, RightsDecision other) => one.Outcome == other.Outcome
        && one.Governing?.Statement.ContentId() == other.Governing?.Statement.ContentId()
            && one.Agents.SequenceEqual(other.Agents);

    private RightsSourceObservation[] Looks(string source) => _looks.GetValueOrDefault(source) ?? [];
}
