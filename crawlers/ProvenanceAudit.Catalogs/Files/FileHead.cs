using System.Text;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Files;

/// <summary>How a file begins, by which its format is told.</summary>
internal sealed class FileHead
{
    /// <summary>Bytes that are looked at: enough for the longest prologue of XML and a few rows of a table.</summary>
    public const int Length = 1 << 16;

    private readonly Lazy<string> _text;
    private readonly Lazy<XmlProlog?> _xml;

    /// <summary>Looks at the first bytes of a file, at most <see cref="Length"/>.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">The file's name.</param>
    public FileHead(ReadOnlyMemory<byte> bytes, string name)
    {
        (Bytes, Name) = (bytes, name);
        _text = new(() => DecodedText.Of(Bytes));
        _xml = new(() => XmlProlog.Read(Text));
    }

    /// <summary>The first bytes; all of a file that is shorter than <see cref="Length"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The file's name, which counts only where the content leaves open what it is.</summary>
    public string Name { get; }

    /// <summary>Whether these are all the bytes of the file.</summary>
    public bool IsWhole => Bytes.Length < Length;

    /// <summary>The same as text, without a byte-order mark; read as the rest of the file is; the last character may be cut.</summary>
    public string Text => _text.Value;

    /// <summary>What stands before the first element, and its start tag; null where the file is no XML.</summary>
    public XmlProlog? Xml => _xml.Value;

    /// <summary>Whether the text begins with something, white space before it left out.</summary>
    public bool BeginsWith(string beginning) => Text.AsSpan().TrimStart().StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the bytes begin with something.</summary>
    public bool BeginsWith(ReadOnlySpan<byte> magic) => Bytes.Span.StartsWith(magic);
}
