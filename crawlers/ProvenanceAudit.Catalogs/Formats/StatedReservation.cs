using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>The pair of properties of the TDM Reservation Protocol in a record of one of the formats that have fields for it.</summary>
internal static class StatedReservation
{
    /// <summary>Reads the pair.</summary>
    /// <param name="reservation">0 or 1; null where it is not stated.</param>
    /// <param name="policy">Address of the policy; null where it is not stated.</param>
    /// <param name="position">Where it stands: <c>column tdm_reservation</c>.</param>
    /// <param name="file">Name of the file.</param>
    /// <param name="line">Line of the record.</param>
    /// <param name="work">The work that it is stated of.</param>
    /// <param name="settings">When the file was handed in.</param>
    /// <param name="warnings">Told of values that are none.</param>
    public static IReadOnlyList<RightsStatement> Of(
        string? reservation, string? policy, string position, string file, long line, Work work, IntakeSettings settings, List<string> warnings)
    {
        if (reservation is null && policy is null)
            return [];
        var source = new RightsSource
        {
            Address = file,
            Evidence = new() { ObservedAt = settings.ReceivedAt },
            Subject = RightsScope.Work(work.Id),
            Declarant = work.RightsHolder is not null ? new(RightsRole.RightsHolder, work.RightsHolder) : new(RightsRole.Publisher, work.Publisher),
        };
        string raw = string.Join(", ", new[] { reservation is null ? null : $"tdm_reservation: {reservation}", policy is null ? null : $"tdm_policy: {policy}" }
            .OfType<string>());
        StatedRights stated = TdmRepReader.ReadPair(reservation, policy, RightsStatement.Bounded(raw), position, source);
        warnings.AddRange(stated.Problems.Select(p => p.Reason.TrimEnd('.')));
        return [.. stated.Statements.Select(s => s with { Line = (int)Math.Min(line, int.MaxValue) })];
    }
}
