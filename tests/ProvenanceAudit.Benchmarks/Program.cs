using BenchmarkDotNet.Running;
using ProvenanceAudit.Benchmarks;
using ProvenanceAudit.Benchmarks.Embeddings;
using ProvenanceAudit.Benchmarks.Intake;
using ProvenanceAudit.Benchmarks.MainText;
using ProvenanceAudit.Benchmarks.Paraphrases;
using ProvenanceAudit.Benchmarks.Served;
using ProvenanceAudit.Benchmarks.Vectors;
using ProvenanceAudit.Benchmarks.Verdicts;

// growth 10 50 200                                        catalogs of so many MB
// served BOOKS sqlite|postgresql WORKS OUTPUTS MATCHES     the web application, on works and outputs cut from a folder of text files, as 10000 100000 1000000
// served-intake FILE sqlite|postgresql                     taking in a catalog through the web application
// main-text FOLDER...                                      how main text is learnt from pages of known text; main-text-write TARGET FOLDER... writes the models
// iscc-nearness FOLDER                                     how Text-Codes of texts and of changed texts differ
// intake-make FORMAT RECORDS BOOKS FILE                    writes a big catalog cut from novels; intake FILE... measures how such are read
// verdict BOOKS ANSWERS [OTHER-BOOKS...]                   the verdict model, on scans made of novels and real answers; verdict-write MODEL DIAGRAM BOOKS ANSWERS makes it
// verdict-real OUTPUTS ASKED NOT-ASKED                     judges what real models recited of novels that they were asked for, and of others
// embeddings FOLDER NAME...                                embedders on STS-B and MRPC, and passages a second a core
// embeddings-texts WORDNET BOOKS FILE                      writes the texts that the built-in embedder is distilled with
// pan FOLDER [EMBEDDER]                                    paraphrases on a corpus of PAN 2013: words, paraphrases by words, and by words and vectors
// vectors [ROWS [DIMENSIONS [DEVICE]]]                     how fast vectors are compared beside what the machine can do, and how many neighbours stay
// everything else is BenchmarkDotNet's                     --filter '*Tokenise*' --job short
if (args is ["growth", .. var sizes])
    Growth.Run([.. sizes.Select(Number)]);
else if (args is ["served-intake", string handedIn, "sqlite" or "postgresql"])
    await HandedIn.RunAsync(handedIn, args[2] == "postgresql");
else if (args is ["served", string books, "sqlite" or "postgresql", string works, string outputs, string matches])
    await WholePath.RunAsync(books, args[2] == "postgresql", Number(works), Number(outputs), Number(matches));
else if (args is ["main-text", .. { Length: > 0 } folders])
    MainTextTraining.Run(folders, null);
else if (args is ["main-text-write", string target, .. { Length: > 0 } from])
    MainTextTraining.Run(from, target);
else if (args is ["iscc-nearness", string texts])
    IsccNearness.Run(texts);
else if (args is ["intake-make", string format, string records, string novels, string into])
    IntakeFiles.Make(format, Number(records), novels, into);
else if (args is ["intake", .. { Length: > 0 } catalogs])
    IntakeMeasure.Run(catalogs);
else if (args is ["intake-read", string catalog])
    IntakeMeasure.Read(catalog);
else if (args is ["intake-peer", string passed])
    IntakeMeasure.Peer(passed);
else if (args is ["verdict", string novelsToJudge, string answers, .. var otherNovels])
    VerdictBenchmark.Run(novelsToJudge, answers, otherNovels);
else if (args is ["verdict-write", string model, string diagram, string learntNovels, string learntAnswers])
    VerdictBenchmark.Write(model, diagram, learntNovels, learntAnswers);
else if (args is ["verdict-real", string realOutputs, string askedFor, string notAskedFor])
    RealOutputs.Run(realOutputs, askedFor, notAskedFor);
else if (args is ["embeddings", string pairs, .. var embedders])
    EmbeddingMeasure.Run(pairs, embedders.Length > 0 ? embedders : ["minilm", "built-in"]);
else if (args is ["embeddings-texts", string wordNet, string prose, string passages])
    DistillationTexts.Write(wordNet, prose, passages);
else if (args is ["vectors", .. { Length: <= 3 } vectors])
    VectorMeasure.Run(vectors.Length > 0 ? Number(vectors[0]) : 1_000_000, vectors.Length > 1 ? Number(vectors[1]) : 384, vectors.Length > 2 ? vectors[2] : "cpu");
else if (args is ["pan", string corpus, .. { Length: <= 1 } named])
    PanMeasure.Run(corpus, named is [string one] ? one : ProvenanceAudit.Similarity.SimilaritySettings.BuiltIn);
else
    BenchmarkSwitcher.FromAssembly(typeof(SyntheticText).Assembly).Run(args);

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
