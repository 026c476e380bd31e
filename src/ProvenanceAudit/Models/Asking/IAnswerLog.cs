namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// Where an interview keeps what was asked and answered, so that an interview that broke off goes on from there: a file, or a
/// table. Methods are called one at a time.
/// </summary>
public interface IAnswerLog
{
    /// <summary>Id of the plan that the answers belong to.</summary>
    string Plan { get; }

    /// <summary>
    /// Questions that need not be asked again: answered, or refused for good (<see cref="AnswerRecord.IsFinal"/>).
    /// </summary>
    IReadOnlySet<AnswerKey> Settled { get; }

    /// <summary>Whether at least one question was answered.</summary>
    bool HasAnswers { get; }

    /// <summary>What was spent so far; for requests whose cost was never noted, all that was reserved for them.</summary>
    Spending Spent { get; }

    /// <summary>Notes that a request is about to be sent. The note must outlive the process when this returns.</summary>
    /// <param name="key">The question.</param>
    /// <param name="reservedTokens">Most tokens that the request can cost.</param>
    /// <param name="cancellation">Breaks off.</param>
    ValueTask NoteRequestAsync(AnswerKey key, long reservedTokens, CancellationToken cancellation);

    /// <summary>Notes what a request cost that was noted before, whatever came of it.</summary>
    /// <param name="key">The question.</param>
    /// <param name="reservedTokens">What was reserved for it.</param>
    /// <param name="tokens">Tokens that it cost.</param>
    /// <param name="cancellation">Breaks off.</param>
    ValueTask NoteCostAsync(AnswerKey key, long reservedTokens, long tokens, CancellationToken cancellation);

    /// <summary>Keeps an answer, or a failure. It must outlive the machine's power when this returns.</summary>
    /// <param name="record">The record; its requests and their cost are noted already.</param>
    /// <param name="cancellation">Breaks off.</param>
    ValueTask AddAsync(AnswerRecord record, CancellationToken cancellation);
}
