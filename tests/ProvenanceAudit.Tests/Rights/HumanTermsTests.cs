using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Tests.Rights;

public sealed class HumanTermsTests
{
    [Theory]
    [InlineData("en", "You may not use the content to train artificial intelligence models.")]
    [InlineData("en", "All rights are reserved, including those for text and data mining, AI training, and similar technologies.")]
    [InlineData("en", "No part of this book may be used or reproduced in any manner for the purpose of training artificial intelligence technologies or systems.")]
    [InlineData("en", "The publisher expressly reserves this work from the text and data mining exception in accordance with Article 4(3) of Directive (EU) 2019/790.")]
    [InlineData("en", "Use of our articles for the development of any software program, including, but not limited to, training a machine learning or AI system, is strictly prohibited.")]
    [InlineData("en", "We do not permit the use of our content in the training of large language models without our prior written consent.")]
    [InlineData("en", "Text and data mining is not permitted on this site.")]
    [InlineData("en", "We have opted out of text and data mining.")]
    [InlineData("de", "Die Nutzung der Inhalte für Text und Data Mining im Sinne von § 44b UrhG ist ausdrücklich vorbehalten.")]
    [InlineData("de", "Der Anbieter behält sich die Nutzung seiner Inhalte für kommerzielles Text- und Data-Mining (§ 44b Abs. 3 UrhG) vor.")]
    [InlineData("de", "Es ist untersagt, unsere Texte zum Training von KI-Systemen zu verwenden.")]
    [InlineData("de", "Die Inhalte dürfen nicht für das Training künstlicher Intelligenz genutzt werden.")]
    [InlineData("fr", "La fouille de textes et de données au sens de l'article L. 122-5-3 est interdite.")]
    [InlineData("fr", "L'éditeur s'oppose à l'utilisation de ses contenus pour l'entraînement de systèmes d'intelligence artificielle.")]
    [InlineData("fr", "Le contenu ne peut être utilisé pour entraîner une intelligence artificielle sans autorisation écrite.")]
    [InlineData("es", "Queda prohibida la minería de textos y datos de este sitio.")]
    [InlineData("es", "No se permite el uso de los contenidos para entrenar sistemas de inteligencia artificial.")]
    [InlineData("it", "È vietata l'estrazione di testo e di dati dai contenuti del sito.")]
    [InlineData("it", "I contenuti non possono essere utilizzati per l'addestramento di sistemi di intelligenza artificiale.")]
    [InlineData("nl", "Tekst- en datamining is niet toegestaan zonder toestemming van de uitgever.")]
    [InlineData("nl", "Onze artikelen mogen niet worden gebruikt om kunstmatige intelligentie te trainen.")]
    [InlineData("pt", "É proibida a mineração de textos e dados deste site.")]
    [InlineData("pt", "O conteúdo não pode ser utilizado para treinar modelos de inteligência artificial.")]
    public void A_sentence_that_closes_mining_or_training_is_found(string language, string sentence)
    {
        StatedRights stated = HumanTermsReader.Read($"Welcome to our terms. {sentence} Thank you for reading.", Seen.At("/terms"));

        RightsStatement statement = Assert.Single(stated.Statements);
        Assert.Equal(sentence, statement.RawText);
        Assert.Equal(RightsEffect.Reserve, statement.Effect);
        Assert.Contains(RightsUse.AiTraining, statement.Uses);
        Assert.Equal(RightsStrength.HumanReadable, statement.Strength);
        Assert.Contains($"({language})", statement.Remarks[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Text and data mining is not prohibited on this site.")]
    [InlineData("Nothing in these terms prohibits text and data mining for research.")]
    [InlineData("You may use our content to train artificial intelligence models.")]
    [InlineData("Our journal publishes research on text and data mining.")]
    [InlineData("We do not use your documents to train AI models, and you may not share your password.")]
    [InlineData("Your data will not be used to train artificial intelligence.")]
    [InlineData("The newspaper sued the company, which it said may not train AI with its articles.")]
    [InlineData("May I use the content to train AI, or is that prohibited?")]
    [InlineData("Smoking is prohibited in our training rooms.")]
    [InlineData("AI Training Academy. All rights reserved.")]
    [InlineData("© 2026 AI Training Academy, all rights reserved.")]
    [InlineData("You may not copy our content. Our engineers develop artificial intelligence.")]
    [InlineData("Text- und Data-Mining ist auf dieser Website nicht untersagt.")]
    [InlineData("Wir nutzen künstliche Intelligenz; ihr Training ist ohne Ihre Daten nicht möglich.")]
    [InlineData("La fouille de textes n'est pas interdite.")]
    [InlineData("La minería de textos no está prohibida.")]
    [InlineData("Tekst- en datamining is niet verboden.")]
    [InlineData("Unser Kurs über Text und Data Mining beginnt im Mai.")]
    [InlineData("")]
    public void What_mentions_permits_or_promises_is_left_alone(string sentence) =>
        Assert.Empty(HumanTermsReader.Read(sentence, Seen.At("/terms")).Statements);

    [Fact]
    public void Items_of_a_list_are_read_with_what_leads_them_in()
    {
        StatedRights stated = HumanTermsReader.Read("""
            You agree that you will not, and may not:

            • copy the site;

            • use the content to train or develop any artificial intelligence.

            We welcome readers who develop artificial intelligence.
            """, Seen.At("/terms"));

        Assert.Equal("You agree that you will not, and may not: • use the content to train or develop any artificial intelligence.",
            Assert.Single(stated.Statements).RawText);
    }

    [Fact]
    public void Clauses_of_a_long_sentence_are_read_with_what_leads_them_in() => Assert.StartsWith("You may not: (b) use it to train",
        Assert.Single(HumanTermsReader.Read("You may not: (a) sell the content; (b) use it to train AI models; or (c) frame the site.",
            Seen.At("/terms")).Statements).RawText, StringComparison.Ordinal);

    [Fact]
    public void Abbreviations_do_not_end_a_sentence() => Assert.Equal(
        "Nach Art. 4 Abs. 3 der Richtlinie (EU) 2019/790 behält sich die Example GmbH das Text und Data Mining vor.",
        Assert.Single(HumanTermsReader.Read("Impressum. Nach Art. 4 Abs. 3 der Richtlinie (EU) 2019/790 behält sich die Example GmbH das Text und Data Mining vor. Ende.",
            Seen.At("/impressum")).Statements).RawText);
}
