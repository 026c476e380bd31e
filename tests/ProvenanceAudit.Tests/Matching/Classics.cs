using System.Text;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>Short passages of works that are nobody's property any more, in many languages, and a catalog of them.</summary>
internal static class Classics
{
    /// <summary>Passages by language; each begins and ends with a word.</summary>
    public static IReadOnlyDictionary<string, string> Passages { get; } = new Dictionary<string, string>
    {
        // Herman Melville (1819-1891), Moby-Dick, chapter 1.
        ["en"] = "Call me Ishmael. Some years ago—never mind how long precisely—having little or no money in my purse, and "
            + "nothing particular to "
            + "interest me on shore, I thought I would sail about a little and see the watery part of the world. It is a way "
            + "I have of driving off the "
            + "spleen and regulating the circulation. Whenever I find myself growing grim about the mouth; whenever it is a "
            + "damp, drizzly November in "
            + "my soul; whenever I find myself involuntarily pausing before coffin warehouses, and bringing up the rear of "
            + "every funeral I meet",
        // José de Alencar (1829-1877), Iracema.
        ["pt"] = "Verdes mares bravios de minha terra natal, onde canta a jandaia nas frondes da carnaúba; verdes mares que "
            + "brilhais como líquida "
            + "esmeralda aos raios do sol nascente, perlongando as alvas praias ensombradas de coqueiros; serenai, verdes "
            + "mares, e alisai docemente a "
            + "vaga impetuosa para que o barco aventureiro manso resvale à flor das águas. Onde vai a afouta jangada, que "
            + "deixa rápida a costa cearense",
        // Gustave Flaubert (1821-1880), Madame Bovary.
        ["fr"] = "Nous étions à l’étude, quand le Proviseur entra, suivi d’un nouveau habillé en bourgeois et d’un garçon de "
            + "classe qui portait un "
            + "grand pupitre. Ceux qui dormaient se réveillèrent, et chacun se leva comme surpris dans son travail. Le "
            + "Proviseur nous fit signe de nous "
            + "rasseoir ; puis, se tournant vers le maître d’études : — Monsieur Roger, lui dit-il à demi-voix, voici un "
            + "élève que je vous recommande",
        // Johann Wolfgang von Goethe (1749-1832), Die Wahlverwandtschaften.
        ["de"] = "Eduard – so nennen wir einen reichen Baron im besten Mannesalter – Eduard hatte in seiner Baumschule die "
            + "schönste Stunde eines "
            + "Aprilnachmittags zugebracht, um frisch erhaltene Pfropfreiser auf junge Stämme zu bringen. Sein Geschäft war "
            + "eben vollendet; er legte die "
            + "Gerätschaften in das Futteral zusammen und betrachtete seine Arbeit mit Vergnügen, als der Gärtner hinzutrat "
            + "und sich an dem teilnehmenden "
            + "Fleiße des Herrn ergetzte",
        // Fyodor Dostoevsky (1821-1881), Crime and Punishment.
        ["ru"] = "В начале июля, в чрезвычайно жаркое время, под вечер, один молодой человек вышел из своей каморки, которую "
            + "нанимал от жильцов в С—м "
            + "переулке, на улицу и медленно, как бы в нерешимости, отправился к К—ну мосту. Он благополучно избегнул "
            + "встречи с своею хозяйкой на лестнице. "
            + "Каморка его приходилась под самою кровлей высокого пятиэтажного дома и походила более на шкаф, чем на квартиру",
        // Homer, Odyssey, book 1.
        ["el"] = "ἄνδρα μοι ἔννεπε, μοῦσα, πολύτροπον, ὃς μάλα πολλὰ πλάγχθη, ἐπεὶ Τροίης ἱερὸν πτολίεθρον ἔπερσεν· πολλῶν "
            + "δ᾽ ἀνθρώπων ἴδεν ἄστεα καὶ νόον "
            + "ἔγνω, πολλὰ δ᾽ ὅ γ᾽ ἐν πόντῳ πάθεν ἄλγεα ὃν κατὰ θυμόν, ἀρνύμενος ἥν τε ψυχὴν καὶ νόστον ἑταίρων",
        // Abu al-Ala al-Maarri (973-1057), elegy on a jurist.
        ["ar"] = "غير مجد في ملتي واعتقادي نوح باك ولا ترنم شاد، وشبيه صوت النعي إذا قيس بصوت البشير في كل ناد، أبكت تلكم "
            + "الحمامة أم غنت على فرع غصنها المياد، "
            + "صاح هذي قبورنا تملأ الرحب فأين القبور من عهد عاد، خفف الوطء ما أظن أديم الأرض إلا من هذه الأجساد",
        // Genesis 1.
        ["he"] = "בראשית ברא אלהים את השמים ואת הארץ. והארץ היתה תהו ובהו וחשך על פני תהום ורוח אלהים מרחפת על פני המים. "
            + "ויאמר אלהים יהי אור ויהי אור. "
            + "וירא אלהים את האור כי טוב ויבדל אלהים בין האור ובין החשך",
        // Tulsidas (1532-1623), Hanuman Chalisa.
        ["hi"] = "श्रीगुरु चरन सरोज रज निज मनु मुकुरु सुधारि । बरनऊँ रघुबर बिमल जसु जो दायकु फल चारि ॥ बुद्धिहीन तनु जानिके "
            + "सुमिरौं पवन कुमार । "
            + "बल बुधि बिद्या देहु मोहिं हरहु कलेस बिकार ॥ जय हनुमान ज्ञान गुन सागर । जय कपीस तिहुँ लोक उजागर",
        // Sunthorn Phu (1786-1855), Phra Aphai Mani.
        ["th"] = "แล้วสอนว่าอย่าไว้ใจมนุษย์ มันแสนสุดลึกล้ำเหลือกำหนด ถึงเถาวัลย์พันเกี่ยวที่เลี้ยวลด "
            + "ก็ไม่คดเหมือนหนึ่งในน้ำใจคน",
        // Yun Seondo (1587-1671), Song of five friends.
        ["ko"] = "내 벗이 몇이냐 하니 수석과 송죽이라. 동산에 달 오르니 그 더욱 반갑구나. 두어라 이 다섯 밖에 또 더하여 무엇하리. 구름 빛이 좋다 하나 검기를 자주 한다. "
            + "바람 소리 맑다 하나 그칠 적이 하노매라. 좋고도 그칠 뉘 없기는 물뿐인가 하노라",
        // Romance of the Three Kingdoms (14th century), with the song of Yang Shen (1488-1559).
        ["zh"] = "滾滾長江東逝水，浪花淘盡英雄。是非成敗轉頭空。青山依舊在，幾度夕陽紅。白髮漁樵江渚上，慣看秋月春風。一壺濁酒喜相逢。古今多少事，都付笑談中。"
            + "話說天下大勢，分久必合，合久必分",
        // Kamo no Chomei (1155-1216), Hojoki.
        ["ja"] = "行く川のながれは絶えずして、しかも本の水にあらず。よどみに浮ぶうたかたは、かつ消えかつ結びて久しくとゞまることなし。"
            + "世の中にある人とすみかと、またかくの如し",
    };

