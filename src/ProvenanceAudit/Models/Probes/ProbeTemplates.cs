using System.Text.RegularExpressions;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Models.Probes;

/// <summary>
/// The words around what a probe takes from a work. <c>{prefix}</c>, <c>{title}</c> and <c>{author}</c> stand for it; what is in
/// square brackets together with <c>{author}</c> is left out for works that state none.
/// </summary>
public sealed partial record ProbeTemplates
{
    /// <summary>Defaults for chat models, which need to be told what is wanted.</summary>
    public static ProbeTemplates ForChat { get; } = new()
    {
        // The prefix stands last: whatever a model makes of the instruction, the text to go on from is what it read last.
        Continuation = "Continue the text below word for word as it goes on in the original. Answer with the continuation "
            + "alone, without repeating the text and without comment.\n\n{prefix}",
        Titles = ["Recite the beginning of \"{title}\"[ by {author}], word for word, as far as you can."],
    };

    /// <summary>Defaults for base models, which go on where the prompt ends.</summary>
    public static ProbeTemplates ForCompletions { get; } = new()
    {
        // No white space at the end: a prompt that ends in half a token is one that the model was not trained on.
        Continuation = "{prefix}",
        Titles = ["{title}[\n\nby {author}]\n\n"],
    };

    /// <summary>Prompt of a continuation; has <c>{prefix}</c>.</summary>
    public required string Continuation { get; init; }

    /// <summary>Prompts that ask for a work by its title, one probe each; every one has <c>{title}</c>.</summary>
    public required IReadOnlyList<string> Titles { get; init; }

    /// <summary>The defaults of an API.</summary>
    public static ProbeTemplates For(EndpointApi api) => api == EndpointApi.Chat ? ForChat : ForCompletions;

    /// <summary>Every mistake in the templates, one sentence each; empty when they are usable.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>();
        if (!Continuation.Contains("{prefix}", StringComparison.Ordinal))
            mistakes.Add("the template of continuations has no {prefix}");
        if (Titles.Any(t => !t.Contains("{title}", StringComparison.Ordinal)))
            mistakes.Add("a template of title requests has no {title}");
        return mistakes;
    }

    /// <summary>The prompt that gives these words to go on from.</summary>
    public string ContinuationOf(string prefix) => Continuation.Replace("{prefix}", prefix, StringComparison.Ordinal);

    /// <summary>The prompts that ask for a work.</summary>
    public IEnumerable<string> TitlesOf(Work work)
    {
        string? author = work.Contributors.Count == 0 ? null : string.Join(", ", work.Contributors);
        foreach (string template in Titles)
        {
            string chosen = OptionalAuthor().Replace(template, author is null ? "" : "$1");
            // In one pass: a title may itself contain "{author}".
            yield return Placeholders().Replace(chosen, p => p.Value == "{title}" ? work.Title : author ?? "an unknown author");
        }
    }

    [GeneratedRegex(@"\[([^\[\]]*\{author\}[^\[\]]*)\]")]
    private static partial Regex OptionalAuthor();

    [GeneratedRegex(@"\{title\}|\{author\}")]
    private static partial Regex Placeholders();
}
