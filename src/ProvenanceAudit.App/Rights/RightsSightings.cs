using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.App.Rights;

/// <summary>
/// Keeps what was seen of rights, and reads it again. What is seen again is one row with the time from first to last; what was different
/// in between is another.
/// </summary>
internal sealed class RightsSightings(RegistryContext registry, Guid rightsHolderId)
{
    private const int KeysAtOnce = 500;

    /// <summary>Keeps statements and observations, in the context's transaction.</summary>
    public async Task KeepAsync(
        IReadOnlyList<RightsStatement> statements, IReadOnlyList<RightsSourceObservation> observations, CancellationToken cancellation)
    {
        foreach (RightsStatement[] part in statements.Chunk(KeysAtOnce))
            await KeepAsync(part, cancellation);
        foreach (RightsSourceObservation[] part in observations.OrderBy(o => o.ObservedAt).Chunk(KeysAtOnce))
            await KeepAsync(part, cancellation);
        await registry.SaveChangesAsync(cancellation);
    }

    /// <summary>All that was seen about a site, in the order of first sighting.</summary>
    /// <param name="site">Host and port, as <see cref="SiteOf"/> gives it, or a work's id.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async Task<IReadOnlyList<RightsSighting>> StatementsOfAsync(string site, CancellationToken cancellation)
    {
        List<SeenStatement> rows = await registry.RightsStatements.AsNoTracking()
            .Where(s => s.RightsHolderId == rightsHolderId && s.Site == site).OrderBy(s => s.FirstSeen).ToListAsync(cancellation);
        return [.. rows.Select(row => new RightsSighting(RightsStatement.FromJson(row.StatementJson), row.FirstSeen, row.LastSeen))];
    }

    /// <summary>How sources of a site were found, the first and the last time of each result, in order.</summary>
    public async Task<IReadOnlyList<RightsSourceObservation>> ObservationsOfAsync(string site, CancellationToken cancellation)
    {
        List<SeenSource> rows = await registry.RightsSources.AsNoTracking()
            .Where(s => s.RightsHolderId == rightsHolderId && s.Site == site).OrderBy(s => s.FirstSeen).ToListAsync(cancellation);
        return [.. rows.SelectMany(row => row.FirstSeen == row.LastSeen
            ? [ObservationOf(row, row.FirstSeen)]
            : new[] { ObservationOf(row, row.FirstSeen), ObservationOf(row, row.LastSeen) })
            .OrderBy(o => o.ObservedAt)];
    }

    /// <summary>Host and port of an address or an origin; the text itself where it is none.</summary>
    public static string SiteOf(string address) =>
        CrawlAddress.TryParse(address, null, out CrawlAddress? parsed) ? parsed.Authority : address;

    private async Task KeepAsync(RightsStatement[] statements, CancellationToken cancellation)
    {
        var byId = new Dictionary<string, List<RightsStatement>>(StringComparer.Ordinal);
        foreach (RightsStatement statement in statements)
        {
            string id = statement.ContentId();
            if (!byId.TryGetValue(id, out List<RightsStatement>? same))
                byId[id] = same = [];
            same.Add(statement);
        }
        byte[][] keys = [.. byId.Keys.Select(Convert.FromHexString)];
        List<SeenStatement> rows = await registry.RightsStatements
            .Where(s => s.RightsHolderId == rightsHolderId && keys.Contains(s.StatementId)).ToListAsync(cancellation);
        Dictionary<string, SeenStatement> latestRows = rows.GroupBy(s => Convert.ToHexStringLower(s.StatementId), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(s => s.LastSeen)!, StringComparer.Ordinal);
        string[] sources = [.. rows.Select(r => r.SourceAddress).Distinct(StringComparer.Ordinal)];
        // When sources of statements that are known were looked at: a statement may have been gone in between.
        ILookup<string, DateTimeOffset> looks = sources.Length == 0 ? Array.Empty<string>().ToLookup(s => s, _ => default(DateTimeOffset))
            : (await registry.RightsSources.AsNoTracking()
                .Where(s => s.RightsHolderId == rightsHolderId && sources.Contains(s.SourceAddress) && s.State != nameof(RightsSourceState.Failed))
                .Select(s => new { s.SourceAddress, s.FirstSeen }).ToListAsync(cancellation)).ToLookup(s => s.SourceAddress, s => s.FirstSeen, StringComparer.Ordinal);
        var added = new List<SeenStatement>();
        foreach ((string id, List<RightsStatement> same) in byId)
        {
            RightsStatement latest = same.MaxBy(s => s.Evidence.ObservedAt)!;
            if (latestRows.TryGetValue(id, out SeenStatement? row) && latest.Evidence.ObservedAt <= row.LastSeen)
                continue;
            DateTimeOffset first = same.Min(s => s.Evidence.ObservedAt);
            if (row is not null && !looks[row.SourceAddress].Any(at => at > row.LastSeen && at < first))
            {
                (row.LastSeen, row.StatementJson) = (latest.Evidence.ObservedAt, latest.ToJson());
                continue;
            }
            added.Add(new SeenStatement
            {
                RightsHolderId = rightsHolderId,
                StatementId = Convert.FromHexString(id),
                Site = SiteOf(latest.Scope.Target),
                SourceAddress = latest.SourceAddress,
                FirstSeen = first,
                LastSeen = latest.Evidence.ObservedAt,
                StatementJson = latest.ToJson(),
            });
        }
        await registry.SaveChangesAsync(cancellation);
        await BulkRows.InsertAsync(registry, added, cancellation);
    }

    private async Task KeepAsync(RightsSourceObservation[] observations, CancellationToken cancellation)
    {
        string[] addresses = [.. observations.Select(o => o.SourceAddress).Distinct()];
        List<SeenSource> rows = await registry.RightsSources
            .Where(s => s.RightsHolderId == rightsHolderId && addresses.Contains(s.SourceAddress)).ToListAsync(cancellation);
        var latest = rows.GroupBy(r => r.SourceAddress, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(r => r.LastSeen)!, StringComparer.Ordinal);
        foreach (RightsSourceObservation seen in observations)
        {
            if (latest.TryGetValue(seen.SourceAddress, out SeenSource? row) && row.State == seen.State.ToString()
                && row.BodySha256 == seen.BodySha256)
            {
                if (seen.ObservedAt > row.LastSeen)
                    (row.LastSeen, row.HttpStatus, row.Reason) = (seen.ObservedAt, seen.HttpStatus, seen.Reason);
                continue;
            }
            row = new SeenSource
            {
                RightsHolderId = rightsHolderId,
                Site = SiteOf(seen.SourceAddress),
                SourceAddress = seen.SourceAddress,
                State = seen.State.ToString(),
                FirstSeen = seen.ObservedAt,
                LastSeen = seen.ObservedAt,
                HttpStatus = seen.HttpStatus,
                Reason = seen.Reason,
                BodySha256 = seen.BodySha256,
            };
            registry.RightsSources.Add(row);
            latest[seen.SourceAddress] = row;
        }
    }

    private static RightsSourceObservation ObservationOf(SeenSource row, DateTimeOffset at) => new(
        row.SourceAddress, Enum.Parse<RightsSourceState>(row.State), at, row.HttpStatus, row.Reason, row.BodySha256);
}
