namespace ProvenanceAudit.Models;

/// <summary>One question to a model.</summary>
/// <param name="Prompt">What is asked; not empty.</param>
/// <param name="Parameters">How the model is to choose its words; the seed is this sample's own.</param>
/// <param name="Sample">Number of the sample of this prompt, from 0.</param>
public sealed record ModelRequest(string Prompt, DecodingParameters Parameters, int Sample = 0);
