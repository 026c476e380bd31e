using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

/// <summary>Sets text as books are set: in columns, with words hyphenated, heads, feet and numbers of pages.</summary>
internal sealed class PdfFile
{
    private const double Size = 10, Leading = 12, Left = 60, Right = 535, Top = 760, Bottom = 80;

    public int Columns { get; init; } = 1;

    /// <summary>What stands above the text of a page, by its number; null for nothing.</summary>
    public Func<int, string?> Head { get; init; } = _ => null;

    /// <summary>What stands below.</summary>
    public Func<int, string?> Foot { get; init; } = _ => null;

    /// <summary>Whether long words are parted at the ends of lines.</summary>
    public bool Hyphenates { get; init; }

    /// <summary>Lines of a page in a column; 0 for as many as there is room for.</summary>
    public int Lines { get; init; }

    /// <summary>Sets paragraphs, the first line of each indented.</summary>
    public byte[] Set(params string[] paragraphs)
    {
        var builder = new PdfDocumentBuilder();
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        double width = (Right - Left - (Columns - 1) * 18) / Columns;
        PdfPageBuilder page = null!;
        int column = Columns, number = 0, onColumn = 0;
        double y = 0;
        int most = Lines > 0 ? Lines : (int)((Top - Bottom) / Leading);
        void NextLine()
        {
            y -= Leading;
            if (onColumn++ < most && column < Columns)
                return;
            (y, onColumn) = (Top - Leading, 1);
            if (++column >= Columns)
            {
                column = 0;
                page = builder.AddPage(PageSize.A4);
                number++;
                if (Head(number) is { } head)
                    page.AddText(head, Size, new PdfPoint(number % 2 == 0 ? Left : 300, Top + 20), font);
                if (Foot(number) is { } foot)
                    page.AddText(foot, Size, new PdfPoint(290, 40), font);
            }
        }
        foreach (string paragraph in paragraphs)
        {
            double indent = 15;
            string line = "";
            void End()
            {
                NextLine();
                page.AddText(line, Size, new PdfPoint(Left + column * (width + 18) + indent, y), font);
                (line, indent) = ("", 0);
            }
            foreach (string word in paragraph.Split(' '))
            {
                string rest = word;
                while (true)
                {
                    string longer = line.Length == 0 ? rest : $"{line} {rest}";
                    if (Measure(longer) + indent <= width)
                    {
                        line = longer;
                        break;
                    }
                    int part = Hyphenates && rest.All(char.IsAsciiLetterLower) ? rest.Length - 3 : 0;
                    while (part >= 3 && Measure($"{line} {rest[..part]}-") + indent > width)
                        part--;
                    if (part >= 3)
                    {
                        line = $"{line} {rest[..part]}-".TrimStart();
                        rest = rest[part..];
                    }
                    End();
                }
            }
            End();
        }
        return builder.Build();

        // Times needs a page to be measured by, and its letters are about so wide.
        double Measure(string text) => text.Sum(c => c is ' ' or 'i' or 'l' or 't' or 'f' or 'j' or 'r' or '.' or ',' or '-' or '\'' ? 3.4 : c is 'm' or 'w' || char.IsUpper(c) ? 7.8 : 5.1);
    }

    /// <summary>A document that somebody wrote by hand: objects from number 1, the first of which is the catalog.</summary>
    public static byte[] Written(string trailer, params string[] objects)
    {
        var text = new System.Text.StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        for (int i = 0; i < objects.Length; i++)
        {
            places.Add(text.Length);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        int xref = text.Length;
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (int place in places)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n");
        return System.Text.Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>A stream as an object.</summary>
    public static string Stream(string content, string entries = "") => $"<< /Length {content.Length} {entries} >>\nstream\n{content}\nendstream";

    /// <summary>A document of one page with operators of its own and XMP metadata.</summary>
    public static byte[] OnePage(string operators, string? xmp = null, string trailer = "", string? information = null) => Written(
        (information is null ? "" : "/Info 6 0 R ") + trailer,
        $"<< /Type /Catalog /Pages 2 0 R {(xmp is null ? "" : "/Metadata 7 0 R")} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        Stream(operators),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        information ?? "<< >>",
        Stream(xmp ?? "", "/Type /Metadata /Subtype /XML"));

    /// <summary>A document of one page, encrypted with 40 bits of RC4 and an empty password for reading (ISO 32000-1, 7.6).</summary>
    public static byte[] Encrypted(string operators)
    {
        byte[] padding = Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");
        byte[] owner = new byte[32], id = new byte[16];
        byte[] key = Md5([.. padding, .. owner, .. BitConverter.GetBytes(-4), .. id])[..5];
        byte[] ofPage = Md5([.. key, 4, 0, 0, 0, 0])[..10];
        string content = System.Text.Encoding.Latin1.GetString(Rc4(ofPage, System.Text.Encoding.Latin1.GetBytes(operators)));
        return OnePage(content, trailer: $"/ID [<{Convert.ToHexString(id)}> <{Convert.ToHexString(id)}>] "
            + $"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{Convert.ToHexString(owner)}> /U <{Convert.ToHexString(Rc4(key, padding))}> >>");

#pragma warning disable CA5351 // The format says so.
        static byte[] Md5(byte[] data) => System.Security.Cryptography.MD5.HashData(data);
#pragma warning restore CA5351

        static byte[] Rc4(byte[] key, byte[] data)
        {
            byte[] state = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
            for (int i = 0, j = 0; i < 256; i++)
            {
                j = (j + state[i] + key[i % key.Length]) & 255;
                (state[i], state[j]) = (state[j], state[i]);
            }
            byte[] result = new byte[data.Length];
            for (int n = 0, i = 0, j = 0; n < data.Length; n++)
            {
                i = (i + 1) & 255;
                j = (j + state[i]) & 255;
                (state[i], state[j]) = (state[j], state[i]);
                result[n] = (byte)(data[n] ^ state[(state[i] + state[j]) & 255]);
            }
            return result;
        }
    }
}
