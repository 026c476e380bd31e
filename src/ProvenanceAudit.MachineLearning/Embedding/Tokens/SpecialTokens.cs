using System.Text.Json;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>What the post-processor of a <c>tokenizer.json</c> puts before and after a text.</summary>
internal static class SpecialTokens
{
    /// <summary>Reads it.</summary>
    /// <exception cref="EmbedderUnusableException">Its type is not known, or it names tokens that are not there.</exception>
    public static (IReadOnlyList<int> Before, IReadOnlyList<int> After) Read(JsonElement processor, string[] vocabulary, string name)
    {
        if (processor.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return ([], []);
        string type = processor.GetProperty("type").GetString()!;
        switch (type)
        {
            case "ByteLevel":
                return ([], []);
            case "BertProcessing" or "RobertaProcessing":
                return ([Known(processor.GetProperty("cls")[1].GetInt32())], [Known(processor.GetProperty("sep")[1].GetInt32())]);
            case "Sequence":
                (IReadOnlyList<int> Before, IReadOnlyList<int> After) all = ([], []);
                foreach (JsonElement part in processor.GetProperty("processors").EnumerateArray())
                {
                    (IReadOnlyList<int> before, IReadOnlyList<int> after) = Read(part, vocabulary, name);
                    all = ([.. before, .. all.Before], [.. all.After, .. after]);
                }
                return all;
            case "TemplateProcessing":
                return Template(processor);
            default:
                throw new EmbedderUnusableException($"{name} has a post-processor '{type}', which is not known");
        }

        int Known(int token) => token >= 0 && token < vocabulary.Length ? token
            : throw new EmbedderUnusableException($"{name} puts token {token} about a text, which its vocabulary lacks");

        (IReadOnlyList<int>, IReadOnlyList<int>) Template(JsonElement template)
        {
            var before = new List<int>();
            var after = new List<int>();
            List<int> now = before;
            foreach (JsonElement part in template.GetProperty("single").EnumerateArray())
            {
                if (part.TryGetProperty("SpecialToken", out JsonElement special))
                    now.AddRange(template.GetProperty("special_tokens").GetProperty(special.GetProperty("id").GetString()!).GetProperty("ids").EnumerateArray().Select(i => Known(i.GetInt32())));
                else
                    now = after;
            }
            return (before, after);
        }
    }
}
