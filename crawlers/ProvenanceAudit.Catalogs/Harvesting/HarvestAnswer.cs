namespace ProvenanceAudit.Catalogs.Harvesting;

/// <summary>Asks for one address, redirects followed; who gives it decides which machines may be asked. Throws only where it is cancelled.</summary>
/// <param name="address">Of http or https.</param>
/// <param name="cancellation">Breaks off.</param>
public delegate Task<HarvestAnswer> HarvestFetch(Uri address, CancellationToken cancellation);

/// <summary>What an address answered.</summary>
/// <param name="Status">Status of HTTP; 0 where there was no answer.</param>
/// <param name="Body">The body without content codings; what came of it where it is not whole.</param>
/// <param name="RetryAfter">The header Retry-After as sent; null where there is none.</param>
/// <param name="Failure">Why there was no answer, or none that is whole, a sentence without a full stop; null where all came.</param>
/// <param name="IsFinal">Whether asking again would bring nothing else: the address leads where it must not be asked.</param>
public sealed record HarvestAnswer(int Status, ReadOnlyMemory<byte> Body, string? RetryAfter = null, string? Failure = null, bool IsFinal = false);
