using System.Text;

namespace ProvenanceAudit.Benchmarks.Vectors;

/// <summary>An ONNX model of one node, C = A B, in the Protocol Buffers encoding of onnx.proto3 (ModelProto, GraphProto, NodeProto, ValueInfoProto).</summary>
internal static class MatrixProductModel
{
    private const int FloatType = 1;

    /// <summary>The file.</summary>
    public static byte[] Bytes { get; } =
    [
        .. Number(1, 8),
        .. Field(7,
        [
            .. Field(1, [.. Text(1, "A"), .. Text(1, "B"), .. Text(2, "C"), .. Text(4, "MatMul")]),
            .. Text(2, "product"),
            .. Field(11, Value("A", "rows", "dimensions")),
            .. Field(11, Value("B", "dimensions", "columns")),
            .. Field(12, Value("C", "rows", "columns")),
        ]),
        .. Field(8, Number(2, 13)),
    ];

    private static byte[] Value(string name, string height, string width)
    {
        byte[] shape = [.. Field(1, Text(2, height)), .. Field(1, Text(2, width))];
        return [.. Text(1, name), .. Field(2, Field(1, [.. Number(1, FloatType), .. Field(2, shape)]))];
    }

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) => content.Length < 128
        ? [(byte)(field << 3 | 2), (byte)content.Length, .. content]
        : [(byte)(field << 3 | 2), (byte)(content.Length & 127 | 128), (byte)(content.Length >> 7), .. content];

    private static byte[] Number(int field, byte number) => [(byte)(field << 3), number];
}
