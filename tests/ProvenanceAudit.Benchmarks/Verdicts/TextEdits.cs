using System.Text.RegularExpressions;

namespace ProvenanceAudit.Benchmarks.Verdicts;

/// <summary>How a passage is changed on its way into an output.</summary>
internal enum Rewriting
{
    /// <summary>Not at all.</summary>
    Verbatim,

    /// <summary>Of its words 5 to 40 % are replaced, left out, or have another beside them.</summary>
    Edited,

    /// <summary>Sentences change places, are left out and joined, and of their words 10 to 30 % are edited.</summary>
    Scrambled,

    /// <summary>Of its words 35 to 60 % are replaced, and what is left changes places within some words: hardly a run of words stays.</summary>
    Reworded,
}

/// <summary>Cuts passages from texts and changes them.</summary>
internal sealed partial class TextEdits(Random random)
{
    /// <summary>A passage of so many words, from the beginning of one.</summary>
    public string Passage(string text, int words)
    {
        int start = text.IndexOf(' ', random.Next(Math.Max(1, text.Length - 8 * words - 200))) + 1, end = start;
        for (int i = 0; i < words && end < text.Length; i++)
        {
            while (end < text.Length && char.IsWhiteSpace(text[end]))
                end++;
            while (end < text.Length && !char.IsWhiteSpace(text[end]))
                end++;
        }
        return text[start..end];
    }

    /// <summary>A number between two, each power of two as likely as the others.</summary>
    public int Between(int least, int most) => (int)Math.Round(least * Math.Pow((double)most / least, random.NextDouble()));

    /// <summary>Changes a passage; other words come from another text.</summary>
    public string Rewrite(string passage, Rewriting how, string vocabulary) => how switch
    {
        Rewriting.Edited => Edit(passage, 0.05 + 0.35 * random.NextDouble(), vocabulary),
        Rewriting.Scrambled => Edit(Scramble(passage), 0.1 + 0.2 * random.NextDouble(), vocabulary),
        Rewriting.Reworded => Edit(Shuffle(passage), 0.35 + 0.25 * random.NextDouble(), vocabulary),
        _ => passage,
    };

    private string Edit(string passage, double rate, string vocabulary)
    {
        var words = new List<string>();
        foreach (string word in passage.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            double draw = random.NextDouble() / rate;
            if (draw is >= 0.7 and < 0.85)
                continue;
            words.Add(draw < 0.7 ? Passage(vocabulary, 1) : word);
            if (draw is >= 0.85 and < 1)
                words.Add(Passage(vocabulary, 1));
        }
        return string.Join(' ', words);
    }

    private string Shuffle(string passage)
    {
        string[] words = passage.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i + 1 < words.Length; i++)
        {
            int other = Math.Min(words.Length - 1, i + random.Next(4));
            (words[i], words[other]) = (words[other], words[i]);
        }
        return string.Join(' ', words);
    }

    private string Scramble(string passage)
    {
        string[] sentences = SentenceEnd().Split(passage);
        if (sentences.Length > 1)
            sentences = [.. sentences.Where(_ => random.Next(6) > 0).DefaultIfEmpty(sentences[0])];
        random.Shuffle(sentences);
        return string.Join(random.Next(2) == 0 ? " " : ", and ", sentences);
    }

    [GeneratedRegex(@"(?<=[.!?;:])\s+")]
    private static partial Regex SentenceEnd();
}
