using System.Collections.Frozen;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>The words that every text of a language has most of.</summary>
internal static class StopWords
{
    /// <summary>Lists by language, BCP 47.</summary>
    public static FrozenDictionary<string, string[]> Lists { get; } = new Dictionary<string, string>
    {
        ["en"] = "the of and to in a is that for it was on with as be at by this have from or had not are but his they an she which you were her one we there all been their has would will what if more when who so no said its about up out into than them can only other time new some could these two may first then do any my now such like our over me even most after also made many your he him how",
        ["de"] = "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wenn können ihre unter wir ich kann diese hier",
        ["fr"] = "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou son mais comme on aux cette ses nous être fait été ont sa elle vous leur deux ces même dont si entre sans peut bien encore tout ils où",
        ["es"] = "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos fue ha son está",
        ["pt"] = "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles você são",
        ["it"] = "di e il la che in a per un è del non una i con da le si della dei sono al come più su anche nel alla ma lo gli ha se dal o delle questo ed degli stato tra nella suo sua ci essere questa dalla hanno loro ai perché era dopo due",
        ["nl"] = "de van het een en in is dat op te zijn met voor die niet aan er om ook als dan maar bij nog uit door over ze hij naar wordt tot heeft hebben of je worden we deze kan werd al wat meer geen dit was wel ik",
        ["sv"] = "och i att det som en på är av för med den till inte har de ett om han var men jag sig från vi så kan när man under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket än här då",
        ["da"] = "og i at det er en til af på for som med den de der ikke et har han var fra vi kan om men jeg ved så også sig eller efter skal når man blev ud være hun over mod havde denne op vil blive sin nu mange dem efter",
        ["no"] = "og i det er på en til av for som å at med har de ikke den et han om var fra men vi jeg kan så også ble seg ved eller etter skal når man ut være hun over mot hadde denne opp vil bli sin nå mange noe",
        ["fi"] = "ja on ei se että oli hän mutta ovat kun ole niin myös joka mukaan kuin vain sen tai ovat jo sekä nyt jos mitä hänen joten siitä vielä voi koska olla tämä ennen kanssa sitä olisi jotka niiden sitten",
        ["pl"] = "i w na z do się nie to jest że o jak a po od za co dla przez ale przy tym są tak oraz czy być może był już tylko ze także jego które który tego była pod ich może lub jednak bardzo roku gdy",
        ["cs"] = "a v se na je že to s z do o i ve pro za by jako ale po jsem od jeho k si tak jsou byl také při která co které podle až už však nebo mezi který jen před bylo být kde být více než",
        ["sk"] = "a v sa na je že to s z do o aj vo pre za by ako ale po som od jeho k si tak sú bol tiež pri ktorá čo ktoré podľa až už však alebo medzi ktorý len pred bolo byť kde viac než",
        ["hu"] = "a az és hogy nem is egy ez van meg volt de csak azt már mint még ha el vagy ki be lehet után amely sem minden aki kell így lesz pedig között nagyon több mert ezt két fel",
        ["ro"] = "de și în a la cu pe că nu din un o este pentru care mai se au fi prin dar sunt fost ce după sau sa lui au către între când acest această foarte ale iar ne lor",
        ["tr"] = "ve bir bu için da de ile olarak daha çok olan gibi en kadar ne o var sonra ise ama her mi değil diye olduğu ki göre iki ancak şu şey hem içinde tarafından yeni",
        ["id"] = "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke karena adalah ada oleh saya kita mereka bisa sudah telah sebagai atau dia lebih kami orang menjadi tersebut dapat agar jika lagi belum para seperti saat banyak hanya",
        ["ms"] = "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke kerana ialah ada oleh saya kita mereka boleh sudah telah sebagai atau beliau lebih kami orang menjadi tersebut agar jika lagi belum para seperti",
        ["vi"] = "và của là có được cho không trong một các đã với người này những để khi đến về từ cũng như tại ra vào năm nhiều sẽ phải trên bị do nhưng còn theo sau đó",
        ["ru"] = "и в не на что с он как это по но из у за к от о то же для а так его все было она мы бы вы быть или ее если есть до при их уже когда также только года может более чтобы этого были который",
        ["uk"] = "і в не на що з як це до у та про за від по але він його для є які був що так вже бути або ми вони може була також цього коли років якщо при були",
        ["bg"] = "и на в да се от за е с не са по като че ще но до при той след които това или който има си към му е обаче беше още както само една между",
        ["el"] = "και το να του η της με που την από για στο είναι τα ο οι των δεν σε θα τον στην μια τις ότι τους στη ένα ως αλλά ήταν κατά μας αυτό όπως έχει πως",
        ["ar"] = "في من على أن إلى عن التي مع هذا الذي ما لا هذه بعد كان بين أو قد كما كل قبل خلال ذلك وفي لم عند إن وقال حيث غير كانت منذ أي",
        ["he"] = "של את על לא זה עם הוא גם כי אני או היא אבל יש מה כל אל בין היה רק עוד אם כך אשר ידי הם אחרי זאת לפני",
        ["fa"] = "و در به از که این را با است برای آن یک خود تا بر هم کرد شد نیز ها می اند بود های شده باید اما وی دو هر",
        ["hi"] = "के का में की है और को से पर ने कि यह हैं इस नहीं भी एक कर हो था लिए तो जो गया ही या थे वह अपने साथ बाद",
        ["ja"] = "の に は を た が で て と し れ さ ある いる も する から な こと として い や など なっ ない この ため その あっ よう また もの という",
        ["zh"] = "的 一 是 在 不 了 有 和 人 这 中 大 为 上 个 国 我 以 要 他 时 来 用 们 到 作 地 于 出 就 分 对 成 会 可 主 发 年 能 也",
        ["ko"] = "이 그 저 것 수 등 및 더 은 는 을 를 에 의 가 있다 있는 했다 한다 대한 위해 통해 하는 지난 것으로 이번",
        ["th"] = "ที่ และ ใน เป็น ของ มี การ ได้ ให้ ไม่ จะ ว่า กับ ไป มา นี้ แต่ หรือ จาก",
    }.ToFrozenDictionary(e => e.Key, e => e.Value.Split(' '));

    private static readonly FrozenDictionary<string, HashSet<string>> Sets =
        Lists.ToFrozenDictionary(l => l.Key, l => new HashSet<string>(l.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>The stop words of a language; none of one without a list.</summary>
    public static HashSet<string> Of(string language) => Sets.GetValueOrDefault(language.Split('-')[0].ToLowerInvariant()) ?? [];

    /// <summary>Words of the text that are stop words, of all; -1 without stop words. 0 to 1.</summary>
    public static double Share(ReadOnlySpan<char> text, HashSet<string> stopWords)
    {
        if (stopWords.Count == 0)
            return -1;
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = stopWords.GetAlternateLookup<ReadOnlySpan<char>>();
        int words = 0, found = 0;
        int from = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ' ';
            bool letter = char.IsLetter(c) || (char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark);
            if (letter && WordCounts.IsUnspaced(c))
            {
                words++;
                found += lookup.Contains(text.Slice(i, 1)) ? 1 : 0;
                letter = false;
            }
            if (letter)
            {
                from = from < 0 ? i : from;
            }
            else if (from >= 0)
            {
                words++;
                found += lookup.Contains(text[from..i]) ? 1 : 0;
                from = -1;
            }
        }
        return words == 0 ? 0 : (double)found / words;
    }
}
