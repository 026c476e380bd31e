namespace ProvenanceAudit.Reporting.Wording;

/// <summary>The terms of the report.</summary>
internal static class Glossary
{
    /// <summary>Terms and meanings, in order of the alphabet.</summary>
    public static readonly (string Term, string Meaning)[] Terms =
    [
        ("Catalog", "The collection of works that outputs were compared with."),
        ("Characters", "Places in a text are counted in UTF-16 code units from 0; the end stated is the first place after the " +
            "passage."),
        ("Copied words", "Words of an output that stand word for word in a work, within a match; changed words do not count. " +
            "For a work: identical words over all matches, so that a passage recited twice counts twice."),
        ("Decoy", "A text made so that nothing can have been copied from it; what is found in it is found by chance."),
        ("E-value", "The number of matches at least this telling that chance alone would be expected to give in the whole scan." +
            " The smaller, the stronger; far below 1 means that chance is no explanation."),
        ("False discovery rate", "The share of the significant matches that are expected to be chance finds."),
        ("Fingerprint", "A number computed from a few consecutive words, by which shared passages are found quickly."),
        ("Identity", "Identical words as a share of all positions when both sides are laid beside each other; 100% for a " +
            "verbatim match."),
        ("Longest run", "The most consecutive words that are identical on both sides."),
        ("Match", "One passage of one output that also stands in a work, as long as it can be made on both sides."),
        ("Near-verbatim", "The passage has words changed, added or left out."),
        ("Output", "One text that a model produced."),
        ("Paraphrase", "The passage says in other words what stands in the work, sentence for sentence. It is found by comparing " +
            "meaning, and is never counted as copied; words that both sides share all the same are counted."),
        ("Quoted", "The output puts the passage in quotation marks of its own or in a block quote, or names its title or " +
            "author beside it. That tells recital from citation; it does not say that the citation is right or allowed."),
        ("Share of work", "The part of the work's characters that at least one match covers."),
        ("Significant", "The E-value is at or below the limit of the settings."),
        ("Similarity", "Of a paraphrase: how near its sentence pairs are in meaning and words, 100% for the same sentence."),
        ("Verbatim", "Identical words in identical order, without a gap. Case, punctuation and line breaks may differ."),
        ("Work", "One text of the catalog, with what the catalog says about it."),
    ];
}
