using CsCheck;
using ProvenanceAudit.Catalogs.Iscc;

namespace ProvenanceAudit.Catalogs.Tests.Iscc;

public sealed class IsccFileCodeTests
{
    private static readonly Gen<byte[]> Contents = Gen.Select(Gen.Int[0, 300_000], Gen.Int[0, 1000]).Select((length, seed) =>
    {
        byte[] bytes = new byte[length];
        // Every third content repeats itself, so that cuts come at the longest chunk.
        if (seed % 3 != 0)
            new Random(seed).NextBytes(bytes);
        return bytes;
    });

    [Fact]
    public void A_Data_Code_does_not_depend_on_the_pieces_in_which_bytes_come()
    {
        Gen.Select(Contents, Gen.Int[1, 100_000]).Sample((bytes, piece) =>
        {
            IsccDataCode pieces = new();
            for (int start = 0; start < bytes.Length; start += piece)
                pieces.Append(bytes.AsSpan(start, Math.Min(piece, bytes.Length - start)));
            IsccCode code = pieces.Finish(256);
            Assert.Equal(code, IsccDataCode.Of(new MemoryStream(bytes), 256));
            Assert.Equal(code, OfWhole(bytes));
        }, iter: 30);
    }

    // All chunks cut out of the whole, as the standard describes it.
    private static IsccCode OfWhole(byte[] bytes)
    {
        MinHash hash = new();
        int start = 0;
        do
        {
            int length = ContentDefinedChunks.Cut(bytes.AsSpan(start));
            Assert.InRange(length, bytes.Length == 0 ? 0 : 1, ContentDefinedChunks.Longest);
            hash.AddOneByOne([System.IO.Hashing.XxHash32.HashToUInt32(bytes.AsSpan(start, length))]);
            start += length;
        }
        while (start < bytes.Length);
        return IsccCode.Unit(IsccMainType.Data, IsccSubTypes.None, 256, hash.Digest());
    }

    [Fact]
    public void Files_that_share_most_of_their_bytes_have_similar_Data_Codes_and_unlike_Instance_Codes()
    {
        byte[] bytes = new byte[500_000];
        new Random(5).NextBytes(bytes);
        IsccCode data = IsccDataCode.Of(new MemoryStream(bytes), 256);
        IsccInstanceCode instance = IsccInstanceCode.Of(new MemoryStream(bytes), 256);
        byte[] longer = [.. bytes[..250_000], 1, 2, 3, .. bytes[250_000..]];
        Assert.InRange(data.HammingDistance(IsccDataCode.Of(new MemoryStream(longer), 256)), 0, 12);
        Assert.Equal(0, instance.Code.Similarity(IsccInstanceCode.Of(new MemoryStream(longer), 256).Code));
        Assert.Equal(instance, IsccInstanceCode.Of(new MemoryStream(bytes), 256));
        Assert.Equal(500_000, instance.Length);
    }

    // From test_vectors.json of the BLAKE3 reference implementation: the bytes are 0, 1, … 250, 0, 1, …
    [Theory]
    [InlineData(0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262")]
    [InlineData(1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213")]
    [InlineData(1024, "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7")]
    [InlineData(1025, "d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444")]
    [InlineData(102400, "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085")]
    public void The_hash_of_an_Instance_Code_is_BLAKE3(int length, string hash)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
        Assert.Equal("1e20" + hash, IsccInstanceCode.Of(new MemoryStream(bytes)).DataHash);
        Assert.Equal("1e20" + hash, Blake3Hash.MultihashOf(bytes));
    }
}
