using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.MachineLearning.Verdicts;

/// <summary>A finding of which it is known whether it is a reproduction.</summary>
/// <param name="Evidence">What the scan shows.</param>
/// <param name="Reproduces">Whether the work was reproduced beyond chance.</param>
/// <param name="Weight">How much it counts, above 0.</param>
internal sealed record LabelledEvidence(FindingEvidence Evidence, bool Reproduces, float Weight);

/// <summary>
/// Makes a verdict model: logistic regression on the stretches between the knots of each feature, with weights of one sign where the curve must be monotone, then Platt's calibration
/// on other works, which is folded into the curves. The same data gives the same model.
/// </summary>
internal sealed class VerdictTraining
{
    /// <summary>Share of reproductions among the weighted findings that it is trained on.</summary>
    public const double Prior = 0.5;

    // Enough that stretches which hardly any finding lies in follow their neighbours, too little to be seen elsewhere.
    private const float Ridge = 0.05f;

    private readonly MLContext _ml = new(seed: 1);

    /// <summary>Trains.</summary>
    /// <param name="fit">Findings that the curves are made from.</param>
    /// <param name="calibrate">Findings of other works that the probability is calibrated on.</param>
    /// <param name="version">Version of the model.</param>
    /// <param name="training">What <see cref="VerdictModel.Training"/> says.</param>
    public VerdictModel Train(IReadOnlyList<LabelledEvidence> fit, IReadOnlyList<LabelledEvidence> calibrate, string version, string training)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, RowOf(fit[0]).Features.Length);
        IDataView Load(IEnumerable<LabelledEvidence> findings) => _ml.Data.LoadFromEnumerable(Balanced(findings).Select(RowOf), schema);
        IDataView rows = _ml.Data.Cache(Load(fit));
        var linear = (LinearBinaryModelParameters)_ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            ExampleWeightColumnName = nameof(Row.Weight),
            EnforceNonNegativity = true,
            L1Regularization = 0,
            L2Regularization = Ridge,
            OptimizationTolerance = 1e-7f,
            MaximumNumberOfIterations = 2000,
            HistorySize = 50,
            NumberOfThreads = 1,
        }).Fit(rows).Model.SubModel;
        VerdictModelFile raw = FileOf(linear, version, training);
        (double slope, double offset) = Calibrate(new VerdictModel(raw), calibrate);
        return new VerdictModel(Centre(raw with
        {
            Base = slope * raw.Base + offset,
            Features = [.. raw.Features.Select(f => f with { LogOdds = [.. f.LogOdds.Select(v => slope * v)], Unknown = slope * f.Unknown })],
        }, [.. Balanced(fit)]));
    }

    /// <summary>Findings weighted so that both kinds weigh the same in sum, and one finding 1 on the average.</summary>
    public static IEnumerable<LabelledEvidence> Balanced(IEnumerable<LabelledEvidence> findings)
    {
        LabelledEvidence[] all = [.. findings];
        double positive = all.Where(f => f.Reproduces).Sum(f => f.Weight), negative = all.Where(f => !f.Reproduces).Sum(f => f.Weight);
        return all.Select(f => f with { Weight = (float)(f.Weight * all.Length / 2 / (f.Reproduces ? positive : negative)) });
    }

    private (double Slope, double Offset) Calibrate(VerdictModel raw, IEnumerable<LabelledEvidence> findings)
    {
        IDataView scores = _ml.Data.LoadFromEnumerable(Balanced(findings).Select(f => new ScoredRow { Score = (float)raw.LogOddsOf(f.Evidence), Label = f.Reproduces, Weight = f.Weight }));
        ISingleFeaturePredictionTransformer<PlattCalibrator> fitted = _ml.BinaryClassification.Calibrators
            .Platt(nameof(ScoredRow.Label), nameof(ScoredRow.Score), nameof(ScoredRow.Weight)).Fit(scores);
        PlattCalibrator platt = fitted.Model;
        return (-platt.Slope, -platt.Offset);
    }

    /// <summary>Reads the curves off the weights of the stretches.</summary>
    private static VerdictModelFile FileOf(LinearBinaryModelParameters linear, string version, string training)
    {
        var shapes = new List<FeatureShape>();
        int column = 0;
        foreach (VerdictFeature feature in VerdictFeature.All)
        {
            double[] odds = new double[feature.Knots.Length];
            foreach (int sign in SignsOf(feature))
            {
                for (int i = 1; i < odds.Length; i++, column++)
                {
                    for (int j = i; j < odds.Length; j++)
                        odds[j] += sign * linear.Weights[column];
                }
            }
            double unknown = linear.Weights[column++] - linear.Weights[column++];
            shapes.Add(new FeatureShape(feature.Name, feature.Knots, odds, unknown));
        }
        return new VerdictModelFile(VerdictModelFile.CurrentFormat, "finding-verdict", version, training, Prior, linear.Bias, shapes, "");
    }

    /// <summary>Moves each curve so that its mean is 0, and the base by as much the other way.</summary>
    private static VerdictModelFile Centre(VerdictModelFile file, LabelledEvidence[] findings)
    {
        double total = findings.Sum(f => f.Weight), moved = file.Base;
        var shapes = new List<FeatureShape>();
        for (int i = 0; i < VerdictFeature.All.Count; i++)
        {
            VerdictFeature feature = VerdictFeature.All[i];
            FeatureShape shape = file.Features[i];
            double mean = findings.Sum(f => f.Weight * shape.At(feature, feature.ValueOf(f.Evidence))) / total;
            shapes.Add(shape with { LogOdds = [.. shape.LogOdds.Select(v => v - mean)], Unknown = shape.Unknown - mean });
            moved += mean;
        }
        return file with { Base = moved, Features = shapes };
    }

    private static Row RowOf(LabelledEvidence finding)
    {
        var columns = new List<float>();
        foreach (VerdictFeature feature in VerdictFeature.All)
        {
            double? value = feature.ValueOf(finding.Evidence);
            double[] ramps = new double[feature.Knots.Length - 1];
            if (value is double known)
                feature.Ramps(known, ramps);
            foreach (int sign in SignsOf(feature))
                columns.AddRange(ramps.Select(r => (float)(sign * r)));
            columns.Add(value is null ? 1 : 0);
            columns.Add(value is null ? -1 : 0);
        }
        return new Row { Features = [.. columns], Label = finding.Reproduces, Weight = finding.Weight };
    }

    // Weights are never below 0; a curve that may go either way has two for each stretch.
    private static int[] SignsOf(VerdictFeature feature) => feature.Direction switch
    {
        Direction.Towards => [1],
        Direction.Away => [-1],
        _ => [1, -1],
    };

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public float Weight { get; set; }
    }

    private sealed class ScoredRow
    {
        public float Score { get; set; }

        public bool Label { get; set; }

        public float Weight { get; set; }
    }
}
