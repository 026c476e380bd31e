using System.Runtime.InteropServices;
using System.Text;

namespace ProvenanceAudit.MachineLearning.Tests.Embedding;

/// <summary>Writes ONNX models that give each token its row of a table: protocol buffers by hand, as onnx.proto numbers the fields.</summary>
internal static class SmallOnnx
{
    /// <summary>The bytes of a model.</summary>
    /// <param name="table">A row for each token, row after row.</param>
    /// <param name="dimensions">Numbers in a row.</param>
    /// <param name="output">Name of the output, one vector for each token.</param>
    /// <param name="inputs">Names of the inputs; the first is what is looked up.</param>
    public static byte[] Write(float[] table, int dimensions, string output = "last_hidden_state", params string[] inputs)
    {
        if (inputs.Length == 0)
            inputs = ["input_ids", "attention_mask", "token_type_ids"];
        byte[] node = [.. Text(1, "table"), .. Text(1, inputs[0]), .. Text(2, output), .. Text(4, "Gather")];
        byte[] weights = [.. Number(1, table.Length / dimensions), .. Number(1, dimensions), .. Number(2, 1), .. Text(8, "table"), .. Bytes(9, MemoryMarshal.AsBytes(table.AsSpan()))];
        byte[] graph = [.. Bytes(1, node), .. Text(2, "graph"), .. Bytes(5, weights)];
        foreach (string input in inputs)
            graph = [.. graph, .. Bytes(11, Value(input, 7, "batch", "length"))];
        graph = [.. graph, .. Bytes(12, Value(output, 1, "batch", "length", dimensions))];
        byte[] opset = [.. Text(1, ""), .. Number(2, 13)];
        return [.. Number(1, 8), .. Bytes(7, graph), .. Bytes(8, opset)];
    }

    private static byte[] Value(string name, int type, params object[] dimensions)
    {
        byte[] shape = [.. dimensions.SelectMany(d => Bytes(1, d is int n ? Number(1, n) : Text(2, (string)d)))];
        byte[] tensor = [.. Number(1, type), .. Bytes(2, shape)];
        return [.. Text(1, name), .. Bytes(2, Bytes(1, tensor))];
    }

    private static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(int field, ReadOnlySpan<byte> bytes) => [.. Varint((field << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static byte[] Number(int field, int number) => [.. Varint(field << 3), .. Varint(number)];

    private static byte[] Varint(int number)
    {
        var bytes = new List<byte>();
        for (uint rest = (uint)number; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                bytes.Add((byte)rest);
                return [.. bytes];
            }
            bytes.Add((byte)(rest | 0x80));
        }
    }
}
