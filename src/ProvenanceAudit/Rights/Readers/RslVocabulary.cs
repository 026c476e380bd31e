namespace ProvenanceAudit.Rights.Readers;

/// <summary>The words of RSL 1.0, section 3.4.1, and those that are met in its place.</summary>
internal static class RslVocabulary
{
    internal const string Namespace = "https://rslstandard.org/rsl";

    /// <summary>What RSL can license apart from crawling, which only payment and <c>all</c> speak of.</summary>
    internal static readonly RightsUse[] Licensable =
        [RightsUse.Index, RightsUse.TextAndDataMining, RightsUse.AiTraining, RightsUse.AiInput];

    private static readonly RightsUse[] All = [RightsUse.Crawl, .. Licensable];

    /// <summary>Token of use whose grant is narrower than the use it belongs to.</summary>
    internal const string IndexOfAi = "ai-index";

    /// <summary>The uses of a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="remark">How it departs from RSL 1.0; null where it does not.</param>
    /// <returns>Empty where the token is not known.</returns>
    internal static RightsUse[] UsesOf(string token, out string? remark)
    {
        remark = null;
        switch (token.ToLowerInvariant())
        {
            case "all":
                return All;
            case "ai-all":
                return [RightsUse.AiTraining, RightsUse.AiInput];
            case "ai-train":
                return [RightsUse.AiTraining];
            case "ai-input" or IndexOfAi:
                return [RightsUse.AiInput];
            case "search":
                return [RightsUse.Index];
        }
        RightsUse[] uses = token.ToLowerInvariant() switch
        {
            "train-ai" or "ai-training" or "training" or "train" or "train-genai" or "genai-train" => [RightsUse.AiTraining],
            "ai-use" or "ai-inference" or "inference" or "rag" or "ai-search" => [RightsUse.AiInput],
            "ai" => [RightsUse.AiTraining, RightsUse.AiInput],
            "search-index" or "index" => [RightsUse.Index],
            "tdm" or "text-and-data-mining" => [RightsUse.TextAndDataMining],
            "crawl" => [RightsUse.Crawl],
            _ => [],
        };
        if (uses.Length > 0)
            remark = $"'{token}' is no token of RSL 1.0";
        return uses;
    }

    /// <summary>A list of tokens: spaces between them by RSL 1.0, commas by its draft 0.9.</summary>
    internal static string[] Tokens(string list, out bool commas)
    {
        commas = list.Contains(',', StringComparison.Ordinal);
        return list.Split((char[])[' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What a type of payment asks for, in words.</summary>
    internal static string PaymentText(string type) => type switch
    {
        "purchase" => "a single payment",
        "subscription" => "a subscription",
        "training" => "a payment for each training",
        "crawl" => "a payment for each crawl",
        "use" or "inference" => "a payment each time the content contributes to an output",
        "contribution" => "a contribution in good faith, in money or in kind",
        "royalty" => "a royalty",
        _ => $"a payment of type {StatementList.Quoted(type)}",
    };
}
