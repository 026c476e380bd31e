using System.Text;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

/// <summary>A file that a format reads.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="Lines">Line of each of its records, in order: as many as there are.</param>
internal sealed record FormatSample(string Name, byte[] Bytes, params long[] Lines)
{
    /// <summary>A file that is UTF-8.</summary>
    public static FormatSample Of(string name, string text, params long[] lines) => new(name, Encoding.UTF8.GetBytes(text), lines);

    /// <summary>Its content as text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes);

    public override string ToString() => Name;
}
