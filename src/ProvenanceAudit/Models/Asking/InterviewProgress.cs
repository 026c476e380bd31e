namespace ProvenanceAudit.Models.Asking;

/// <summary>How far an interview is.</summary>
/// <param name="Done">Questions settled, those of earlier parts included.</param>
/// <param name="Total">Questions of the whole interview.</param>
/// <param name="DoneNow">Questions settled in this part.</param>
/// <param name="Spent">What was spent so far, in earlier parts too.</param>
/// <param name="Elapsed">Time since this part began.</param>
public readonly record struct InterviewProgress(long Done, long Total, long DoneNow, Spending Spent, TimeSpan Elapsed)
{
    /// <summary>Questions settled per second in this part; 0 at its beginning.</summary>
    public double PerSecond => Elapsed > TimeSpan.Zero ? DoneNow / Elapsed.TotalSeconds : 0;

    /// <summary>Time to the end at this rate; null before the first answer.</summary>
    public TimeSpan? TimeLeft => DoneNow > 0 ? (Total - Done) * (Elapsed / DoneNow) : null;
}

/// <summary>What an interview came to.</summary>
/// <param name="Answered">Questions answered in this part.</param>
/// <param name="AnsweredBefore">Questions that an earlier part had settled.</param>
/// <param name="Refused">Questions of this part that the endpoint refused for good.</param>
/// <param name="Unavailable">
/// Questions of this part given up after all repetitions; they are asked again when it is run again.
/// </param>
/// <param name="LeftByBudget">Questions not asked because the budget would not have sufficed.</param>
/// <param name="Spent">What was spent, in earlier parts too.</param>
public sealed record InterviewResult(
    long Answered, long AnsweredBefore, long Refused, long Unavailable, long LeftByBudget, Spending Spent);
