using System.Globalization;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning.Evidence;

/// <summary>Tells works of other authors, and works in the public domain, from what the catalog says.</summary>
internal sealed class WorkKinship(IPassageIndex index, DateOnly on)
{
    // Published at twenty and dead at a hundred, an author is protected for 150 years where protection lasts seventy years after death.
    private const int YearsUntilPublic = 150;

    private static readonly string[] PublicLicences = ["public domain", "public-domain", "publicdomain", "cc0", "pddl"];

    private readonly Dictionary<string, WorkNames> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), bool> _kin = [];

    /// <summary>Whether two works are by other people, as far as is stated: no contributor in common, nor, where one states none, the title.</summary>
    public bool AreOfOthers(string a, string b)
    {
        if (string.CompareOrdinal(a, b) > 0)
            (a, b) = (b, a);
        if (!_kin.TryGetValue((a, b), out bool kin))
            _kin[(a, b)] = kin = AreKin(NamesOf(a), NamesOf(b));
        return !kin;
    }

    /// <summary>Whether a work is known to be in the public domain, by its licence or its age.</summary>
    public bool IsPublic(string workId)
    {
        Work work = Find(workId);
        if (work.Licence is string licence && PublicLicences.Any(name => licence.Contains(name, StringComparison.OrdinalIgnoreCase)))
            return true;
        return work.Published is { Length: >= 4 } published
            && int.TryParse(published.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year + YearsUntilPublic < on.Year;
    }

    private static bool AreKin(WorkNames a, WorkNames b)
    {
        if (a.Contributors.Count > 0 && b.Contributors.Count > 0)
            return a.Contributors.Exists(one => b.Contributors.Exists(other => IsSame(one, other)));
        return a.Titles.Exists(one => b.Titles.Exists(other => one.Words.AsSpan().SequenceEqual(other.Words)));
    }

    // "Jane Austen", "J. Austen" and "Austen" are the same as far as anybody can tell.
    private static bool IsSame(NamePhrase a, NamePhrase b) =>
        a.Words[^1] == b.Words[^1] && (a.Words.Length == 1 || b.Words.Length == 1 || a.Words[0] == b.Words[0] || a.Lengths[0] == 1 || b.Lengths[0] == 1);

    private WorkNames NamesOf(string workId)
    {
        if (!_names.TryGetValue(workId, out WorkNames? names))
            _names[workId] = names = new WorkNames(Find(workId));
        return names;
    }

    private Work Find(string workId) => index.FindWork(workId) ?? throw new KeyNotFoundException($"the index has no work '{workId}'");
}
