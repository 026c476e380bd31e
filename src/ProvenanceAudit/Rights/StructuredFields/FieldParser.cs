using System.Diagnostics.CodeAnalysis;

namespace ProvenanceAudit.Rights.StructuredFields;

/// <summary>
/// Parses structured field values by the algorithms of RFC 9651 section 4.2, to the letter: a value that breaks a rule anywhere is
/// no value at all. Lines of one field are to be joined with <c>, </c> before.
/// </summary>
public static class FieldParser
{
    /// <summary>Parses a dictionary (section 4.2.2).</summary>
    /// <param name="value">The field's value, one character for each octet.</param>
    /// <param name="members">In the order of their first appearance, each key once, its last value.</param>
    /// <param name="error">What broke which rule and where; null on success.</param>
    public static bool TryParseDictionary(string value, out IReadOnlyList<FieldMember> members, [NotNullWhen(false)] out string? error) =>
        Try(value, static (ref FieldReader reader) => reader.Dictionary(), [], out members, out error);

    /// <summary>Parses a list (section 4.2.1).</summary>
    /// <param name="value">As for dictionaries.</param>
    /// <param name="items">In order.</param>
    /// <param name="error">As for dictionaries.</param>
    public static bool TryParseList(string value, out IReadOnlyList<FieldItem> items, [NotNullWhen(false)] out string? error) =>
        Try(value, static (ref FieldReader reader) => reader.List(), [], out items, out error);

    /// <summary>Parses an item (section 4.2.3).</summary>
    /// <param name="value">As for dictionaries.</param>
    /// <param name="item">Null on failure.</param>
    /// <param name="error">As for dictionaries.</param>
    public static bool TryParseItem(string value, [NotNullWhen(true)] out FieldItem? item, [NotNullWhen(false)] out string? error) =>
        Try(value, static (ref FieldReader reader) => reader.Item(), null, out item, out error);

    private delegate T Parse<T>(ref FieldReader reader);

    private static bool Try<T>(string value, Parse<T> parse, T none, out T result, [NotNullWhen(false)] out string? error)
    {
        var reader = new FieldReader(value);
        reader.SkipSpaces();
        result = parse(ref reader);
        reader.SkipSpaces();
        if (reader.Error is null && !reader.IsAtEnd)
            reader.Fail("something follows the value");
        error = reader.Error;
        if (error is not null)
            result = none;
        return error is null;
    }
}
