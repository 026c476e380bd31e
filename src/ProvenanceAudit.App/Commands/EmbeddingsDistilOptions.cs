using System.ComponentModel;
using ProvenanceAudit.MachineLearning.Embedding.Distilling;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>embeddings distil</c>.</summary>
internal sealed class EmbeddingsDistilOptions : CommandSettings
{
    [CommandArgument(0, "<MODEL>")]
    [Description("minilm for the all-MiniLM-L6-v2 that comes with the program, or a folder with an ONNX model and its tokenizer.json or vocab.txt.")]
    public string Model { get; init; } = "";

    [CommandOption("-o|--out <FILE>")]
    [Description("The file to write; scans take it as an embedder.")]
    public string Out { get; init; } = "";

    [CommandOption("-t|--texts <CATALOG>")]
    [Description("Texts of the kind that will be compared, a catalog in any format that is read. Tokens are counted in them, and the vectors are fitted to the model's vectors of "
        + "their passages; nothing of them but that goes into the file. Without texts, tokens weigh by their place in the vocabulary, and the vectors are much worse.")]
    public string? Texts { get; init; }

    [CommandOption("--dimensions <N>")]
    [Description("Numbers in a vector; no more than the model has (default: 256).")]
    [DefaultValue(DistillationSettings.DefaultDimensions)]
    public int Dimensions { get; init; }

    [CommandOption("--passages <N>")]
    [Description("Passages of the texts, at most, that the vectors are fitted to; most of the time goes into them (default: 60000).")]
    [DefaultValue(DistillationSettings.DefaultPassages)]
    public int Passages { get; init; }

    [CommandOption("--rounds <N>")]
    [Description("How often the fit goes over the passages (default: 20).")]
    [DefaultValue(DistillationSettings.DefaultRounds)]
    public int Rounds { get; init; }

    [CommandOption("--name <NAME>")]
    [Description("Name of what is made, for reports. Without it, the name of the file.")]
    public string? Name { get; init; }

    [CommandOption("--notice <TEXT>")]
    [Description("Whose work the model is and under which licence, to go into the file.")]
    public string? Notice { get; init; }

    [CommandOption("--device <DEVICE>")]
    [Description("Where the model runs: auto, cpu, or cuda:N (default: auto).")]
    [DefaultValue("auto")]
    public string Device { get; init; } = "auto";

    /// <summary>How it is made.</summary>
    public DistillationSettings Settings => new()
    {
        Name = Name ?? Path.GetFileNameWithoutExtension(Out),
        Notice = Notice ?? "",
        Dimensions = Dimensions,
        Passages = Passages,
        Rounds = Rounds,
    };

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        var mistakes = new List<string>();
        if (string.IsNullOrWhiteSpace(Out))
            mistakes.Add("--out is missing; name the file to write");
        else
            mistakes.AddRange(Settings.Mistakes());
        if (!EmbeddingsInfoOptions.IsDevice(Device))
            mistakes.Add($"--device is '{Device}'; it must be auto, cpu, or cuda:N");
        return mistakes.Count == 0 ? ValidationResult.Success() : ValidationResult.Error(string.Join('\n', mistakes));
    }
}
