using ProvenanceAudit.Crawlers.MainText;

namespace ProvenanceAudit.Crawlers.Tests.MainText;

public sealed class MetadataTests
{
    private const string Body = "<body><h1>The old bridge opens again</h1><p>After two years of work the bridge over the river was opened to walkers "
        + "and riders on Monday, and the town came to see it.</p><p>It had been closed when stones fell from one of its arches in a storm.</p>";

    [Theory]
    [InlineData("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"From data\"}</script><meta property=og:title content=Social>", "From data")]
    [InlineData("<meta property=og:title content='Social title'><title>Element | The Paper</title>", "Social title")]
    [InlineData("<meta property=og:title content='Social title | The Paper'><meta property=og:site_name content='The Paper'>", "Social title")]
    [InlineData("<meta name=citation_title content='A paper on bridges'><title>x</title>", "A paper on bridges")]
    [InlineData("<title>The old bridge opens again - The Paper</title>", "The old bridge opens again")]
    [InlineData("", "The old bridge opens again")]
    [InlineData("<script type='application/ld+json'>{not json at all</script>", "The old bridge opens again")]
    [InlineData("<meta property=og:title content='Tom &amp;  Ann'>", "Tom & Ann")]
    public void The_title_comes_from_the_surest_source_without_the_site(string head, string title) => Assert.Equal(title, Read(head).Title);

    [Theory]
    [InlineData("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann Bee\"},{\"name\":\"Cy Dee\"}]}</script>", "Ann Bee;Cy Dee")]
    [InlineData("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}},{\"@id\":\"#a\",\"@type\":\"Person\",\"name\":\"Ann Bee\"}]}</script>", "Ann Bee")]
    [InlineData("<script type='application/ld+json'>{\"@type\":[\"BlogPosting\"],\"author\":\"Ann Bee\",}</script>", "Ann Bee")]
    [InlineData("<meta name=author content='By Ann Bee and Cy Dee'>", "Ann Bee;Cy Dee")]
    [InlineData("<meta name=citation_author content='Bee, A.'><meta name=citation_author content='Dee'>", "A. Bee;Dee")]
    [InlineData("<meta property=article:author content='https://social.example/ann'><p class=byline>By Ann Bee | Nov 3", "Ann Bee")]
    [InlineData("<p>by <a rel=author href=/ann>Ann Bee</a></p>", "Ann Bee")]
    [InlineData("<div itemprop=author itemscope><span itemprop=name>Ann Bee</span></div>", "Ann Bee")]
    [InlineData("<p class=article__author>Von Anna Biene</p>", "Anna Biene")]
    [InlineData("<meta name=author content='Ann Bee, MD, PhD'>", "Ann Bee")]
    [InlineData("<p class=byline>By Ann Bee November 15, 2019</p>", "Ann Bee")]
    [InlineData("<meta name=author content=admin>", "")]
    [InlineData("<p class=byline>Updated at noon</p>", "")]
    public void Authors_are_names_and_nothing_else(string head, string authors) => Assert.Equal(authors, string.Join(';', Read(head).Authors));

    [Theory]
    [InlineData("<script type='application/ld+json'>{\"@type\":\"Article\",\"datePublished\":\"2019-11-19T08:30:00+01:00\"}</script><meta name=date content=2001-01-01>", "2019-11-19T08:30:00+01:00")]
    [InlineData("<meta property=article:published_time content='2019-11-19T08:30:05.123Z'>", "2019-11-19T08:30:05Z")]
    [InlineData("<meta name=citation_publication_date content=2019/11/9>", "2019-11-09")]
    [InlineData("<meta itemprop=datePublished content=2019-11>", "2019-11")]
    [InlineData("<meta name=dc.date content=1999>", "1999")]
    [InlineData("<time datetime='2019-11-19 08:30'>Tuesday</time>", "2019-11-19T08:30")]
    [InlineData("<time>Nov. 19, 2019</time>", "2019-11-19")]
    [InlineData("<p class=date>Tuesday, November 19th, 2019 at 8:30 pm</p>", "2019-11-19T20:30")]
    [InlineData("<html lang=de><p class=datum-date>19. März 2019, 08:30 Uhr</p>", "2019-03-19T08:30")]
    [InlineData("<html lang=fr><p class=date>Publié le 1er août 2019</p>", "2019-08-01")]
    [InlineData("<html lang=es><p class=post-date>19 de noviembre de 2019</p>", "2019-11-19")]
    [InlineData("<html lang=ru><p class=post-date>19 ноября 2019 г.</p>", "2019-11-19")]
    [InlineData("<html lang=ja><p class=post-date>2019年11月19日</p>", "2019-11-19")]
    [InlineData("<html lang=en-GB><p class=date>03/04/2019</p>", "2019-04-03")]
    [InlineData("<html lang=en-US><p class=date>03/04/2019</p>", "2019-03-04")]
    [InlineData("<html lang=en-US><p class=date>13.04.2019</p>", "2019-04-13")]
    [InlineData("<meta name=date content='Tue, 19 Nov 2019 08:30:00 GMT'>", "2019-11-19T08:30:00Z")]
    [InlineData("<meta name=pubdate content=1574152200>", "2019-11-19T08:30:00Z")]
    [InlineData("<meta name=pubdate content=20191119T083000Z>", "2019-11-19T08:30:00Z")]
    [InlineData("<link rel=canonical href='https://example.org/2019/11/19/bridge'>", "2019-11-19")]
    [InlineData("<link rel=canonical href='https://example.org/2019/nov/19/bridge'>", "2019-11-19")]
    [InlineData("<link rel=canonical href='https://example.org/2019/11/bridge'>", "2019-11")]
    [InlineData("<meta property=article:modified_time content='2020-02-02'>", "2020-02-02")]
    [InlineData("<meta name=date content='2019-02-30'>", null)]
    [InlineData("<meta name=date content='soon'>", null)]
    [InlineData("<link rel=canonical href='https://example.org/1234/56/bridge'>", null)]
    public void The_date_is_ISO_8601_as_precise_as_the_page_tells_it(string head, string? date) => Assert.Equal(date, Read(head).Date);

