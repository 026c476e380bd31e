namespace ProvenanceAudit.Registry;

/// <summary>
/// Keys of the rows that come in bulk: the number of the owner and the place of the row in it, in 63 bits. A step that is done
/// again writes the same keys, and so nothing twice; a scan's rows lie together; keys need not be asked of the database.
/// </summary>
/// <remarks>
/// Outputs and matches: 20 bits of scan, 27 of output, 16 of match. Records: 31 bits of submission, 32 of record.
/// </remarks>
public static class RowKey
{
    /// <summary>One more than the largest number of a scan: 1,048,576.</summary>
    public const long ScanLimit = 1L << 20;

    /// <summary>Most outputs of a scan, and most probes: 134,217,728.</summary>
    public const long OutputLimit = 1L << OutputBits;

    /// <summary>Most rows for the matches of one output: 65,536.</summary>
    public const int MatchLimit = 1 << MatchBits;

    /// <summary>One more than the largest number of a submission: 2,147,483,648.</summary>
    public const long SubmissionLimit = 1L << 31;

    /// <summary>Most records of a submission: 4,294,967,296.</summary>
    public const long RecordLimit = 1L << RecordBits;

    private const int OutputBits = 27;
    private const int MatchBits = 16;
    private const int RecordBits = 32;

    /// <summary>Key of an output.</summary>
    /// <param name="scanNumber"><see cref="Scan.Number"/>, from 1.</param>
    /// <param name="place">Place among all the scan's outputs: with several samples a probe, ordinal x samples + sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not within its limit.</exception>
    public static long OfOutput(long scanNumber, long place) =>
        ((Within(scanNumber, ScanLimit, "scans") << OutputBits) | Within(place, OutputLimit, "outputs of a scan")) << MatchBits;

    /// <summary>Key of a probe; probes and outputs are in different tables.</summary>
    /// <param name="scanNumber"><see cref="Scan.Number"/>, from 1.</param>
    /// <param name="ordinal">Place among the scan's probes, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not within its limit.</exception>
    public static long OfProbe(long scanNumber, long ordinal) => OfOutput(scanNumber, ordinal);

    /// <summary>Key of a match: the output's key and its place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ordinal is not within <see cref="MatchLimit"/>.</exception>
    public static long OfMatch(long outputId, int ordinal) => outputId | Within(ordinal, MatchLimit, "matches of an output");

    /// <summary>Key of a record of a submission.</summary>
    /// <param name="submissionNumber"><see cref="Submission.Number"/>, from 1.</param>
    /// <param name="ordinal">Place among the submission's records, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not within its limit.</exception>
    public static long OfRecord(long submissionNumber, long ordinal) =>
        (Within(submissionNumber, SubmissionLimit, "submissions") << RecordBits)
        | Within(ordinal, RecordLimit, "records of a submission");

    private static long Within(long number, long limit, string what) => number >= 0 && number < limit
        ? number
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"the registry numbers {what} from 0 to {limit - 1:N0}");
}
