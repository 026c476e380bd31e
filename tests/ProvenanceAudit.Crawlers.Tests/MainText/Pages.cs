using System.Text;

namespace ProvenanceAudit.Crawlers.Tests.MainText;

/// <summary>Pages of several layouts about paragraphs that a test knows, with the furniture that real pages have.</summary>
internal static class Pages
{
    /// <summary>Paragraphs of an article in English.</summary>
    public static string[] English { get; } =
    [
        "The lighthouse on the northern cape has been dark since the storm of last October, when waves broke the lower windows and flooded the engine room.",
        "Its keeper, who lived there for thirty years with two goats and a radio, moved to the village and now tells visitors what the nights were like.",
        "“Nobody ever came by chance,” she says. “You had to want to be there, and most people did not want it for longer than an afternoon.”",
        "Engineers from the coastal office measured the tower in spring and found that it leans, though no more than it did when it was built.",
        "Repairs are to begin when the road has been mended, which the council has put off twice for want of money and once for want of a vote.",
        "Until then a lamp on a pole does the work, and fishermen say, without much regret, that they have used satellites for years anyway.",
    ];

    /// <summary>Paragraphs of an article in German.</summary>
    public static string[] German { get; } =
    [
        "Der Leuchtturm am nördlichen Kap ist seit dem Sturm im vergangenen Oktober dunkel, als Wellen die unteren Fenster zerschlugen und den Maschinenraum fluteten.",
        "Die Wärterin, die dort dreißig Jahre mit zwei Ziegen und einem Radio lebte, ist ins Dorf gezogen und erzählt Besuchern nun, wie die Nächte waren.",
        "„Niemand kam je durch Zufall“, sagt sie. „Man musste dort sein wollen, und die meisten wollten es nicht länger als einen Nachmittag.“",
        "Ingenieure des Küstenamts haben den Turm im Frühjahr vermessen und festgestellt, dass er sich neigt, wenn auch nicht mehr als zu der Zeit, als er gebaut wurde.",
    ];

    /// <summary>Paragraphs of an article in Russian.</summary>
    public static string[] Russian { get; } =
    [
        "Маяк на северном мысе не горит с прошлого октября, когда во время шторма волны разбили нижние окна и затопили машинное отделение.",
        "Смотрительница, которая прожила там тридцать лет с двумя козами и радиоприёмником, переехала в деревню и теперь рассказывает гостям, какими были ночи.",
        "Инженеры береговой службы измерили башню весной и обнаружили, что она наклонена, хотя и не больше, чем в то время, когда её построили.",
        "Ремонт должен начаться после того, как починят дорогу, а это совет откладывал уже дважды из-за нехватки денег.",
    ];

    /// <summary>Paragraphs of an article in Japanese.</summary>
    public static string[] Japanese { get; } =
    [
        "北の岬の灯台は、昨年十月の嵐で波が下の窓を壊し、機械室が水に浸かって以来、明かりが消えたままになっている。",
        "三十年間、二頭の山羊とラジオと一緒にそこで暮らした灯台守は村に移り、今では訪れる人に夜の様子を語っている。",
        "沿岸事務所の技術者は春に塔を測り、傾いていることを確かめたが、建てられた当時よりひどくなってはいなかった。",
        "修理は道路が直ってから始まる予定だが、町議会は資金がないという理由で二度も先送りにしてきた。",
    ];

    /// <summary>What stands about articles, none of it theirs.</summary>
    public static string[] Furniture { get; } =
    [
        "Accept all cookies", "Weather forecast for tomorrow", "Sign up for our morning newsletter", "Ferry prices rise again in July", "Great story, thanks for sharing it with all of us here!",
        "All rights reserved", "Share on social media", "Most read this week",
    ];

    /// <summary>A page of a newspaper with semantic elements.</summary>
    public static string Newspaper(string language, string title, params ReadOnlySpan<string> paragraphs) => $"""
        <!doctype html><html lang="{language}"><head><title>{title} | The Paper</title><meta property="og:site_name" content="The Paper"></head><body class="page has-sidebar">
        <div id="cookie-consent" class="modal"><p>We and our partners store information on your device, as our policy says, unless you object to it.</p><button>Accept all cookies</button></div>
        <header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/weather">Weather forecast for tomorrow</a></li></ul></nav></header>
        <main><article><header><h1>{title}</h1><p class="byline">By <a href="/ann">Ann Bee</a></p><time datetime="2020-03-04">4 March</time></header>
        <div class="share-tools"><a href="#">Share on social media</a><a href="#">Print</a></div>
        <div class="article-body">{Join("p", paragraphs)}
        <aside class="newsletter"><h3>Sign up for our morning newsletter</h3><form><input name="mail"><button>Send</button></form></aside></div>
        <ul class="tags"><li><a href="/t/sea">sea</a></li><li><a href="/t/towers">towers</a></li></ul></article>
        <section class="related-stories"><h2>Most read this week</h2><ul><li><a href="/1">Ferry prices rise again in July</a></li><li><a href="/2">A whale was seen off the coast</a></li></ul></section>
        <section id="comments" class="comments-area"><h2>2 comments</h2><ol class="comment-list"><li class="comment"><p>Great story, thanks for sharing it with all of us here!</p></li>
        <li class="comment"><p>I was there as a child, and I remember the goats better than the tower, to be honest with you.</p></li></ol></section></main>
        <aside class="sidebar"><h2>Popular</h2><ul><li><a href="/3">Seven walks along the cliffs</a></li></ul></aside>
        <footer class="site-footer"><p>© 2020 The Paper. All rights reserved.</p><a href="/privacy">Privacy policy</a></footer></body></html>
        """;

    /// <summary>A blog of the time of tables, without a class that tells anything.</summary>
    public static string Tables(string title, params ReadOnlySpan<string> paragraphs) => $"""
        <html><head><title>{title}</title></head><body bgcolor=white><table width=100%><tr><td colspan=2><a href=/>Home</a> | <a href=/w>Weather forecast for tomorrow</a> | <a href=/l>Links</a></td></tr>
        <tr><td width=150><a href=/1>Ferry prices rise again in July</a><br><a href=/2>Older entries</a><br><a href=/3>Guest book</a><br><a href=/4>My other pages</a></td>
        <td><font size=5><b>{title}</b></font><br><br>{string.Join("<br><br>\n", paragraphs!)}<br><br></td></tr>
        <tr><td colspan=2><font size=1>All rights reserved. <a href=mailto:a@example.org>Write to me</a></font></td></tr></table></body></html>
        """;

    /// <summary>A page of nested divisions, named as a machine names them.</summary>
    public static string Divisions(string title, params ReadOnlySpan<string> paragraphs) => $"""
        <html><head><meta property="og:title" content="{title}"></head><body><div class="css-1x"><div class="css-2y"><a href="/">Home</a><a href="/w">Weather forecast for tomorrow</a><a href="/x">Sport</a></div>
        <div class="css-3z"><div class="css-4a"><h1 class="css-5b">{title}</h1><div class="css-6c">{Join("div", paragraphs)}</div></div>
        <div class="css-7d"><div><a href="/1">Ferry prices rise again in July</a></div><div><a href="/2">A whale was seen off the coast</a></div><div><a href="/3">Most read this week</a></div></div></div>
        <div class="css-8e">All rights reserved</div></div></body></html>
        """;

    private static string Join(string tag, ReadOnlySpan<string> paragraphs)
    {
        var html = new StringBuilder();
        foreach (string paragraph in paragraphs)
            html.Append("<" + tag + ">").Append(paragraph).Append("</" + tag + ">\n");
        return html.ToString();
    }
}
