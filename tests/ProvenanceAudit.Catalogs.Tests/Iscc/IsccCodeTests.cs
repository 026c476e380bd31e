using CsCheck;
using ProvenanceAudit.Catalogs.Iscc;

namespace ProvenanceAudit.Catalogs.Tests.Iscc;

public sealed class IsccCodeTests
{
    private static readonly Gen<IsccCode> Units =
        from type in Gen.Enum<IsccMainType>().Where(type => type <= IsccMainType.Instance)
        from subType in Gen.Int[0, 4].Select(n => type is IsccMainType.Semantic or IsccMainType.Content ? n : 0)
        from words in Gen.Int[1, 8]
        from digest in Gen.Byte.Array[32]
        select IsccCode.Unit(type, subType, words * 32, digest);

    private static string Problem(string? text)
    {
        Assert.False(IsccCode.TryParse(text, out IsccCode? code, out string? problem));
        Assert.Null(code);
        return problem!;
    }

    // Codes out of the tests of iscc-core 1.3.0, tests/test_codec.py.
    [Theory]
    [InlineData("AAATTZCKVH3S42TP", "ISCC:AAATTZCKVH3S42TP")]
    [InlineData("iscc:AaAtTzckVh3s42tP", "ISCC:AAATTZCKVH3S42TP")]
    [InlineData(" ISCC: AAAT-TZCK-VH3S-42TP ", "ISCC:AAATTZCKVH3S42TP")]
    [InlineData("fcc0100013554e7d8be570019", "ISCC:AAATKVHH3C7FOAAZ")]
    [InlineData("bzqaqaaifk7t7vp2wacfq", "ISCC:AAAQKV7H7K7VMAEL")]
    [InlineData("z4rHVQUrFdpfYWuGLa", "ISCC:AAA2O57HTG7HMCO3")]
    [InlineData("uzAEAAYk3fwidpe3f", "ISCC:AAAYSN37BCO2L3O7")]
    [InlineData("GAAW2PRCRS5LNVZV-IAAUVACQKXE3V44W", "ISCC:KUAG2PRCRS5LNVZVJKAFAVOJXLZZM")]
    [InlineData("EMAZQGH26X5XQ5HAGAA5U77EOAU2NU4YIAAU4SKRQCZZEYQD", "ISCC:KMAZQGH26X5XQ5HA3J76I4BJU3JZQTSJKGALHETCAM")]
    [InlineData("kacqmiruw6l64o2cazcve2hhxgbo7efcf3c4grfcdpd2nm53nkucxuy", "ISCC:KACQMIRUW6L64O2CAZCVE2HHXGBO7EFCF3C4GRFCDPD2NM53NKUCXUY")]
    [InlineData("maagztfqttvizpjr", "ISCC:MAAGZTFQTTVIZPJR")]
    public void One_code_is_read_from_all_that_people_write(string written, string normal) =>
        Assert.Equal(normal, IsccCode.Parse(written).ToString());

    [Fact]
    public void The_header_says_what_a_code_is()
    {
        IsccCode text = IsccCode.Parse("ISCC:EADSKDNZNYGUUF5AMFEJLZ5P66CP5YKCOA3X7F36RWE4CIRCBTUWXYY");
        Assert.Equal((IsccMainType.Content, IsccSubTypes.Text, 0, 256), (text.MainType, text.SubType, text.Version, text.Bits));
        Assert.Same(text, Assert.Single(text.Units));
        Assert.Equal("ISCC:EAASKDNZNYGUUF5A", text.WithBits(64).ToString());
        IsccCode composite = IsccCode.Parse("ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY");
        Assert.Equal([IsccMainType.Meta, IsccMainType.Content, IsccMainType.Data, IsccMainType.Instance], composite.Units.Select(unit => unit.MainType));
        Assert.Equal(["ISCC:AAAYPXW445FTYNJ3", "ISCC:EAARMJLTQCUWAND2"], composite.Units.Take(2).Select(unit => unit.ToString()));
        Assert.Equal(composite, IsccComposite.Of(composite.Units));
    }

    [Fact]
    public void Problems_say_what_is_wrong()
    {
        Assert.Equal("the ISCC is empty", Problem(null));
        Assert.Equal("the ISCC is 2000 characters long, which is no ISCC", Problem(new string('A', 2000)));
        Assert.Equal("the ISCC has characters or a length that its encoding does not give; copy it again from its source", Problem("ISCC:AAAT1ZCKVH3S42TP"));
        Assert.Equal("the ISCC has characters or a length that its encoding does not give; copy it again from its source", Problem("fcc02000"));
        Assert.Equal("the ISCC is cut: its header announces 8 bytes, 3 follow", Problem("ISCC:AAATTZCK"));
        Assert.Equal("the header of the ISCC is none that ISO 24138 gives", Problem("ISCC:LA222222"));
        Assert.Equal("an ISCC-CODE needs a Data-Code and an Instance-Code", Problem("AAATTZCKVH3S42TPAAATTZCKVH3S42TP"));
        Assert.Throws<FormatException>(() => IsccCode.Parse("x"));
    }

    [Fact]
    public void A_unit_is_read_as_it_was_written()
    {
        Units.Sample(unit =>
        {
            IsccCode again = IsccCode.Parse(unit.ToString());
            Assert.Equal(unit, again);
            Assert.Equal(unit.GetHashCode(), again.GetHashCode());
            Assert.Equal(unit.Digest.ToArray(), again.Digest.ToArray());
            Assert.Equal(unit, IsccCode.Parse(unit.ToString().ToLowerInvariant()));
        });
    }

