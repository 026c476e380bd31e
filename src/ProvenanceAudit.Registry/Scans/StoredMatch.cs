using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Registry;

/// <summary>
/// A copied passage of one output as one rights holder sees it. Where works of several rights holders hold the passage, each has
/// a row of its own, which names that rights holder's works alone: no row tells one of another's. Written in bulk; the key is
/// <see cref="RowKey.OfMatch"/>.
/// </summary>
public sealed class StoredMatch : ITenantOwned
{
    /// <summary>Key, in order of the scan's outputs and of the matches in each.</summary>
    public required long Id { get; init; }

    /// <summary>The scan.</summary>
    public required Guid ScanId { get; init; }

    /// <summary>The output.</summary>
    public required long OutputId { get; init; }

    /// <summary>The output.</summary>
    public StoredOutput? Output { get; init; }

    /// <summary>The rights holder's work that is named as the source.</summary>
    public required Guid WorkId { get; init; }

    /// <summary>The work.</summary>
    public RegisteredWork? Work { get; init; }

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>
    /// Whether this row is the passage's first: the work is the earliest published of all rights holders'. One row of each
    /// passage is, so that counts over all rights holders count these.
    /// </summary>
    public required bool First { get; init; }

    /// <summary>Verbatim, near-verbatim or paraphrase.</summary>
    public required MatchKind Kind { get; init; }

    /// <summary>Start in the output, UTF-16 code units.</summary>
    public required int OutputStart { get; init; }

    /// <summary>End in the output, not included.</summary>
    public required int OutputEnd { get; init; }

    /// <summary>Start in the work, UTF-16 code units.</summary>
    public required int WorkStart { get; init; }

    /// <summary>End in the work, not included.</summary>
    public required int WorkEnd { get; init; }

    /// <summary>Identical words.</summary>
    public required int Words { get; init; }

    /// <summary>Identical words over the columns of the alignment, 0 to 1.</summary>
    public required double Identity { get; init; }

    /// <summary>Longest run of identical words, in words.</summary>
    public required int LongestRun { get; init; }

    /// <summary>The runs of identical words, in order; packed in the database.</summary>
    public required IReadOnlyList<CommonRun> Runs { get; init; }

    /// <summary>
    /// <see cref="Match.Similarity"/>, 0 to 1; null for matches of words, and where the row is not <see cref="First"/>: it was
    /// measured on the first row's work.
    /// </summary>
    public double? Similarity { get; init; }

    /// <summary><see cref="Match.Sentences"/>, none where <see cref="Similarity"/> is null; packed in the database.</summary>
    public IReadOnlyList<SentencePair> Sentences { get; init; } = [];

    /// <summary>Other works of the same rights holder that hold the passage, by <see cref="RegisteredWork.IndexId"/>.</summary>
    public IReadOnlyList<MatchedSource> AlsoIn { get; init; } = [];

    /// <summary><see cref="Match.EValue"/>: 0 to infinity.</summary>
    public required double EValue { get; set; }

    /// <summary><see cref="Match.Significant"/>.</summary>
    public required bool Significant { get; set; }

    /// <summary><see cref="Match.Quotation"/>; a number in the database.</summary>
    public required QuotationSigns Quotation { get; init; }

    /// <summary>
    /// The rows that tell of a match: one for each rights holder that has a work which holds the passage, the source's first.
    /// </summary>
    /// <param name="match">The match; ids of works are <see cref="RegisteredWork.IndexId"/>.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="outputId">Key of the output.</param>
    /// <param name="firstOrdinal">Place of the first row among the rows of the output's matches, from 0.</param>
    /// <param name="ownerOf">Tells the rights holder of a work.</param>
    public static IReadOnlyList<StoredMatch> Of(
        Match match, Scan scan, long outputId, int firstOrdinal, Func<Guid, Guid> ownerOf)
    {
        var byOwner = new List<(Guid Owner, List<MatchedSource> Sources)>();
        foreach (MatchedSource source in (IEnumerable<MatchedSource>)[match.Source, .. match.AlsoIn])
        {
            Guid owner = ownerOf(Guid.ParseExact(source.WorkId, "N"));
            int at = byOwner.FindIndex(o => o.Owner == owner);
            if (at < 0)
                byOwner.Add((owner, [source]));
            else
                byOwner[at].Sources.Add(source);
        }
        return [.. byOwner.Select((o, i) => Row(match, scan, outputId, firstOrdinal + i, i == 0, o.Owner, o.Sources))];
    }

    /// <summary>The match as reports take it; ids of works are <see cref="RegisteredWork.IndexId"/>.</summary>
    public Match ToMatch() => new()
    {
        OutputId = OutputId.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Kind = Kind,
        Similarity = Similarity,
        Sentences = Sentences,
        Source = new MatchedSource
        {
            WorkId = WorkId.ToString("N"),
            Span = new TextSpan(WorkStart, WorkEnd),
            Output = new TextSpan(OutputStart, OutputEnd),
            Words = Words,
            Identity = Identity,
            Runs = Runs,
        },
        AlsoIn = AlsoIn,
        LongestRun = LongestRun,
        EValue = EValue,
        Significant = Significant,
        Quotation = Quotation,
    };

    private static StoredMatch Row(
        Match match, Scan scan, long outputId, int ordinal, bool first, Guid owner, List<MatchedSource> sources)
    {
        MatchedSource source = sources[0];
        return new StoredMatch
        {
            Id = RowKey.OfMatch(outputId, ordinal),
            ScanId = scan.Id,
            OutputId = outputId,
            WorkId = Guid.ParseExact(source.WorkId, "N"),
            RightsHolderId = owner,
            First = first,
            // Another place of the same passage may differ from the output in words that the first one shares with it.
            Kind = first || match.Kind == MatchKind.Paraphrase ? match.Kind : source.Identity == 1 ? MatchKind.Verbatim : MatchKind.NearVerbatim,
            OutputStart = source.Output.Start,
            OutputEnd = source.Output.End,
            WorkStart = source.Span.Start,
            WorkEnd = source.Span.End,
            Words = source.Words,
            Identity = source.Identity,
            LongestRun = first ? match.LongestRun : source.Runs.Select(r => r.Words).DefaultIfEmpty().Max(),
            Runs = source.Runs,
            Similarity = first ? match.Similarity : null,
            Sentences = first ? match.Sentences : [],
            AlsoIn = [.. sources.Skip(1)],
            EValue = match.EValue,
            Significant = match.Significant,
            Quotation = match.Quotation,
        };
    }
}
