using System.Collections.Frozen;
using System.Text;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Catalogs.Formats.Tables;

/// <summary>What columns of catalogs are called, in English, German, French, Spanish, Portuguese, Italian and Dutch, in KBART (NISO RP-9) and in Dublin Core.</summary>
internal static class TableHeaders
{
    // Field, then names without spaces, marks and accents.
    private const string Names = """
        id: id identifier recordid recordreference workid uid key sku reference ref nr nummer artikelnummer kennung identifiant cote identificador codigo codice
          titleid bookid textno etextno ebookno
        title: title booktitle worktitle maintitle headline titel buchtitel haupttitel werktitel titre titulo titolo publicationtitle
        subtitle: subtitle untertitel soustitre subtitulo sottotitolo ondertitel
        contributors: contributor contributors author authors creator creators writer editor editors translator translators illustrator byline
          autor autorin autoren autorinnen verfasser verfasserin herausgeber herausgeberin ubersetzer ubersetzerin mitwirkende urheber
          auteur auteurs autrice traducteur directeurdepublication autora autores autoras traductor traductora tradutor tradutora organizador
          autore autori curatore traduttore vertaler redacteur authorname nameofauthor
          firstauthor firsteditor additionalauthors contributorauthor contributoreditor
        isbn: isbn isbn13 isbn10 eisbn pisbn ean ean13 gtin gtin13 isbnean printisbn ebookisbn isbnprint isbnebook identifierisbn
        issn: issn eissn pissn issnl issnprint issnonline printissn onlineissn identifierissn
        doi: doi doiname digitalobjectidentifier identifierdoi
        language: language lang languagecode languageiso sprache textsprache langue idioma lingua taal
        publisher: publisher publishername imprint verlag verlagsname editeur maisondedition editorial editora editore casaeditrice uitgever uitgeverij
        rights_holder: rightsholder rightholder copyrightholder copyrightowner rechteinhaber rechteinhaberin ayantdroit ayantsdroit titulardederechos
          titulardosdireitos titolaredeidiritti rechthebbende
        licence: licence license lizenz licencia licenca licenza licentie usagelicense rightsuri rightslicense
        published: published publicationdate publishdate datepublished pubdate date year publicationyear yearpublished releasedate issued dateissued
          datemonographpublishedonline datemonographpublishedprint
          erscheinungsdatum erscheinungsjahr erscheinungstermin erschienen veroffentlicht veroffentlichungsdatum jahr datum
          datedepublication datedeparution dateparution parution annee anneedepublication fechadepublicacion fechapublicacion fecha anodepublicacion
          datadepublicacao anodepublicacao data ano anno datadipubblicazione publicatiedatum jaar
        text: text fulltext body bodytext content volltext inhalt texte textecomplet texto textocompleto contenu contenido conteudo testo tekst
        path: path file filename filepath datei dateiname dateipfad pfad fichier nomdefichier chemin archivo fichero ruta arquivo caminho percorso bestand
        copyright: copyright copyrightnotice copyrightstatement rights rechte copyrightvermerk droits derechos direitos diritti
        tdm_reservation: tdmreservation tdm tdmvorbehalt tdmreserved
        tdm_policy: tdmpolicy tdmpolicyurl
        action: action aktion operation accion acao azione
        """;

    /// <summary>The fields that a column can be, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Fields { get; }

    private static readonly FrozenDictionary<string, string> FieldOf;

    // German, French, Spanish, Portuguese, Italian and Dutch; "data" and "date" alone may be English.
    private static readonly string[] DayFirst =
    [
        "erschein", "veroffentlicht", "datum", "datedepub", "datedepar", "dateparution", "parution", "fecha", "datadepublicacao", "datadipubblicazione", "publicatiedatum",
    ];

    private static readonly string[] Prefixes = ["dc.", "dc:", "dcterms.", "dcterms:", "oapen."];

    static TableHeaders()
    {
        var fields = new List<string>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string word in Names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.EndsWith(':'))
                fields.Add(word[..^1]);
            else
                names.Add(word, fields[^1]);
        }
        (Fields, FieldOf) = (fields, names.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The field that a column of this name is; null where the name is not known.</summary>
    public static string? Find(string header)
    {
        string plain = Plain(header.Trim());
        if (FieldOf.TryGetValue(plain, out string? field))
            return field;
        // Author 1, Author 2.
        return FieldOf.GetValueOrDefault(plain.TrimEnd('1', '2', '3', '4', '5', '6', '7', '8', '9')) is "contributors" ? "contributors" : null;
    }

    /// <summary>Whether a header names a date in a language in which the day comes before the month.</summary>
    public static bool IsOfDayFirst(string header)
    {
        string plain = Plain(header.Trim());
        return Array.Exists(DayFirst, word => plain.StartsWith(word, StringComparison.Ordinal));
    }

    private static string Plain(string header)
    {
        if (header.Length > 80)
            return "";
        // dc.title[en] is a title; Text# is the number of a text.
        foreach (string prefix in Prefixes)
        {
            if (header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                header = header[prefix.Length..].Split('[')[0];
        }
        if (header.EndsWith('#'))
            header = header[..^1] + "no";
        return string.Concat(WellFormedText.Of(header).Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
    }
}
