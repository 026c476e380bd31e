using ProvenanceAudit.Matching;

namespace ProvenanceAudit.Reporting.Wording;

/// <summary>How an output quotes, in words.</summary>
public static class Quotations
{
    /// <summary>The signs, as in <c>in quotation marks, beside its title or author</c>.</summary>
    public static string WaysOf(QuotationSigns signs)
    {
        var ways = new List<string>();
        if (signs.HasFlag(QuotationSigns.QuotationMarks))
            ways.Add("in quotation marks");
        if (signs.HasFlag(QuotationSigns.BlockQuote))
            ways.Add("in a block quote");
        if (signs.HasFlag(QuotationSigns.Attribution))
            ways.Add("beside its title or author");
        return string.Join(", ", ways);
    }
}
