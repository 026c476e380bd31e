namespace ProvenanceAudit.Works;

/// <summary>One thing that a catalog says about the use or the sale of a work, in words. What it means for mining and training is a rights statement's to tell.</summary>
/// <param name="Kind">What it is about, one of <see cref="WorkTermKinds"/>.</param>
/// <param name="Text">In words, as people read them: codes are spelt out.</param>
public sealed record WorkTerm(string Kind, string Text);

/// <summary>Kinds of <see cref="WorkTerm"/>, as they are written in files.</summary>
public static class WorkTermKinds
{
    /// <summary>A copyright notice: <c>© 2020 Example Press</c>.</summary>
    public const string Copyright = "copyright";

    /// <summary>Where the work may be sold, and where not.</summary>
    public const string SalesRights = "sales_rights";

    /// <summary>A restriction on who may sell it, or to whom.</summary>
    public const string SalesRestriction = "sales_restriction";

    /// <summary>A time before which it may not be published: an ISO 8601 time, then what else is said.</summary>
    public const string Embargo = "embargo";

    /// <summary>Terms of use, and constraints on uses that are neither mining nor training.</summary>
    public const string UsageTerms = "usage_terms";
}