    /// <summary>All passages as works, and some of other words, so that there is chance to tell copies from.</summary>
    public static InMemoryPassageIndex Index { get; } = Catalog();

    /// <summary>
    /// The one significant match of an output, which must be of the work of that language and begin and end as said.
    /// </summary>
    public static Match FindWhole(string language, string output, string written)
    {
        ScanResult result = new OutputScanner(Index, new MatchSettings { Threads = 1 })
            .Scan([new ModelOutput { Id = "o", Text = output }]);
        Match match = Assert.Single(Assert.Single(result.Outputs).Matches);
        Assert.Equal(language, match.Source.WorkId);
        Assert.Equal(written, match.Output.Of(output));
        Assert.Equal(Passages[language], match.Source.Span.Of(Index.ReadText(language, new TextSpan(0, int.MaxValue))));
        return match;
    }

    private static InMemoryPassageIndex Catalog()
    {
        var random = new Random(12);
        IEnumerable<WorkText> others = Enumerable.Range(0, 20).Select(i =>
            Catalogs.Work($"other{i}", string.Join(' ', Catalogs.RandomWords(random, 2_000, "x", 3_000))));
        return new InMemoryPassageIndex(Passages.Select(p => Catalogs.Work(p.Key, $"Before. {p.Value}. Behind.")).Concat(others));
    }
}
