using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>Titles and authors beside a copied passage.</summary>
public sealed class AttributionTests
{
    private const string Passage = "some years ago never mind how long precisely having little or no money in my purse";

    [Theory]
    [InlineData("In Moby-Dick we read {0} and so on.")]
    [InlineData("MOBY DICK\n\n{0}")]
    [InlineData("{0}\n\nThat is from Moby–Dick.")]
    [InlineData("{0} (Moby Dick, chapter 1)")]
    [InlineData("In Moby-Dick; or, The Whale we read {0}")]
    [InlineData("As herman melville wrote, {0}")]
    [InlineData("{0}\n— Herman Melville")]
    [InlineData("{0}\n— Melville")]
    [InlineData("{0} - Melville")]
    [InlineData("{0} (Melville, 1851)")]
    [InlineData("by Melville: {0}")]
    [InlineData("par **Melville** : {0}")]
    [InlineData("H. Melville tells us {0}")]
    [InlineData("Melville, Herman. {0}")]
    [InlineData("Herman Melville’s book begins {0}")]
    [InlineData("# Moby-Dick\n\n{0}")]
    public void A_passage_beside_its_title_or_author_is_attributed(string output) =>
        Assert.Equal(QuotationSigns.Attribution, SignsIn(output, "Moby-Dick; or, The Whale", "Melville, Herman, 1819-1891"));

    [Theory]
    [InlineData("{0}")]
    [InlineData("Melville {0}")]
    [InlineData("Herman {0}")]
    [InlineData("a moby of dick, {0}")]
    [InlineData("moby dick {0}")]
    [InlineData("Moby {0} Dick")]
    [InlineData("The whale, or {0}")]
    [InlineData("by melville street {0}")]
    public void A_name_without_another_sign_is_no_attribution(string output) =>
        Assert.Equal(QuotationSigns.None, SignsIn(output, "Moby-Dick; or, The Whale", "Melville, Herman, 1819-1891"));

    [Theory]
    [InlineData("Emily Brontë", "Wuthering Heights", "as emily bronte has it: {0}")]
    [InlineData("Emily Bronte", "Wuthering Heights", "as Emily Brontë has it: {0}")]
    [InlineData("José Maria de Eça de Queirós", "Os Maias", "Eça de Queiroz e Eça de Queirós: {0}")]
    [InlineData("Johann Wolfgang von Goethe", "Faust", "Goethe, Faust I: {0}")]
    [InlineData("Johann Wolfgang von Goethe", "Faust", "von Goethe: {0}")]
    [InlineData("George Eliot (Mary Ann Evans)", "Middlemarch", "George Eliot: {0}")]
    [InlineData("George Eliot", "Middlemarch", "*Middlemarch* says {0}")]
    [InlineData("George Eliot", "Middlemarch", "Middlemarch\n\n{0}")]
    [InlineData("George Eliot", "Middlemarch", "Eliot tells in Middlemarch {0}")]
    [InlineData("Лев Толстой", "Анна Каренина", "В романе «Анна Каренина»: {0}")]
    [InlineData("夏目漱石", "吾輩は猫である", "夏目漱石は {0}")]
    [InlineData("夏目漱石", "吾輩は猫である", "『吾輩は猫である』には {0}")]
    [InlineData("曹雪芹", "紅樓夢", "曹雪芹《紅樓夢》 {0}")]
    [InlineData("Charles Dickens", "A Tale of Two Cities", "a tale of two cities begins {0}")]
    [InlineData("Mary Shelley", "Frankenstein: or, the Modern Prometheus", "Shelley’s \"Frankenstein\": {0}")]
    public void Names_of_many_languages_are_recognised(string author, string title, string output) =>
        Assert.Equal(QuotationSigns.Attribution, SignsIn(output, title, author) & QuotationSigns.Attribution);