    [Fact]
    public void A_composite_is_read_as_it_was_written_and_gives_its_units_back()
    {
        (from units in Units.Array[0, 4]
         from data in Gen.Byte.Array[32]
         from wide in Gen.Bool
         select (Units: units, Data: data, Wide: wide)).Sample(sample =>
        {
            IsccCode instance = IsccCode.Unit(IsccMainType.Instance, 0, 128, sample.Data);
            IsccCode[] all = [.. sample.Units, instance, IsccCode.Unit(IsccMainType.Data, 0, 256, sample.Data)];
            if (!IsccComposite.TryOf(all, sample.Wide, out IsccCode? code, out string? problem))
            {
                Assert.NotEmpty(problem);
                return;
            }
            Assert.Equal(code, IsccCode.Parse(code.ToString()));
            int bits = sample.Wide && all.Length == 2 ? 128 : 64;
            Assert.Equal(all.OrderBy(unit => unit.MainType).Select(unit => unit.WithBits(bits)), code.Units);
            Assert.Equal(all.Length * bits, code.Bits);
        }, iter: 5000);
    }

    [Fact]
    public void Units_that_make_no_composite_are_refused_with_the_reason()
    {
        byte[] digest = new byte[32];
        IsccCode data = IsccCode.Unit(IsccMainType.Data, 0, 64, digest);
        IsccCode instance = IsccCode.Unit(IsccMainType.Instance, 0, 64, digest);
        string? Refused(params IsccCode[] units) => IsccComposite.TryOf(units, wide: false, out _, out string? problem) ? null : problem;
        Assert.Equal("an ISCC-CODE needs a Data-Code and an Instance-Code", Refused(data));
        Assert.Equal("ISCC:GAAAAAAAAA is shorter than the 64 bits that a unit of an ISCC-CODE has", Refused(data.WithBits(32), instance));
        Assert.Equal("an ISCC-CODE has one Data-Code, not two", Refused(data, data, instance));
        Assert.Equal("Semantic-Code and Content-Code of an ISCC-CODE are of one sub type", Refused(data, instance,
            IsccCode.Unit(IsccMainType.Semantic, IsccSubTypes.Text, 64, digest), IsccCode.Unit(IsccMainType.Content, IsccSubTypes.Image, 64, digest)));
        Assert.Throws<ArgumentException>(() => IsccComposite.Of([data]));
        Assert.Throws<ArgumentOutOfRangeException>(() => IsccCode.Unit(IsccMainType.Data, 0, 100, digest));
        Assert.Throws<ArgumentException>(() => IsccCode.Unit(IsccMainType.Data, 1, 64, digest));
        Assert.Throws<ArgumentException>(() => IsccCode.Unit(IsccMainType.Composite, 0, 64, digest));
        Assert.Throws<ArgumentException>(() => IsccCode.Unit(IsccMainType.Data, 0, 256, digest.AsSpan(1)));
    }

    [Fact]
    public void Distance_counts_the_bits_that_differ_and_similarity_looks_at_what_is_common()
    {
        byte[] digest = new byte[32];
        IsccCode zeros = IsccCode.Unit(IsccMainType.Content, 0, 256, digest);
        digest[0] = 0b1011;
        digest[31] = 1;
        IsccCode other = IsccCode.Unit(IsccMainType.Content, 0, 256, digest);
        Assert.Equal(4, zeros.HammingDistance(other));
        Assert.Equal(1 - 4 / 256.0, zeros.Similarity(other));
        Assert.Equal(1 - 3 / 64.0, zeros.WithBits(64).Similarity(other));
        Assert.Throws<ArgumentException>(() => zeros.HammingDistance(other.WithBits(64)));
        Assert.Throws<ArgumentException>(() => zeros.Similarity(IsccCode.Unit(IsccMainType.Content, 1, 256, digest)));
        Assert.Equal(0, IsccCode.Unit(IsccMainType.Instance, 0, 64, digest).Similarity(IsccCode.Unit(IsccMainType.Instance, 0, 64, new byte[8])));
    }

    [Fact]
    public void No_text_makes_the_reader_throw_and_what_it_reads_it_reads_again()
    {
        Gen<char> letters = Gen.OneOf([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567fbvzu-: 01aI\0\uD800"]);
        Gen.OneOf(letters.Array[0, 70].Select(chars => new string(chars)), Gen.String[0, 40],
            Gen.Byte.Array[0, 45].Select(bytes => "fcc01" + Convert.ToHexStringLower(bytes)),
            Gen.Byte.Array[0, 40].Select(bytes => "fcc010001" + Convert.ToHexStringLower(bytes)),
            Gen.Byte.Array[0, 40].Select(bytes => "u" + Convert.ToBase64String([0xCC, 1, 0x50, 7, .. bytes]).TrimEnd('='))).Sample(text =>
        {
            bool isRead = IsccCode.TryParse(text, out IsccCode? code, out string? problem);
            Assert.Equal(isRead, problem is null);
            if (isRead)
                Assert.Equal(code, IsccCode.Parse(code!.ToString()));
        }, iter: 50_000);
    }
}