    [Theory]
    [InlineData("<html lang=en-gb>", "en-GB")]
    [InlineData("<html lang=pt_br>", "pt-BR")]
    [InlineData("<html lang=zh-hans-cn>", "zh-Hans-CN")]
    [InlineData("<meta http-equiv=content-language content=en>", "en")]
    [InlineData("<meta property=og:locale content=en_US>", "en-US")]
    [InlineData("<script type='application/ld+json'>{\"@type\":\"Article\",\"inLanguage\":\"en\"}</script>", "en")]
    [InlineData("<html lang='{{ lang }}'>", "en")]
    [InlineData("", "en")]
    public void The_language_is_stated_or_detected(string head, string language) => Assert.Equal(language, Read(head).Language);

    [Fact]
    public void A_language_that_the_text_belies_is_not_believed()
    {
        string text = string.Concat(Enumerable.Repeat("Der Fluss ist so hoch wie seit Jahren nicht, und die Leute an den Ufern sorgen sich um ihre Häuser. ", 12));
        Assert.Equal("de", MainTextReader.Read($"<html lang=en><body><p>{text}").Language);
    }

    [Fact]
    public void Addresses_are_absolute_and_of_the_web()
    {
        Assert.Equal("https://example.org/a?b=1", Read("<link rel='nofollow canonical' href='/a?b=1'>").CanonicalAddress?.AbsoluteUri);
        Assert.Equal("https://other.example/x", Read("<meta property=og:url content='https://other.example/x'>").CanonicalAddress?.AbsoluteUri);
        Assert.Null(Read("<link rel=canonical href='javascript:alert(1)'>").CanonicalAddress);
        Assert.Null(MainTextReader.Read("<link rel=canonical href='/a'>" + Body).CanonicalAddress);
    }

    [Fact]
    public void The_site_is_named_by_the_page_or_by_its_publisher()
    {
        Assert.Equal("The Paper", Read("<meta property=og:site_name content='The Paper'>").SiteName);
        Assert.Equal("The Paper", Read("<script type='application/ld+json'>{\"@type\":\"Article\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"The Paper\"}}</script>").SiteName);
    }

    [Theory]
    [InlineData("Le fleuve est plus haut que jamais et les habitants de la ville ne savent pas si leurs maisons sont en danger, mais ils attendent avec calme.", "fr")]
    [InlineData("El río está más alto que nunca y los vecinos de la ciudad no saben si sus casas están en peligro, pero esperan con calma.", "es")]
    [InlineData("O rio está mais alto do que nunca e os moradores da cidade não sabem se as suas casas estão em perigo, mas esperam com calma.", "pt")]
    [InlineData("Il fiume è più alto che mai e gli abitanti della città non sanno se le loro case sono in pericolo, ma aspettano con calma.", "it")]
    [InlineData("De rivier staat hoger dan ooit en de bewoners van de stad weten niet of hun huizen in gevaar zijn, maar ze wachten het rustig af.", "nl")]
    [InlineData("Rzeka jest wyższa niż kiedykolwiek, a mieszkańcy miasta nie wiedzą, czy ich domy są zagrożone, ale czekają na to, co się stanie z nimi.", "pl")]
    [InlineData("Sungai ini lebih tinggi dari yang pernah ada dan warga kota tidak tahu apakah rumah mereka dalam bahaya, tetapi mereka menunggu dengan tenang karena sudah biasa.", "id")]
    [InlineData("Река выше, чем когда-либо, и жители города не знают, в опасности ли их дома, но они спокойно ждут того, что будет.", "ru")]
    [InlineData("Річка вища, ніж будь-коли, і мешканці міста не знають, чи їхні будинки в небезпеці, але вони спокійно чекають на це.", "uk")]
    [InlineData("川の水位はかつてないほど高く、町の住民は家が危険かどうか分からないが、落ち着いて待っている。", "ja")]
    [InlineData("河水比以往任何时候都高，城里的居民不知道他们的房子是否有危险，但他们平静地等待着。", "zh")]
    [InlineData("강물이 그 어느 때보다 높아서 도시 주민들은 집이 위험한지 알지 못하지만 침착하게 기다리고 있다.", "ko")]
    [InlineData("Ο ποταμός είναι πιο ψηλός από ποτέ και οι κάτοικοι της πόλης δεν ξέρουν αν τα σπίτια τους κινδυνεύουν.", "el")]
    [InlineData("1 2 3 4 5 6", null)]
    public void Languages_are_told_by_script_and_common_words(string text, string? language) => Assert.Equal(language, LanguageDetector.Detect(text));

    private static PageText Read(string head) => MainTextReader.Read(head + Body, new Uri("https://example.org/somewhere"));
}
