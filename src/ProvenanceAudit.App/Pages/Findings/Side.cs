using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Pages.Findings;

/// <summary>A stretch of a passage.</summary>
/// <param name="Text">Its text.</param>
/// <param name="IsShared">Whether its words stand in the other text too.</param>
/// <param name="IsEdit">Whether it is of words that do not: changed, added, or left out on the other side.</param>
public sealed record Stretch(string Text, bool IsShared, bool IsEdit);

/// <summary>What of a passage belongs together.</summary>
/// <param name="Pair">Number of the sentence pair that it is one side of, from 1; 0 where it is of none.</param>
/// <param name="Stretches">What it is made of, in order.</param>
public sealed record Piece(int Pair, IReadOnlyList<Stretch> Stretches)
{
    // As many as app.css has colours for; the number tells the pairs apart.
    private const int Tints = 6;

    /// <summary>Which of the colours it is marked with, from 0.</summary>
    public int Tint => (Pair - 1) % Tints;
}

/// <summary>One side of a match.</summary>
/// <param name="Id">What ids of its pairs begin with.</param>
/// <param name="OppositeId">What those of the other side begin with.</param>
/// <param name="OppositeName">Where that is, in words.</param>
/// <param name="Before">Context before.</param>
/// <param name="Passage">The passage.</param>
/// <param name="After">Context after.</param>
public sealed record Side(string Id, string OppositeId, string OppositeName, string Before, IReadOnlyList<Piece> Passage, string After)
{
    /// <summary>The pairs that have a place on this side.</summary>
    public IReadOnlySet<int> Pairs { get; } = Passage.Select(p => p.Pair).Where(p => p > 0).ToHashSet();

    /// <summary>The pairs that have a place on the other side.</summary>
    public IReadOnlySet<int> Opposite { get; init; } = new HashSet<int>();

    /// <summary>Cuts a side of a match.</summary>
    /// <param name="match">The match.</param>
    /// <param name="isWork">Whether it is the work's side.</param>
    /// <param name="text">The whole text of the side.</param>
    /// <param name="anchor">Id of the match in the page.</param>
    public static Side Of(Match match, bool isWork, string text, string anchor)
    {
        TextSpan span = isWork ? match.Source.Span : match.Output;
        PassageText passage = PassageText.Of(text, span);
        var pieces = new List<(int Pair, List<Stretch> Stretches)>();
        foreach (PassagePart part in PassageParts.Of(match, isWork, passage.Text.Length))
        {
            if (part.BeginsPair || pieces.Count == 0 || pieces[^1].Pair != part.Pair)
                pieces.Add((part.Pair, []));
            string words = part.Span.Of(passage.Text);
            // Nearly all words of a paraphrase differ.
            bool isEdit = !part.IsShared && match.Kind != MatchKind.Paraphrase && words.Any(char.IsLetterOrDigit);
            pieces[^1].Stretches.Add(new Stretch(words, part.IsShared, isEdit));
        }
        (string id, string opposite, string name) = isWork ? ("work", "output", "the output") : ("output", "work", "the work");
        return new Side(
            $"{anchor}-{id}", $"{anchor}-{opposite}", name, passage.Before, [.. pieces.Select(p => new Piece(p.Pair, p.Stretches))], passage.After);
    }
}
