namespace ProvenanceAudit.Catalogs.Harvesting;

/// <summary>How records are fetched.</summary>
public sealed record HarvestSettings
{
    /// <summary>E-mail at which whoever fetches is reached, as Crossref asks of those who want to be served reliably; null for none.</summary>
    public string? Contact { get; init; }

    /// <summary>Bounds.</summary>
    public HarvestLimits Limits { get; init; } = new();

    /// <summary>Told after each answer how far it is.</summary>
    public Action<HarvestProgress>? OnProgress { get; init; }

    /// <summary>Tells times.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Waits until a server may be asked again.</summary>
    public Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;
}

/// <summary>Bounds on what fetching may cost, whatever servers answer.</summary>
public sealed record HarvestLimits
{
    /// <summary>Most answers of one list.</summary>
    public int Answers { get; init; } = 100_000;

    /// <summary>Most bytes of all answers.</summary>
    public long Bytes { get; init; } = 64L << 30;

    /// <summary>Longest time of one run; what was fetched is kept, and the next run goes on.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often one request is tried.</summary>
    public int Tries { get; init; } = 6;

    /// <summary>Longest time that is waited before asking again, also where a server asks for more.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many answers without a record are taken in a row before a list is taken for endless.</summary>
    public int EmptyAnswers { get; init; } = 20;
}

/// <summary>How far fetching is.</summary>
/// <param name="Answers">Answers so far.</param>
/// <param name="Records">Records in them.</param>
/// <param name="CompleteSize">How many records the server says that there are; null where it does not.</param>
/// <param name="Bytes">Bytes of the answers.</param>
public sealed record HarvestProgress(int Answers, long Records, long? CompleteSize, long Bytes);

/// <summary>What was fetched.</summary>
/// <param name="Progress">Counts at the end.</param>
/// <param name="Notes">What is to be known about it: sentences without a full stop.</param>
public sealed record HarvestSummary(HarvestProgress Progress, IReadOnlyList<string> Notes);

/// <summary>Records cannot be fetched; the message says why and what to do about it.</summary>
public sealed class HarvestException(string message) : Exception(message);
