using CsCheck;
using ProvenanceAudit.Crawlers.MainText;

namespace ProvenanceAudit.Crawlers.Tests.MainText;

public sealed class MainTextReaderTests
{
    private const string Title = "A lighthouse waits for its light";

    [Fact]
    public void An_article_of_a_newspaper_comes_without_what_stands_about_it() => AssertArticle(Pages.English, Pages.Newspaper("en", Title, Pages.English));

    [Fact]
    public void An_article_in_German_is_read_too() => AssertArticle(Pages.German, Pages.Newspaper("de", "Ein Leuchtturm wartet auf Licht", Pages.German));

    [Fact]
    public void An_article_in_Russian_is_read_too() => AssertArticle(Pages.Russian, Pages.Newspaper("ru", "Маяк ждёт огня", Pages.Russian));

    [Fact]
    public void An_article_in_Japanese_is_read_too() => AssertArticle(Pages.Japanese, Pages.Newspaper("ja", "灯台は明かりを待つ", Pages.Japanese));

    [Fact]
    public void An_article_laid_out_in_a_table_is_read_by_its_line_breaks() => AssertArticle(Pages.English, Pages.Tables(Title, Pages.English));

    [Fact]
    public void Names_that_say_nothing_are_no_hindrance() => AssertArticle(Pages.English, Pages.Divisions(Title, Pages.English));

    [Fact]
    public void Headings_lists_quotations_code_and_tables_of_an_article_are_kept_in_order()
    {
        string body = $"""
            <p>{Pages.English[0]}</p><h2>What the keeper says</h2><p>{Pages.English[1]}</p><blockquote><p>{Pages.English[2]}</p></blockquote>
            <p>{Pages.English[3]} The office lists what is to be done:</p><ul><li>mend the lower windows before the winter comes</li><li>pump the sea out of the engine room</li></ul>
            <p>{Pages.English[4]}</p><pre>light on
              wait 5
            light off</pre><p>{Pages.English[5]}</p>
            """;
        string text = MainTextReader.Read($"<html lang=en><head><title>{Title}</title></head><body><article><h1>{Title}</h1>{body}</article></body></html>").Text;
        string[] parts = [Pages.English[0], "What the keeper says", Pages.English[1], Pages.English[2],
            "mend the lower windows before the winter comes\npump the sea out of the engine room", Pages.English[4], "light on\n  wait 5\nlight off", Pages.English[5]];
        int at = 0;
        foreach (string part in parts)
        {
            int found = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{part}' is missing after {at} in:\n{text}");
            at = found + part.Length;
        }
    }

    [Fact]
    public void Paragraphs_are_parted_by_a_blank_line() =>
        Assert.Equal(string.Join("\n\n", Pages.English), MainTextReader.Read(Pages.Newspaper("en", Title, Pages.English)).Text);

    [Fact]
    public void An_article_that_the_page_holds_twice_is_read_once()
    {
        string article = string.Concat(Pages.English.Select(p => $"<p>{p}</p>"));
        string page = $"<html lang=en><body><div class=desktop><h1>{Title}</h1>{article}</div><div class=mobile>{article}</div></body></html>";
        Assert.Equal(1, Occurrences(MainTextReader.Read(page).Text, Pages.English[0]));
    }

    [Fact]
    public void An_article_that_only_structured_data_states_is_read_from_there()
    {
        string body = string.Join("\\n\\n", Pages.English).Replace("\"", "\\\"", StringComparison.Ordinal);
        string page = $$"""<html lang=en><head><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"{{body}}"}</script></head><body><div id=app>Loading, please wait</div></body></html>""";
        Assert.Contains(Pages.English[3], MainTextReader.Read(page).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_an_article_gives_what_text_it_has()
    {
        string list = string.Concat(Enumerable.Range(1, 12).Select(i => $"<li><a href=/{i}>Entry {i} of the harbour list</a></li>"));
        Assert.Contains("Entry 7 of the harbour list", MainTextReader.Read($"<html><body><ul>{list}</ul></body></html>").Text, StringComparison.Ordinal);
        Assert.Equal("Under repair.", MainTextReader.Read("<body><p>Under repair.").Text);
    }

    [Fact]
    public void Scripts_styles_and_hidden_marks_are_no_text()
    {
        string page = Pages.Newspaper("en", Title, [.. Pages.English, "<script>document.write('never')</script>Ships pass at night, and no\u00ADbody on them looks up\u200B to the cape any more, they say."]);
        string text = MainTextReader.Read(page).Text;
        Assert.DoesNotContain("never", text, StringComparison.Ordinal);
        Assert.Contains("and nobody on them looks up to the cape", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_opens_over_a_name_is_not_part_of_the_sentence()
    {
        string card = "<span class=pop><img src=a.jpg><a href=/1>Other stories about her</a> <a href=/2>And one more of them</a></span>";
        string page = Pages.Newspaper("en", Title, [Pages.English[0], $"The keeper <a href=/k>Ada Moor</a>{card} lived there for thirty years with two goats and a radio.", Pages.English[3]]);
        Assert.Contains("The keeper Ada Moor lived there for thirty years", MainTextReader.Read(page).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_invented() => Check.Sample(AnyPage, html =>
    {
        string shown = Words(string.Concat(MainTextReader.Parse(html).DocumentElement.TextContent));
        return MainTextReader.Read(html).Text.Split("\n\n").All(p => shown.Contains(Words(p), StringComparison.Ordinal));
    }, iter: 200);

    [Fact]
    public void The_same_page_gives_the_same_text() => Check.Sample(AnyPage, html => MainTextReader.Read(html).Text == MainTextReader.Read(html).Text, iter: 100);

    /// <summary>Paragraphs and furniture in elements of any kind, some never closed.</summary>
    private static Gen<string> AnyPage { get; } =
        Gen.Select(OneOf("p", "div", "li", "h2", "td", "section", "article", "nav", "span", "blockquote", "pre", "a", "b"),
            OneOf("", " class=comments", " class='article-body'", " id=footer", " style='display:none'", " itemprop=articleBody"),
            OneOf([.. Pages.English, .. Pages.German, .. Pages.Japanese, .. Pages.Furniture, "", " ", "<br>", "<br><br>x"]), Gen.Bool)
        .Select((tag, attributes, text, closed) => $"<{tag}{attributes}>{text}{(closed ? $"</{tag}>" : "")}\n").Array[0, 40].Select(string.Concat);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void AssertArticle(string[] paragraphs, string page)
    {
        string text = MainTextReader.Read(page).Text;
        Assert.All(paragraphs, p => Assert.Contains(p, text, StringComparison.Ordinal));
        Assert.All(Pages.Furniture, f => Assert.DoesNotContain(f, text, StringComparison.Ordinal));
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private static string Words(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
