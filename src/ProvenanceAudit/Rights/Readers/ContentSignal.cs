namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// Content signals (contentsignals.org): <c>search=yes, ai-input=yes, ai-train=no</c>. What is not named is neither granted nor
/// restricted; no signal changes what may be crawled.
/// </summary>
internal static class ContentSignal
{
    private static readonly (string Key, RightsUse Use)[] Keys =
        [("search", RightsUse.Index), ("ai-input", RightsUse.AiInput), ("ai-train", RightsUse.AiTraining)];

    // Keys that people write and the policy does not have.
    private static readonly (string Key, RightsUse Use)[] Misspelt =
    [
        ("ai-training", RightsUse.AiTraining), ("train-ai", RightsUse.AiTraining), ("ai_train", RightsUse.AiTraining),
        ("aitrain", RightsUse.AiTraining), ("ai_input", RightsUse.AiInput), ("ai-inference", RightsUse.AiInput),
    ];

    /// <summary>States what a value says.</summary>
    internal static void Read(string value, RightsScope scope, string raw, StatementList found,
        Func<RightsStatement, RightsStatement> complete, int? line = null)
    {
        foreach (string part in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            string key = sides[0].ToLowerInvariant();
            string? word = sides.Length == 2 ? sides[1].Trim('"').ToLowerInvariant() : null;
            (string Key, RightsUse Use) known = Keys.FirstOrDefault(one => one.Key == key);
            List<string> remarks = [];
            if (known.Key is null)
            {
                known = Misspelt.FirstOrDefault(one => one.Key == key);
                if (known.Key is null)
                {
                    // "use" belongs to a later revision of the policy and says how a permitted use may look.
                    found.Problem($"the signal {StatementList.Quoted(part)} is not known, and ignored", line);
                    continue;
                }
                remarks.Add($"'{key}' is no key of the policy");
            }
            if (word is not ("yes" or "no"))
            {
                if (word is not ("y" or "n" or "true" or "false"))
                {
                    found.Problem($"the signal {StatementList.Quoted(part)} says neither yes nor no", line);
                    continue;
                }
                remarks.Add($"'{word}' stands for yes or no");
            }
            bool permits = word is "yes" or "y" or "true";
            RightsStatement stated = complete(found.New(scope, [known.Use], permits ? RightsEffect.Permit : RightsEffect.Reserve, raw));
            found.Add(stated with
            {
                Strength = remarks.Count == 0 ? RightsStrength.Standard : RightsStrength.NonStandard,
                Remarks = remarks,
                Position = $"{stated.Position}, {known.Key}".TrimStart(',', ' '),
            });
        }
    }
}
