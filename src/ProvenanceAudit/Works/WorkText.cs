namespace ProvenanceAudit.Works;

/// <summary>One edition of a work: its metadata and the original text that all spans refer to.</summary>
/// <param name="Work">The metadata.</param>
/// <param name="Text">The whole text, UTF-16; lone surrogates are allowed and count as one code unit.</param>
public sealed record WorkText(Work Work, string Text);
