using System.Buffers.Binary;

namespace ProvenanceAudit.Reporting.Pdf.Type;

/// <summary>
/// What layout has to know of a TrueType font: which characters it has, and how wide they are (OpenType 1.9, tables cmap, head,
/// hhea, hmtx). Characters beyond U+FFFF count as missing.
/// </summary>
internal sealed class FontFile
{
    private readonly byte[] _data;
    private readonly ushort[] _glyphs = new ushort[0x10000];
    private readonly float[] _advances;

    /// <summary>Reads the tables.</summary>
    /// <exception cref="InvalidDataException">It is not a TrueType font with a Unicode character map.</exception>
    public FontFile(byte[] data)
    {
        _data = data;
        try
        {
            // "OTTO" would be PostScript outlines, which cannot be cut to a subset here; "ttcf" is several fonts in one file.
            if (U32(0) is not (0x00010000 or 0x74727565))
                throw new InvalidDataException("it is not a TrueType font");
            float unitsPerEm = U16(Table("head") + 18);
            int count = U16(Table("hhea") + 34), metrics = Table("hmtx");
            _advances = new float[count];
            for (int i = 0; i < count; i++)
                _advances[i] = U16(metrics + 4 * i) / unitsPerEm;
            ReadCharacterMap(Table("cmap"));
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("the font is damaged", e);
        }
    }

    /// <summary>The whole file.</summary>
    public byte[] Data => _data;

    /// <summary>Whether the font can show a character.</summary>
    public bool Has(char c) => _glyphs[c] != 0;

    /// <summary>Number of the glyph of a character; 0 where there is none.</summary>
    public int GlyphOf(char c) => _glyphs[c];

    /// <summary>Width of a text, in ems.</summary>
    public double WidthOf(ReadOnlySpan<char> text)
    {
        double width = 0;
        foreach (char c in text)
            width += _advances[Math.Min(_glyphs[c], _advances.Length - 1)];
        return width;
    }

    private void ReadCharacterMap(int table)
    {
        for (int i = 0; i < U16(table + 2); i++)
        {
            int record = table + 4 + 8 * i, map = table + (int)U32(record + 4);
            if ((U16(record), U16(record + 2)) is (3, 1) or (0, _) && U16(map) == 4)
            {
                ReadSegments(map);
                return;
            }
        }
        throw new InvalidDataException("it has no Unicode character map of format 4");
    }

    private void ReadSegments(int map)
    {
        int segments = U16(map + 6) / 2;
        int ends = map + 14, starts = ends + 2 * segments + 2, deltas = starts + 2 * segments, offsets = deltas + 2 * segments;
        for (int i = 0; i < segments; i++)
        {
            int start = U16(starts + 2 * i), end = U16(ends + 2 * i), delta = U16(deltas + 2 * i), offset = U16(offsets + 2 * i);
            for (int c = start; c <= end && c != 0xFFFF; c++)
            {
                int glyph = offset == 0 ? c : U16(offsets + 2 * i + offset + 2 * (c - start));
                _glyphs[c] = glyph == 0 && offset != 0 ? (ushort)0 : (ushort)(glyph + delta);
            }
        }
    }

    private int Table(string tag)
    {
        for (int i = 0; i < U16(4); i++)
        {
            int record = 12 + 16 * i;
            if (_data.AsSpan(record, 4).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(tag)))
                return (int)U32(record + 8);
        }
        throw new InvalidDataException($"it has no table '{tag}'");
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(at, 2));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_data.AsSpan(at, 4));
}
