namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>What the head of a page tells of its text.</summary>
/// <param name="Title">Title of the article; empty where unknown.</param>
/// <param name="Description">Description or standfirst; empty where unknown.</param>
/// <param name="StatedText">Text of the article as structured data states it; empty where it does not.</param>
/// <param name="Language">Language as a BCP 47 tag; empty where unknown.</param>
internal sealed record PageClues(string Title, string Description, string StatedText, string Language);
