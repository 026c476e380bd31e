using ProvenanceAudit.Rights.StructuredFields;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// Usage preferences of the IETF's working group AIPREF: a dictionary of RFC 9651 whose keys are categories of use and whose values
/// are the tokens y and n (draft-ietf-aipref-vocab, section 6; draft-ietf-aipref-attach). The working group has no consensus yet;
/// labels of its earlier drafts are read and marked.
/// </summary>
internal static class ContentUsage
{
    /// <summary>A category of use. Where a narrower one is stated as well, the broader one speaks of the rest.</summary>
    private sealed record Label(string Name, RightsUse[] Uses, string? Draft, string? Remark = null);

    private static readonly RightsUse[] Everything =
        [RightsUse.Index, RightsUse.TextAndDataMining, RightsUse.AiTraining, RightsUse.AiInput];

    // From narrow to broad.
    private static readonly Label[] Labels =
    [
        new("train-ai", [RightsUse.AiTraining], null),
        new("search", [RightsUse.Index], null),
        new("genai", [RightsUse.AiTraining], "2025-06", "the label speaks of training generative models"),
        new("train-genai", [RightsUse.AiTraining], "2025-07", "the label speaks of training generative models"),
        new("ai-use", [RightsUse.AiInput], "2025-07"),
        new("ai-output", [RightsUse.AiInput], "2025-10"),
        new("inference", [RightsUse.AiInput], "2025-06"),
        new("ai", [RightsUse.AiTraining], "2025-06"),
        new("tdm", [RightsUse.TextAndDataMining, RightsUse.AiTraining], "2025-06"),
        new("all", Everything, "2025-07"),
        new("bots", Everything, "2025-10"),
    ];

    /// <summary>States what a dictionary says.</summary>
    /// <param name="value">The dictionary.</param>
    /// <param name="scope">What it is about.</param>
    /// <param name="raw">As the source has it, the key of a line and its path among it.</param>
    /// <param name="found">Takes the statements.</param>
    /// <param name="complete">Adds the place.</param>
    /// <param name="line">For problems.</param>
    internal static void Read(string value, RightsScope scope, string raw, StatementList found,
        Func<RightsStatement, RightsStatement> complete, int? line = null)
    {
        if (!FieldParser.TryParseDictionary(value, out IReadOnlyList<FieldMember> members, out string? error))
        {
            found.Problem($"the usage preference {StatementList.Quoted(value)} is no dictionary of RFC 9651 ({error}), so that nothing is "
                + "stated", line);
            return;
        }
        Dictionary<string, FieldItem> byKey = members.ToDictionary(member => member.Key, member => member.Item, StringComparer.Ordinal);
        foreach (FieldMember member in members.Where(member => !Array.Exists(Labels, label => label.Name == member.Key)))
            found.Problem($"the category {StatementList.Quoted(member.Key)} is in no draft, and ignored", line);
        var stated = new HashSet<RightsUse>();
        foreach (Label label in Labels)
        {
            if (!byKey.TryGetValue(label.Name, out FieldItem? item))
                continue;
            if (item.Value is not FieldToken { Text: "y" or "n" } preference)
            {
                found.Problem($"the preference for '{label.Name}' is neither the token y nor n, and leaves it unknown", line);
                continue;
            }
            RightsUse[] uses = [.. label.Uses.Where(use => !stated.Contains(use))];
            stated.UnionWith(uses);
            if (uses.Length == 0)
                continue;
            List<string> remarks = label.Draft is null ? [] : [$"'{label.Name}' is a label of the draft of {label.Draft}"];
            if (label.Remark is not null)
                remarks.Add(label.Remark);
            RightsStatement statement = complete(
                found.New(scope, uses, preference.Text == "n" ? RightsEffect.Reserve : RightsEffect.Permit, raw));
            found.Add(statement with
            {
                Version = label.Draft is null ? "draft-ietf-aipref-vocab" : $"draft-ietf-aipref-vocab of {label.Draft}",
                Strength = label.Draft is null ? RightsStrength.Standard : RightsStrength.NonStandard,
                Remarks = remarks,
                Position = $"{statement.Position}, {label.Name}".TrimStart(',', ' '),
            });
        }
    }
}
