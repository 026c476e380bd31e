using System.Text;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>How GPT-2 spells bytes as printable characters.</summary>
internal static class ByteSpelling
{
    private static readonly Dictionary<char, byte> Bytes = Make();

    /// <summary>The text that a token stands for; bytes that are no whole character become U+FFFD.</summary>
    public static string Read(string token) => Encoding.UTF8.GetString([.. token.Where(Bytes.ContainsKey).Select(c => Bytes[c])]);

    private static Dictionary<char, byte> Make()
    {
        var bytes = new Dictionary<char, byte>();
        int next = 256;
        for (int b = 0; b < 256; b++)
            bytes[b is (>= 33 and <= 126) or (>= 161 and <= 172) or (>= 174 and <= 255) ? (char)b : (char)next++] = (byte)b;
        return bytes;
    }
}
