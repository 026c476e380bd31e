namespace ProvenanceAudit.Rights.StructuredFields;

/// <summary>A token of RFC 9651 section 3.3.4; a string of the same letters is something else.</summary>
/// <param name="Text">Its letters.</param>
public readonly record struct FieldToken(string Text);

/// <summary>A date of RFC 9651 section 3.3.7.</summary>
/// <param name="Seconds">Since 1970-01-01T00:00:00Z, leap seconds left out, within 15 digits either way.</param>
public readonly record struct FieldDate(long Seconds);

/// <summary>A string of RFC 9651 section 3.3.8, of any characters.</summary>
/// <param name="Text">Decoded.</param>
public readonly record struct FieldDisplayString(string Text);

/// <summary>A parameter of an item or an inner list.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">A bare item, as <see cref="FieldItem.Value"/>.</param>
public readonly record struct FieldParameter(string Key, object Value);

/// <summary>A member of a list or dictionary: an item or an inner list, and its parameters.</summary>
/// <param name="Value">
/// <see cref="long"/> (15 digits at most), <see cref="decimal"/> (12 digits and 3 after the point at most), <see cref="string"/>,
/// <see cref="FieldToken"/>, <see cref="byte"/>[], <see cref="bool"/>, <see cref="FieldDate"/>, <see cref="FieldDisplayString"/>;
/// of an inner list, an array of items.
/// </param>
/// <param name="Parameters">In the order of their first appearance, each key once, its last value.</param>
public sealed record FieldItem(object Value, IReadOnlyList<FieldParameter> Parameters);

/// <summary>A member of a dictionary.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Item">Its value.</param>
public sealed record FieldMember(string Key, FieldItem Item);
