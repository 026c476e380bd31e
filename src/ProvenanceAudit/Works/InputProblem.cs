namespace ProvenanceAudit.Works;

/// <summary>One record of an input that could not be used, or was used with a reservation, and why. Printed, reported, never lost.</summary>
/// <param name="File">Path of the file as the user named it; <c>standard input</c> when it was piped in.</param>
/// <param name="Line">Line of the record, from 1; 0 when the whole file is meant.</param>
/// <param name="RecordId">The record's id, when it could be read.</param>
/// <param name="Reason">One sentence that says what is wrong and, where there is one, the remedy.</param>
public sealed record InputProblem(string File, long Line, string? RecordId, string Reason)
{
    /// <summary><c>FILE:LINE: REASON</c>, the form that editors make clickable.</summary>
    public override string ToString() =>
        (Line > 0 ? $"{File}:{Line}: " : $"{File}: ") + (RecordId is null ? "" : $"record '{RecordId}': ") + Reason;
}
