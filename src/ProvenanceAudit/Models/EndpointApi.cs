namespace ProvenanceAudit.Models;

/// <summary>How a model is spoken to.</summary>
public enum EndpointApi
{
    /// <summary>Chat completions: the prompt is a message of a user, and the model answers it.</summary>
    Chat,

    /// <summary>Completions: the model goes on where the prompt ends. The way of base models.</summary>
    Completions,
}

/// <summary>Which model is asked, and where. Holds no secret: it is written beside every answer.</summary>
/// <param name="Address">Address of the API, or path of a file of recorded answers.</param>
/// <param name="Api">How the model is spoken to.</param>
/// <param name="Model">Name by which the model is asked for.</param>
public sealed record EndpointIdentity(string Address, EndpointApi Api, string Model)
{
    /// <summary>The form for messages: <c>model 'm' at http://…</c>.</summary>
    public override string ToString() => $"model '{Model}' at {Address}";
}
