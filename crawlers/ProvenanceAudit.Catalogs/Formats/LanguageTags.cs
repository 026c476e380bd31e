using System.Collections.Frozen;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>Codes of languages as catalogs write them, as BCP 47 tags.</summary>
internal static class LanguageTags
{
    // ISO 639-1, then the codes of ISO 639-2 for the same language: terminological, and bibliographic where that is another.
    private const string Table = """
        aa aar,ab abk,ae ave,af afr,ak aka,am amh,an arg,ar ara,as asm,av ava,ay aym,az aze,ba bak,be bel,bg bul,bi bis,bm bam,bn ben,
        bo bod tib,br bre,bs bos,ca cat,ce che,ch cha,co cos,cr cre,cs ces cze,cu chu,cv chv,cy cym wel,da dan,de deu ger,dv div,dz dzo,
        ee ewe,el ell gre,en eng,eo epo,es spa,et est,eu eus baq,fa fas per,ff ful,fi fin,fj fij,fo fao,fr fra fre,fy fry,ga gle,gd gla,
        gl glg,gn grn,gu guj,gv glv,ha hau,he heb,hi hin,ho hmo,hr hrv scr,ht hat,hu hun,hy hye arm,hz her,ia ina,id ind,ie ile,ig ibo,
        ii iii,ik ipk,io ido,is isl ice,it ita,iu iku,ja jpn,jv jav,ka kat geo,kg kon,ki kik,kj kua,kk kaz,kl kal,km khm,kn kan,ko kor,
        kr kau,ks kas,ku kur,kv kom,kw cor,ky kir,la lat,lb ltz,lg lug,li lim,ln lin,lo lao,lt lit,lu lub,lv lav,mg mlg,mh mah,mi mri mao,
        mk mkd mac,ml mal,mn mon,mr mar,ms msa may,mt mlt,my mya bur,na nau,nb nob,nd nde,ne nep,ng ndo,nl nld dut,nn nno,no nor,nr nbl,
        nv nav,ny nya,oc oci,oj oji,om orm,or ori,os oss,pa pan,pi pli,pl pol,ps pus,pt por,qu que,rm roh,rn run,ro ron rum,ru rus,rw kin,
        sa san,sc srd,sd snd,se sme,sg sag,si sin,sk slk slo,sl slv,sm smo,sn sna,so som,sq sqi alb,sr srp scc,ss ssw,st sot,su sun,
        sv swe,sw swa,ta tam,te tel,tg tgk,th tha,ti tir,tk tuk,tl tgl,tn tsn,to ton,tr tur,ts tso,tt tat,tw twi,ty tah,ug uig,uk ukr,
        ur urd,uz uzb,ve ven,vi vie,vo vol,wa wln,wo wol,xh xho,yi yid,yo yor,za zha,zh zho chi,zu zul
        """;

    private static readonly FrozenDictionary<string, string> Short = Table.Split(',', StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ')).SelectMany(codes => codes[1..].Select(code => (code, codes[0])))
        .ToFrozenDictionary(pair => pair.code, pair => pair.Item2, StringComparer.Ordinal);

    // What people write in tables; names of a language in itself, in English and in the languages of its neighbours.
    private const string Names = """
        en english englisch anglais inglés inglês inglese engels,de german deutsch allemand alemán alemão tedesco duits,
        fr french français französisch francés francês francese frans,es spanish español spanisch espagnol espanhol castellano,
        pt portuguese português portugiesisch portugais portugués,it italian italiano italienisch italien,nl dutch nederlands niederländisch néerlandais,
        la latin latein lateinisch,ru russian русский russisch russe,pl polish polski polnisch,sv swedish svenska schwedisch,da danish dansk dänisch,
        zh chinese 中文 chinesisch chinois,ja japanese 日本語 japanisch japonais,ar arabic العربية arabisch arabe,tr turkish türkçe türkisch
        """;

    private static readonly FrozenDictionary<string, string> ByName = Names.Split(',', StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ')).SelectMany(words => words[1..].Select(name => (name, words[0])))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>A tag from a language's name, in itself or in one of its neighbours; null where it is not known.</summary>
    public static string? Named(string name) => ByName.GetValueOrDefault(name.Trim());

    /// <summary>A tag from a code of ISO 639-1, 639-2 or 639-3, or from a tag, whose case and separators are mended.</summary>
    /// <param name="code">As written: <c>ger</c>, <c>eng</c>, <c>pt_BR</c>.</param>
    /// <returns>Null where it is none, or says that the language is not known (<c>und</c>, <c>mul</c>, <c>zxx</c>).</returns>
    public static string? Of(string? code)
    {
        string[] parts = (code ?? "").Trim().Replace('_', '-').Split('-');
        string first = parts[0].ToLowerInvariant();
        if (first.Length is < 2 or > 3 || !first.All(char.IsAsciiLetterLower) || first is "und" or "mul" or "mis" or "zxx" || parts.Length > 6)
            return null;
        var tag = new List<string> { Short.GetValueOrDefault(first, first) };
        foreach (string part in parts.Skip(1))
        {
            if (part.Length is 0 or > 8 || !part.All(char.IsAsciiLetterOrDigit))
                return null;
            tag.Add(part.Length == 2 && part.All(char.IsAsciiLetter) ? part.ToUpperInvariant()
                : part.Length == 4 && part.All(char.IsAsciiLetter) ? char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant()
                : part.ToLowerInvariant());
        }
        return string.Join('-', tag);
    }
}
