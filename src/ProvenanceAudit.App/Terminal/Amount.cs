namespace ProvenanceAudit.App.Terminal;

/// <summary>Counted things in words.</summary>
internal static class Amount
{
    /// <summary><c>1 work</c>, <c>2,000 works</c>.</summary>
    public static string Of(long count, string thing) => count == 1 ? $"1 {thing}" : $"{count:N0} {thing}s";
}
