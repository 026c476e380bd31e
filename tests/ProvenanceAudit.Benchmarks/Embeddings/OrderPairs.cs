using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.Benchmarks.Embeddings;

/// <summary>
/// Pairs in the manner of PAWS (Zhang, Baldridge, He 2019), written for this measure: of each sentence, one that says the same in other words or another order, and one of
/// nearly the same words that says something else. A table of vectors of tokens cannot tell orders apart, and is not expected to.
/// </summary>
internal static class OrderPairs
{
    private static readonly (string Sentence, string Same, string Other)[] Triples =
    [
        ("The lawyer questioned the witness about the missing letter.", "The witness was questioned about the missing letter by the lawyer.", "The witness questioned the lawyer about the missing letter."),
        ("Flights from Lisbon to Vienna were cancelled on Monday.", "On Monday, flights to Vienna from Lisbon were cancelled.", "Flights from Vienna to Lisbon were cancelled on Monday."),
        ("The older brother taught his sister to swim.", "His sister learnt to swim from the older brother.", "The older sister taught her brother to swim."),
        ("The company bought its rival for two billion.", "For two billion, the rival was bought by the company.", "The rival bought the company for two billion."),
        ("Only the captain knew that the map was wrong.", "No one but the captain was aware that the map was wrong.", "The captain knew only that the map was wrong."),
        ("She had lived in Rome before she moved to Oslo.", "Before moving to Oslo, she had lived in Rome.", "She had lived in Oslo before she moved to Rome."),
        ("The teacher praised the student who had written the play.", "The student who wrote the play was praised by the teacher.", "The student praised the teacher who had written the play."),
        ("The river flows east from the lake to the sea.", "From the lake to the sea, the river runs eastwards.", "The river flows east from the sea to the lake."),
        ("The minister resigned after the newspaper published the report.", "After the report was published by the newspaper, the minister stepped down.", "The newspaper published the report after the minister resigned."),
        ("More men than women signed the petition.", "The petition was signed by more men than women.", "More women than men signed the petition."),
        ("The dog chased the cat across the yard.", "The cat was chased across the yard by the dog.", "The cat chased the dog across the yard."),
        ("The doctor did not doubt that the patient was telling the truth.", "The doctor was sure that the patient was telling the truth.", "The doctor doubted that the patient was not telling the truth."),
        ("The bridge was closed because the road had flooded.", "Since the road was under water, the bridge was shut.", "The road was flooded because the bridge had closed."),
        ("His first book is longer than his second.", "His second book is shorter than his first.", "His second book is longer than his first."),
        ("The bank lent the farmer money for a new barn.", "The farmer was lent money for a new barn by the bank.", "The farmer lent the bank money for a new barn."),
        ("Sales rose in spring and fell in autumn.", "In autumn sales fell, after they had risen in spring.", "Sales fell in spring and rose in autumn."),
        ("The senator said the governor had broken the law.", "According to the senator, the governor had broken the law.", "The governor said the senator had broken the law."),
        ("The red team beat the blue team three to one.", "The blue team lost to the red team, three to one.", "The blue team beat the red team three to one."),
        ("A novel based on the film appeared in May.", "In May, a novel came out that was based on the film.", "A film based on the novel appeared in May."),
        ("The king feared the general more than the people.", "More than the people, the king feared the general.", "The general feared the king more than the people."),
        ("Her uncle gave the violin to her teacher.", "The violin was given to her teacher by her uncle.", "Her teacher gave the violin to her uncle."),
        ("The shop sells new cameras and repairs old ones.", "Old cameras are repaired and new ones sold in the shop.", "The shop sells old cameras and repairs new ones."),
        ("The train left before the bus arrived.", "The bus arrived after the train had left.", "The bus left before the train arrived."),
        ("The author of the letter accused the editor of lying.", "The editor was accused of lying by the letter's author.", "The editor of the letter accused the author of lying."),
    ];

    /// <summary>The chance that a pair that says the same is nearer than one that says something else: 0.5 is guessing.</summary>
    public static double Auc(ITextEmbedder embedder)
    {
        float[] same = EmbeddingMeasure.Cosines(embedder, [.. Triples.Select(t => new Pair(t.Sentence, t.Same, 1))]);
        float[] other = EmbeddingMeasure.Cosines(embedder, [.. Triples.Select(t => new Pair(t.Sentence, t.Other, 0))]);
        return same.Average(s => other.Average(o => s > o ? 1.0 : s == o ? 0.5 : 0.0));
    }
}