    [Theory]
    [InlineData("H. Rider Haggard", "She", "She says {0}")]
    [InlineData("Charles Reade", "It", "by it and in it {0}")]
    [InlineData("George Eliot", "Middlemarch", "the people of Middlemarch say {0}")]
    [InlineData("Frances Burney", "Evelina", "Evelina said {0}")]
    [InlineData("Franz Kafka", "The Trial", "at the trial he said {0}")]
    [InlineData("A. Young", "Night Thoughts", "by young men: {0}")]
    [InlineData("Anonymous", "Beowulf", "by Anonymous: {0}")]
    [InlineData("Various", "Poems", "by various: {0}")]
    [InlineData("", "", "by nobody: {0}")]
    [InlineData("…", "—", "— {0} …")]
    public void Words_of_everyday_are_no_names(string author, string title, string output) =>
        Assert.Equal(QuotationSigns.None, SignsIn(output, title, author));

    [Fact]
    public void A_name_counts_near_the_passage_or_in_the_adjoining_line()
    {
        string filler = string.Concat(Enumerable.Repeat("word ", 60));
        Assert.Equal(QuotationSigns.Attribution, SignsIn("Herman Melville " + filler + "{0}", "T", "Herman Melville"));
        Assert.Equal(QuotationSigns.Attribution, SignsIn("Herman Melville " + filler + "\n\n{0}", "T", "Herman Melville"));
        Assert.Equal(QuotationSigns.Attribution, SignsIn("{0}\n\n" + filler + "Herman Melville", "T", "Herman Melville"));
        Assert.Equal(QuotationSigns.None, SignsIn("Herman Melville\n" + filler + "\n{0}", "T", "Herman Melville"));
        Assert.Equal(QuotationSigns.None, SignsIn("{0}\n" + filler + "\nHerman Melville", "T", "Herman Melville"));
        Assert.Equal(QuotationSigns.None, SignsIn("Herman Melville " + filler + filler + filler + "{0}", "T", "Herman Melville"));
    }

    [Fact]
    public void A_title_among_copied_words_is_no_attribution()
    {
        const string Other = "and Great Expectations was what they had of me in those far days long gone";
        string output = $"{Passage}. {Other}.";
        using var index = new InMemoryPassageIndex(
        [
            new WorkText(new Work { Id = "w", Title = "Great Expectations" }, Passage + " one"),
            Catalogs.Work("other", "two " + Other),
        ]);
        Assert.All(Catalogs.Scan(index, output), match => Assert.False(match.Quoted));
    }

    [Fact]
    public void The_title_of_another_work_that_holds_the_passage_attributes_it_too()
    {
        using var index = new InMemoryPassageIndex(
        [
            new WorkText(new Work { Id = "first", Title = "The First Edition", Published = "1851" }, Passage),
            new WorkText(new Work { Id = "reader", Title = "The Sea Reader", Published = "1900" }, Passage),
            new WorkText(new Work { Id = "none", Title = "The Land Reader", Published = "1900" },
                "nothing of that kind stands in here at all"),
        ]);
        Assert.Equal(QuotationSigns.Attribution, Assert.Single(Catalogs.Scan(index, "The Sea Reader has " + Passage)).Quotation);
        Assert.Equal(QuotationSigns.None, Assert.Single(Catalogs.Scan(index, "The Land Reader has " + Passage)).Quotation);
    }

    [Fact]
    public void All_signs_of_a_quotation_are_told() =>
        Assert.Equal(
            QuotationSigns.Attribution | QuotationSigns.BlockQuote | QuotationSigns.QuotationMarks,
            SignsIn("> “{0}”\n> — Herman Melville", "T", "Herman Melville"));

    private static QuotationSigns SignsIn(string output, string title, string author)
    {
        output = output.Replace("{0}", Passage, StringComparison.Ordinal);
        var work = new Work { Id = "w", Title = title, Contributors = ["Somebody Else", author] };
        using var index = new InMemoryPassageIndex([new WorkText(work, $"one {Passage} two")]);
        Match match = Assert.Single(Catalogs.Scan(index, output));
        Assert.Equal(Passage, match.Output.Of(output));
        return match.Quotation;
    }
}
