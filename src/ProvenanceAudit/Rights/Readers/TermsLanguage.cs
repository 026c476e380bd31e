namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// The words by which a language reserves mining and training. They are beginnings of words in the form of <see cref="TermsText"/>:
/// small letters without marks, one space between words; each begins with a space, and ends with one where the word must end.
/// </summary>
/// <param name="Code">ISO 639-1.</param>
/// <param name="Mining">Text and data mining.</param>
/// <param name="Intelligence">Artificial intelligence and its models.</param>
/// <param name="Training">What is done to make them.</param>
/// <param name="Closing">Forbids or reserves.</param>
/// <param name="Opening">Contains words of <paramref name="Closing"/> and takes them back: <c>is not prohibited</c>.</param>
/// <param name="Elsewhere">Tells that the sentence is about what its author does, or about the reader's data.</param>
internal sealed record TermsLanguage(string Code, string[] Mining, string[] Intelligence, string[] Training, string[] Closing,
    string[] Opening, string[] Elsewhere)
{
    private static readonly string[] EnglishMining =
        [" text and data mining", " text data mining", " text mining", " data mining", " datamining", " tdm "];

    internal static readonly TermsLanguage[] All =
    [
        new("en", EnglishMining,
            [" artificial intelligence", " ai ", " ais ", " machine learning", " language model", " llm", " generative", " foundation model",
                " neural network", " deep learning"],
            [" train", " develop", " fine tun", " finetun", " improv", " machine learning", " data set", " dataset", " ingest", " teach"],
            [" may not ", " must not ", " shall not ", " should not ", " can not ", " cannot ", " not be used", " not permit", " not allow",
                " not authoris", " not authoriz", " not consent", " not licens", " not grant", " prohibit", " forbid", " forbidden",
                " not to ", " do not use", " do not scrape", " no part of", " no right to", " no permission", " without the prior",
                " without prior", " without our", " without the express", " without express", " without written", " without permission",
                " without consent", " without the consent", " without the permission", " without a licen", " reserv", " opt out", " opts out", " opted out",
                " excluded", " withheld", " refus", " object to", " objects to", " off limits", " unauthoris", " unauthoriz"],
            [" not prohibit", " nor prohibit", " nothing in this", " nothing in these", " not reserv", " no reservation", " not forbid",
                " not restrict", " not opted out", " have not opted", " not object", " without reserv", " not excluded"],
            [" we do not use", " we will not use", " we never use", " we don t use", " we won t use", " we use ", " we may use",
                " we train", " we are not using", " your data", " your content", " your information", " your personal", " your input",
                " your files", " your conversations", " customer data", " user data", " personal data", " want your", " sued ", " lawsuit", " said ", " content signal"]),
        new("de", [" text und data mining", " text und datamining", " text data mining", " text mining", " data mining", " datamining", " textmining"],
            [" kunstliche", " ki ", " maschinelles lernen", " maschinellen lernens", " maschinellem lernen", " maschinelle lernen", " sprachmodell", " generativ",
                " ai ", " ki system", " machine learning"],
            [" train", " anlern", " entwickl", " entwickeln", " maschinell", " machine learning"],
            [" untersag", " verboten", " verbot ", " nicht gestattet", " nicht erlaubt", " unzulassig", " nicht zulassig", " nicht verwendet", " nicht genutzt",
                " darf nicht", " durfen nicht", " nicht fur ", " nicht zum ", " nicht zu ", " ausgeschlossen", " vorbehalt", " nutzungsvorbehalt",
                " rechtevorbehalt", " behalt sich", " behalten wir", " behalten uns", " behalte mir", " widersprech", " widersprich", " widerspruch", " ohne vorherige", " ohne ausdruckliche",
                " ohne schriftliche", " ohne zustimmung", " ohne unsere", " ohne einwilligung", " bedarf der", " bedurfen der", " kein teil"],
            [" nicht untersagt", " nicht verboten", " nicht vorbehalten", " kein vorbehalt", " keinen vorbehalt", " keinen nutzungsvorbehalt", " nicht ausgeschlossen",
                " nicht widerspr", " nicht unzulassig", " ohne vorbehalt"],
            [" wir verwenden", " wir nutzen", " wir setzen", " ihre daten", " ihrer daten", " deine daten", " nutzerdaten", " kundendaten",
                " personenbezogen", " verwenden wir", " nutzen wir", " klagt ", " klage "]),
        new("fr", [" fouille de texte", " fouille de donnees", " fouilles de texte", " exploration de texte", " exploration de donnees",
                " text and data mining", " data mining"],
            [" intelligence artificielle", " ia ", " apprentissage automatique", " machine learning", " modele de langage", " modeles de langage",
                " generative", " algorithme"],
            [" entrain", " apprentissage", " developp", " machine learning", " alimenter"],
            [" interdi", " ne peut", " ne peuvent", " ne doit", " ne doivent", " pas autoris", " n autoris", " s oppos", " oppose", " opposition",
                " reserv", " sans autorisation", " sans l autorisation", " sans accord", " sans l accord", " sans le consentement", " sans consentement", " prohib", " exclu", " n est pas permis"],
            [" pas interdi", " n interdi", " ne s oppose pas", " non reserve", " pas reserve", " sans reserve"],
            [" nous utilisons", " nous n utilisons", " vos donnees", " donnees personnelles", " donnees a caractere"]),
        new("es", [" mineria de texto", " mineria de dato", " text and data mining", " data mining"],
            [" inteligencia artificial", " ia ", " aprendizaje automatico", " modelos de lenguaje", " modelo de lenguaje", " generativ", " machine learning"],
            [" entren", " desarroll", " aprendizaje", " machine learning"],
            [" prohib", " no se permite", " no esta permitid", " no estan permitid", " no podra", " no puede", " no se podra", " no se puede", " reserva",
                " sin autorizacion", " sin la autorizacion", " sin la previa", " sin previa", " sin el consentimiento", " sin consentimiento", " se opone", " nos oponemos", " no autoriz", " no se autoriz"],
            [" no esta prohibid", " no estan prohibid", " no se prohib", " no prohib", " sin reserva", " no se reserva"],
            [" utilizamos", " sus datos", " tus datos", " datos personales"]),
        new("it", [" estrazione di test", " estrazione di dati", " text and data mining", " text e data mining", " text data mining", " data mining"],
            [" intelligenza artificiale", " ia ", " apprendimento automatico", " machine learning", " modelli linguistici", " modello linguistico", " modelli di linguaggio", " generativ"],
            [" addestr", " svilupp", " training", " apprendimento", " machine learning"],
            [" vietat", " vieta ", " divieto", " non e consentit", " non sono consentit", " non e permess", " non puo", " non possono", " non autorizz", " non e autorizz",
                " riserva", " senza autorizzazione", " senza l autorizzazione", " senza il consenso", " senza consenso", " senza la previa", " senza previa", " esclus", " si oppon", " ci opponiamo"],
            [" non e vietat", " non sono vietat", " non vieta", " senza riserva", " non e riservat"],
            [" utilizziamo", " tuoi dati", " suoi dati", " vostri dati", " dati personali"]),
        new("nl", [" tekst en datamining", " tekst en data mining", " text en datamining", " text and data mining", " datamining", " data mining", " tekstmining"],
            [" kunstmatige intelligentie", " artificiele intelligentie", " ai ", " machine learning", " taalmodel", " generatieve"],
            [" train", " ontwikkel", " machine learning"],
            [" verboden", " verbod ", " niet toegestaan", " mag niet", " mogen niet", " niet worden gebruikt", " niet gebruikt", " voorbehoud",
                " behoudt zich", " behouden ons", " zonder toestemming", " zonder de toestemming", " zonder onze", " zonder voorafgaande", " zonder schriftelijke", " zonder uitdrukkelijke", " uitgesloten", " verzet"],
            [" niet verboden", " geen voorbehoud", " niet uitgesloten", " niet voorbehouden", " zonder voorbehoud"],
            [" wij gebruiken", " we gebruiken", " uw gegevens", " je gegevens", " persoonsgegevens"]),
        new("pt", [" mineracao de texto", " mineracao de dado", " prospecao de texto", " prospeccao de texto", " prospecao de dado", " text and data mining", " data mining"],
            [" inteligencia artificial", " ia ", " aprendizado de maquina", " aprendizagem automatica", " aprendizagem de maquina", " modelos de linguagem", " generativ", " machine learning"],
            [" trein", " desenvolv", " aprendiza", " machine learning"],
            [" proibi", " proibe", " nao e permitid", " nao sao permitid", " nao pode", " vedad", " reserva", " sem autorizacao",
                " sem a autorizacao", " sem o consentimento", " sem consentimento", " sem previa", " sem a previa", " nao autoriz", " opoe se", " se opoe"],
            [" nao e proibid", " nao sao proibid", " nao proibe", " sem reserva"],
            [" utilizamos", " seus dados", " teus dados", " dados pessoais"]),
    ];
}
