using CsCheck;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Tests.Works.Identifiers;

public sealed class IsbnTests
{
    private static readonly Gen<string> Bodies = Gen.Int[0, 999_999_999].Select(n => n.ToString("D9", null));

    private static Isbn Good(string text)
    {
        Assert.True(Isbn.TryParse(text, out Isbn isbn, out string? problem), problem);
        Assert.Null(problem);
        return isbn;
    }

    private static string Problem(string? text)
    {
        Assert.False(Isbn.TryParse(text, out Isbn isbn, out string? problem));
        Assert.Equal(default, isbn);
        return problem!;
    }

    [Theory]
    [InlineData("978-0-306-40615-7")]
    [InlineData("9780306406157")]
    [InlineData("0-306-40615-2")]
    [InlineData("0306406152 (pbk.)")]
    [InlineData(" ISBN 978-0-306-40615-7 ")]
    [InlineData("ISBN-13: 978-0-306-40615-7")]
    [InlineData("ISBN-10: 0-306-40615-2")]
    [InlineData("isbn 13 978 0 306 40615 7")]
    [InlineData("ISBN13:9780306406157")]
    [InlineData("eISBN: 978-0-306-40615-7")]
    [InlineData("e-ISBN 9780306406157")]
    [InlineData("urn:isbn:9780306406157")]
    [InlineData("URN:ISBN:0-306-40615-2")]
    [InlineData("EAN 9780306406157")]
    [InlineData("978–0–306–40615–7")]
    [InlineData("978\u20110\u2011306\u201140615\u20117")]
    [InlineData("978\u00A00\u2009306\u200240615 7")]
    [InlineData("\u200E9780306406157\u202C")]
    [InlineData("978-0-306-\u200B40615-7")]
    [InlineData("ISBN978-0-306-40615-7")]
    [InlineData("٩٧٨٠٣٠٦٤٠٦١٥٧")]
    public void One_number_is_read_from_all_that_people_write(string written)
    {
        Isbn isbn = Good(written);
        Assert.Equal("9780306406157", isbn.ToString());
        Assert.Equal("0306406152", isbn.ToIsbn10());
        Assert.Equal(Good("0306406152"), isbn);
    }

    [Theory]
    [InlineData("978-90-70002-34-3", "9789070002343", "9070002345")]
    [InlineData("978-951-45-9693-3", "9789514596933", "9514596935")]
    [InlineData("0-8044-2957-X", "9780804429573", "080442957X")]
    [InlineData("0-8044-2957-x", "9780804429573", "080442957X")]
    [InlineData("978-3-16-148410-0", "9783161484100", "316148410X")]
    [InlineData("0-9752298-0-X", "9780975229804", "097522980X")]
    [InlineData("979-10-90636-07-1", "9791090636071", null)]
    public void Numbers_of_manuals_and_books_have_both_forms(string written, string thirteen, string? ten)
    {
        Assert.Equal(thirteen, Good(written).ToString());
        Assert.Equal(ten, Good(written).ToIsbn10());
    }

    [Fact]
    public void Problems_say_what_is_wrong()
    {
        Assert.Equal("the check digit of ISBN 9780306406156 should be 7", Problem("978-0-306-40615-6"));
        Assert.Equal("the check digit of ISBN 0804429571 should be X", Problem("0-8044-2957-1"));
        Assert.Equal("ISBN 4006381333931 should start with 978 or 979", Problem("4006381333931"));
        Assert.Equal("9790060115615 is not an ISBN: numbers that start with 979-0 are those of printed music (ISMN)", Problem("979-0-060-11561-5"));
        Assert.Equal("'12345' is not an ISBN: it has 5 digits instead of 10 or 13", Problem("12345"));
        Assert.Equal("'306406152' is not an ISBN: it has 9 digits instead of 10 or 13, and a number of nine digits from before 1970 becomes an ISBN "
            + "with a 0 in front", Problem("306406152"));
        Assert.Equal("'978-0-306-4061S-7' is not an ISBN: it has characters other than digits, blanks and hyphens", Problem("978-0-306-4061S-7"));
        Assert.Equal("the ISBN is empty", Problem(null));
        Assert.Equal("the ISBN is empty", Problem(" \t"));
        Assert.Equal("the ISBN is 3000 characters long, which is no ISBN", Problem(new string('9', 3000)));
    }

    [Fact]
    public void Any_wrong_digit_and_any_exchange_is_found_in_ten_digits()
    {
        Bodies.Sample(body =>
        {
            string ten = Good(ThirteenOf("978" + body)).ToIsbn10()!;
            Assert.All(Faults.OneWrongDigit(ten).Concat(Faults.TwoExchanged(ten)),
                fault => Assert.Contains("check digit", Problem(fault), StringComparison.Ordinal));
        }, iter: 200);
    }

    [Fact]
    public void Any_wrong_digit_is_found_in_thirteen_digits_and_any_exchange_but_of_digits_that_differ_by_five()
    {
        Bodies.Sample(body =>
        {
            string thirteen = ThirteenOf("978" + body);
            Assert.All(Faults.OneWrongDigit(thirteen), fault => Problem(fault));
            for (int i = 3; i + 1 < 13; i++)
            {
                string exchanged = thirteen[..i] + thirteen[i + 1] + thirteen[i] + thirteen[(i + 2)..];
                Assert.Equal((thirteen[i] - thirteen[i + 1]) % 5 == 0, Isbn.TryParse(exchanged, out _, out _));
            }
        }, iter: 200);
    }

    [Fact]
    public void Forms_of_ten_and_thirteen_digits_turn_into_each_other()
    {
        Bodies.Sample(body =>
        {
            Isbn isbn = Good(ThirteenOf("978" + body));
            Assert.Equal(isbn, Good(isbn.ToString()));
            Assert.Equal(isbn, Good(isbn.ToIsbn10()!));
        });
    }

    private static string ThirteenOf(string twelve) => twelve + Gtin13.CheckDigit(twelve);
}
