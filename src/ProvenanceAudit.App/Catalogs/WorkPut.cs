using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Catalogs.Iscc;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>What a record asks to be done with a work, with all that is computed from the record alone. Made on any thread.</summary>
internal sealed record WorkPut
{
    [ThreadStatic]
    private static (Tokeniser Tokeniser, WordTokens Tokens)? _words;

    /// <summary>The work, under its id in the catalog.</summary>
    public required Work Work { get; init; }

    /// <summary>What is asked.</summary>
    public RecordAction Action { get; init; }

    /// <summary>The parts that an amendment states.</summary>
    public WorkParts Stated { get; init; } = WorkParts.All;

    /// <summary>The text; null where the record has none.</summary>
    public string? Text { get; init; }

    /// <summary>Words in the text.</summary>
    public int Words { get; init; }

    /// <summary>Its hash.</summary>
    public byte[]? TextSha256 { get; init; }

    /// <summary>ISCC Text-Code of it, 256 bits; null where it has no letters.</summary>
    public IsccCode? IsccText { get; init; }

    /// <summary>ISCC Meta-Code of title and contributors; null where the title has no letters.</summary>
    public string? IsccMeta { get; init; }

    /// <summary>Computes what is needed to put a work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="text">Its text, with <paramref name="words"/> in it; null where there is none.</param>
    /// <param name="words">Words in the text.</param>
    public static WorkPut Of(Work work, string? text, int words) => new()
    {
        Work = work,
        Text = text,
        Words = words,
        TextSha256 = text is null ? null : RegisteredWork.HashOf(text),
        IsccText = text is null ? null : CodeOf(text),
        IsccMeta = MetaCodeOf(work),
    };

    /// <summary>The Meta-Code of a work: of its title, with its contributors for a description.</summary>
    public static string? MetaCodeOf(Work work) =>
        IsccMetaCode.TryOf(work.Title, string.Join("; ", work.Contributors), null, 64, out IsccMetaCode? code, out _) ? code.Code.ToString() : null;

    private static IsccCode? CodeOf(string text) => IsccTextCode.Of(text, 256) is { Characters: > 0 } code ? code.Code : null;

    /// <summary>Words in a text.</summary>
    public static int WordsIn(string text)
    {
        (Tokeniser tokeniser, WordTokens tokens) = _words ??= (new Tokeniser(), new WordTokens());
        tokeniser.Tokenise(text, tokens);
        return tokens.Count;
    }
}

/// <summary>What became of it.</summary>
/// <param name="Work">The work; null where it was refused.</param>
/// <param name="Effect">What was done to it; null where it was refused.</param>
/// <param name="Refusal">Why it was refused; null where it was not.</param>
/// <param name="Warnings">What the submitter should know.</param>
internal sealed record PutOutcome(RegisteredWork? Work, RecordEffect? Effect, string? Refusal, IReadOnlyList<string> Warnings)
{
    /// <summary>Whether the work is new, or has another text now.</summary>
    public bool HasNewText { get; init; }
}
