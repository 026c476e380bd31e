using ProvenanceAudit.Models.Probes;

namespace ProvenanceAudit.Models.Asking;

/// <summary>The words that stand for closed sets in files of answers.</summary>
internal static class AnswerWords
{
    private static readonly (EndpointApi, string)[] Apis = [(EndpointApi.Chat, "chat"), (EndpointApi.Completions, "completions")];

    private static readonly (ProbeKind, string)[] Kinds =
        [(ProbeKind.Continuation, "continuation"), (ProbeKind.Title, "title"), (ProbeKind.Free, "free")];

    private static readonly (EndpointFailure, string)[] Failures =
    [
        (EndpointFailure.Temporary, "unavailable"), (EndpointFailure.Refused, "refused"), (EndpointFailure.Unusable, "unusable"),
    ];

    public static string Of(EndpointApi api) => WordOf(Apis, api);

    public static string Of(ProbeKind kind) => WordOf(Kinds, kind);

    public static string Of(EndpointFailure failure) => WordOf(Failures, failure);

    public static EndpointApi? ApiOf(string word) => ValueOf(Apis, word);

    public static ProbeKind? KindOf(string word) => ValueOf(Kinds, word);

    public static EndpointFailure? FailureOf(string word) => ValueOf(Failures, word);

    private static string WordOf<T>((T Value, string Word)[] words, T value) where T : struct, Enum =>
        Array.Find(words, w => w.Value.Equals(value)) is { Word: { } word } ? word
        : throw new ArgumentOutOfRangeException(nameof(value), value, "is not of the set");

    private static T? ValueOf<T>((T Value, string Word)[] words, string word) where T : struct, Enum =>
        Array.Find(words, w => w.Word == word) is { Word: not null } found ? found.Value : null;
}
