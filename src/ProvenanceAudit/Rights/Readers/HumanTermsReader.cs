using ProvenanceAudit.Text;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// Finds sentences for people that reserve text and data mining or the training of AI: art. 4(3) of directive (EU) 2019/790 and
/// § 44b UrhG let rights be reserved, and terms of use do it in words. English, German, French, Spanish, Italian, Dutch,
/// Portuguese. A sentence must name the use and close it; what it merely mentions, permits or promises its reader is left alone.
/// What is found is marked as human-readable: whether it binds a machine is for people to judge.
/// </summary>
public static class HumanTermsReader
{
    private const int MaximumText = 2 << 20;
    private const int MaximumFound = 50;

    private static readonly string[] Openings = [.. TermsLanguage.All.SelectMany(language => language.Opening)];
    private static readonly string[] Elsewhere = [.. TermsLanguage.All.SelectMany(language => language.Elsewhere)];

    /// <summary>Reads terms.</summary>
    /// <param name="text">Plain text; an empty line ends a paragraph, items of lists begin with <c>•</c> or the like.</param>
    /// <param name="source">Where they stand and what they are about.</param>
    /// <param name="position">Where in the source: <c>footer</c>; null for the whole.</param>
    public static StatedRights Read(string text, RightsSource source, string? position = null)
    {
        var found = new StatementList(source, RightsStandard.HumanTerms);
        if (text.Length > MaximumText)
        {
            found.Problem($"of {text.Length} characters of terms, the first {MaximumText} are read");
            text = text[..MaximumText];
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string sentence in TermsText.Sentences(WellFormedText.Of(text)))
        {
            if (found.Count >= MaximumFound)
                break;
            if (Reserved(sentence) is not { } reserved || !seen.Add(sentence))
                continue;
            found.Add(found.New(source.About, reserved.Uses, RightsEffect.Reserve, sentence) with
            {
                Position = position,
                Strength = RightsStrength.HumanReadable,
                Remarks = [$"a sentence for people ({reserved.Language}), found by its words"],
            });
        }
        return found.Done();
    }

    /// <summary>The uses that a sentence closes, and its language; null where it closes none.</summary>
    internal static (IReadOnlyList<RightsUse> Uses, string Language)? Reserved(string sentence)
    {
        if (sentence.Length < 20 || sentence.EndsWith('?'))
            return null;
        string words = TermsText.Words(sentence);
        // What takes back or leads elsewhere in one language is no word of another; what closes may be ("prohib").
        if (Has(words, Elsewhere))
            return null;
        string rest = words;
        foreach (string opening in Openings)
            rest = rest.Replace(opening, " ~", StringComparison.Ordinal);
        foreach (TermsLanguage language in TermsLanguage.All)
        {
            bool mining = Has(words, language.Mining) || Cites(words);
            bool training = Has(words, language.Intelligence) && Has(words, language.Training);
            if (!mining && !training)
                continue;
            string[] closing = [.. language.Closing.Where(word => rest.Contains(word, StringComparison.Ordinal))];
            // "AI Training Academy. All rights reserved" reserves nothing in particular.
            if (closing.Length == 0 || (closing is [" reserv" or " vorbehalt" or " reserva" or " riserva" or " voorbehoud"]
                && !mining && OnlyAllRights(rest)))
                continue;
            return (mining ? TdmRepReader.Uses : [RightsUse.AiTraining], language.Code);
        }
        return null;
    }

    private static bool OnlyAllRights(string words) =>
        Has(words, [" rights reserved", " rights are reserved", " rechte vorbehalten", " droits reserves", " derechos reservados",
            " diritti riservati", " rechten voorbehouden", " direitos reservados"])
        && !Has(words, [" includ", " insbesondere", " einschliesslich", " auch ", " y compris", " notamment", " incluid",
            " incluso", " compres",
            " inclusief", " waaronder", " inclui", " for "]);

    private static bool Cites(string words) => words.Contains(" 2019 790 ", StringComparison.Ordinal)
        || (words.Contains(" 44b ", StringComparison.Ordinal) && words.Contains(" urhg ", StringComparison.Ordinal));

    private static bool Has(string words, string[] phrases) =>
        Array.Exists(phrases, phrase => words.Contains(phrase, StringComparison.Ordinal));
}
