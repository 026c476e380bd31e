using System.Globalization;
using System.Text;
using ProvenanceAudit.Models;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks.Verdicts;

/// <summary>Makes the outputs of a scan: text that is in no work, and passages put into some.</summary>
internal sealed class ScanMaking
{
    private readonly SourcePart _part;
    private readonly Random _random;
    private readonly TextEdits _edits;
    private readonly CatalogMaking _catalog;
    private readonly List<ModelOutput> _outputs = [];
    private readonly List<Planting> _plantings = [];
    private readonly bool _promptsKept;
    private readonly bool _real;

    private ScanMaking(SourcePart part, int seed)
    {
        (_part, _random) = (part, new Random(seed));
        _edits = new TextEdits(_random);
        _catalog = new CatalogMaking(part, _random);
        _promptsKept = _random.Next(10) < 7;
        _real = part.Answers.Count > 0 && _random.Next(2) == 0;
    }

    /// <summary>Makes a scan; the same seed makes the same one.</summary>
    public static ConstructedScan Make(SourcePart part, int seed, bool isSmall) => new ScanMaking(part, seed).Make(isSmall);

    private ConstructedScan Make(bool isSmall)
    {
        bool isLarge = !isSmall && _random.Next(6) == 0;
        _catalog.Make(isLarge);
        int words = _edits.Between(20_000, isLarge ? 1_500_000 : isSmall ? 50_000 : 300_000);
        for (int written = 0; written < words;)
            written += AddPlain();
        // Between no work and three in four are reproduced.
        double rate = 0.75 * _random.NextDouble();
        foreach ((string text, IReadOnlyList<string> owners) in _catalog.Own)
        {
            if (_random.NextDouble() < rate)
                Reproduce(text, owners);
            if (_random.NextDouble() < (_promptsKept ? 0.15 : 0.05))
                Give(new Passage(_edits.Passage(text, _edits.Between(10, 300)), Origin.Prompted, []));
        }
        foreach (Passage passage in _catalog.Foreign)
        {
            if (_random.Next(3) > 0)
                Give(passage);
        }
        return new ConstructedScan(_catalog.Catalog, _outputs, _plantings);
    }

    /// <summary>An output without anything of a work, once or, as other samples of the same prompt, again.</summary>
    private int AddPlain()
    {
        (string text, string prompt) = Background(_edits.Between(40, 600));
        int samples = _random.Next(8) == 0 ? 4 : 1;
        for (int i = 0; i < samples; i++)
            Write(text, prompt);
        return samples * text.Length / 6;
    }

    private void Reproduce(string text, IReadOnlyList<string> owners)
    {
        int passages = _edits.Between(1, 8);
        for (int i = 0; i < passages; i++)
            Give(new Passage(_edits.Passage(text, _edits.Between(8, 400)), Origin.Verbatim, owners));
    }

    /// <summary>Puts a passage into one output, or into several samples of one prompt.</summary>
    private void Give(Passage passage)
    {
        int samples = _random.Next(5) < 3 ? 1 : _edits.Between(2, 8);
        bool quoted = _random.Next(4) == 0;
        int how = _random.Next(10);
        Rewriting rewriting = how < 4 ? Rewriting.Verbatim : how < 7 ? Rewriting.Edited : how < 8 ? Rewriting.Scrambled : Rewriting.Reworded;
        bool begun = passage.Origin == Origin.Verbatim && _random.Next(5) == 0;
        string prompt = passage.Origin == Origin.Prompted ? "Tell me what this says: " + passage.Text : Background(20).Prompt;
        string opening = "";
        if (begun)
        {
            opening = Opening(passage.Text);
            prompt = "Go on from here: " + opening;
        }
        for (int i = 0; i < samples; i++)
        {
            // Quotations, boilerplate and what the prompt contained are changed as often as what is reproduced: that words were changed must not give away which it is.
            string given = _edits.Rewrite(passage.Text[opening.Length..], rewriting, _part.Outside[0].Text);
            Origin origin = (passage.Origin, rewriting) switch
            {
                (Origin.Verbatim, Rewriting.Edited) => Origin.Edited,
                (Origin.Verbatim, Rewriting.Scrambled) => Origin.Scrambled,
                (Origin.Verbatim, Rewriting.Reworded) => Origin.Reworded,
                _ => passage.Origin,
            };
            Plant(given, begun && _random.Next(2) == 0 ? opening : "", origin, passage.Owners, prompt, quoted);
        }
    }

    private void Plant(string given, string repeated, Origin origin, IReadOnlyList<string> owners, string prompt, bool quoted)
    {
        var text = new StringBuilder();
        if (_random.Next(4) > 0)
            text.Append(Background(_edits.Between(10, 200)).Text).Append("\n\n");
        text.Append(quoted ? "“" : "");
        string id = NextId();
        if (repeated.Length > 0)
        {
            _plantings.Add(new Planting(id, new TextSpan(text.Length, text.Length + repeated.Length), Origin.Prompted, []));
            text.Append(repeated);
        }
        _plantings.Add(new Planting(id, new TextSpan(text.Length, text.Length + given.Length), origin, owners));
        text.Append(given).Append(quoted ? "”" : "");
        if (_random.Next(4) > 0)
            text.Append("\n\n").Append(Background(_edits.Between(10, 200)).Text);
        Write(text.ToString(), prompt);
    }

    // At most half of the passage, up to the end of a word.
    private string Opening(string passage) => passage[..(passage.IndexOf(' ', _random.Next(passage.Length / 2)) + 1)];

    private (string Text, string Prompt) Background(int words)
    {
        if (!_real)
            return (_edits.Passage(_part.Outside[_random.Next(_part.Outside.Count)].Text, words), "Write something.");
        ModelOutput answer = _part.Answers[_random.Next(_part.Answers.Count)];
        return (answer.Text, answer.Prompt ?? "");
    }

    private string NextId() => _outputs.Count.ToString("D6", CultureInfo.InvariantCulture);

    private void Write(string text, string prompt) => _outputs.Add(new ModelOutput { Id = NextId(), Text = text, Prompt = _promptsKept ? prompt : null });
}
