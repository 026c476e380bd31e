namespace ProvenanceAudit.App.Commands;

/// <summary>What was asked for cannot be done; the message tells the user why and what to do instead.</summary>
internal sealed class UserErrorException(string message) : Exception(message);
