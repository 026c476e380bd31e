using System.Globalization;
using ProvenanceAudit.MachineLearning.Verdicts;
using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.Benchmarks.Verdicts;

/// <summary>Makes the verdict model from constructed scans, and measures it on scans of works, outside texts and answers that it has not seen.</summary>
internal static class VerdictBenchmark
{
    private const int FitScans = 300, CalibrationScans = 110, TestScans = 150;
    private const string Version = "1";

    /// <summary>Measures the model that ships with the program.</summary>
    /// <param name="books">Folder of novels that it was made from in part.</param>
    /// <param name="answers">Folder of real answers.</param>
    /// <param name="others">Folders of other novels, in other languages.</param>
    public static void Run(string books, string answers, IEnumerable<string> others)
    {
        (SourcePart fit, _, SourcePart test) = SourceTexts.Deal(books, answers);
        VerdictModel model = VerdictModel.BuiltIn;
        Console.WriteLine($"{model.Name}\n{model.Training}");
        IReadOnlyList<ConstructedFinding> known = ScanLabels.Make(fit, TestScans, 1_000_000);
        Measure("unseen works", model, known, ScanLabels.Make(test, TestScans, 3_000_000));
        foreach (string other in others)
        {
            (_, _, SourcePart part) = SourceTexts.Deal(other, null);
            Measure($"unseen works of {Path.GetFileName(Path.TrimEndingDirectorySeparator(other))}", model, known, ScanLabels.Make(part, TestScans, 4_000_000));
        }
    }

    /// <summary>Makes the model and writes it, and the diagram of how it did.</summary>
    /// <param name="target">Path of the model's file.</param>
    /// <param name="diagram">Path of the diagram, SVG.</param>
    /// <param name="books">Folder of novels.</param>
    /// <param name="answers">Folder of real answers.</param>
    public static void Write(string target, string diagram, string books, string answers)
    {
        (SourcePart fit, SourcePart calibrate, SourcePart test) = SourceTexts.Deal(books, answers);
        IReadOnlyList<ConstructedFinding> fitted = ScanLabels.Make(fit, FitScans, 1_000_000), calibrated = ScanLabels.Make(calibrate, CalibrationScans, 2_000_000);
        IReadOnlyList<ConstructedFinding> tested = ScanLabels.Make(test, TestScans, 3_000_000);
        LabelledEvidence[] known = [.. fitted.Select(f => f.Labelled)], other = [.. calibrated.Select(f => f.Labelled)];
        IReadOnlyList<Forecast> forecasts = Measure("unseen works", new VerdictTraining().Train(known, other, Version, ""), fitted, tested);
        string training = string.Create(CultureInfo.InvariantCulture,
            $"{known.Length} findings of {FitScans} constructed scans of {fit.Works.Count} novels, calibrated on {other.Length} of {CalibrationScans} scans of {calibrate.Works.Count} others. On " +
            $"{tested.Count} findings of {TestScans} scans of {test.Works.Count} novels that were in neither: expected calibration error {Calibration.Error(forecasts):F3}, Brier score {Calibration.Brier(forecasts):F3}.");
        using (FileStream file = File.Create(target))
            new VerdictTraining().Train(known, other, Version, training).Write(file);
        ReliabilityDiagram.Write(diagram, Calibration.Bins(forecasts), training);
    }

    /// <summary>Prints how the model does beside one number alone.</summary>
    private static IReadOnlyList<Forecast> Measure(string name, VerdictModel model, IReadOnlyList<ConstructedFinding> known, IReadOnlyList<ConstructedFinding> tested)
    {
        Console.WriteLine(name);
        IReadOnlyList<Forecast> all = [];
        foreach (bool significant in (bool[])[false, true])
        {
            ConstructedFinding[] some = [.. tested.Where(f => !significant || f.Significant)];
            LabelledEvidence[] train = [.. VerdictTraining.Balanced(known.Where(f => !significant || f.Significant).Select(f => f.Labelled))];
            LabelledEvidence[] test = [.. VerdictTraining.Balanced(some.Select(f => f.Labelled))];
            IReadOnlyList<Forecast> forecasts = [.. test.Select(t => new Forecast(model.Judge(t.Evidence).Probability, t.Reproduces, t.Weight))];
            Print($"  verdict, {(significant ? "significant matches" : "all findings")}", forecasts);
            Print("    longest run alone", Alone(train, test, e => e.LongestRun));
            Print("    copied words alone", Alone(train, test, e => e.CopiedWords));
            Print("    smallest E-value alone", Alone(train, test, e => -e.SmallestEValue));
            if (!significant)
                all = forecasts;
        }
        foreach (ReliabilityBin bin in Calibration.Bins(all))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {bin.Stated:F3} stated, {bin.True:F3} true, {bin.Count} findings"));
        foreach (var group in tested.GroupBy(f => (f.Labelled.Reproduces, f.Origin)).OrderBy(g => g.Key))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    {(group.Key.Reproduces ? "reproduced" : "not")} {group.Key.Origin}: {group.Count()} findings, mean probability {group.Average(f => model.Judge(f.Labelled.Evidence).Probability):F3}"));
        return all;
    }

    private static IReadOnlyList<Forecast> Alone(LabelledEvidence[] train, LabelledEvidence[] test, Func<FindingEvidence, double> score)
    {
        Func<double, double> probability = Calibration.Isotonic(train.Select(t => (score(t.Evidence), t.Reproduces, (double)t.Weight)));
        return [.. test.Select(t => new Forecast(probability(score(t.Evidence)), t.Reproduces, t.Weight))];
    }

    private static void Print(string name, IReadOnlyList<Forecast> forecasts) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name}: expected calibration error {Calibration.Error(forecasts):F4}, Brier {Calibration.Brier(forecasts):F4}, {forecasts.Count} findings"));
}
