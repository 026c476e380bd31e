using System.ComponentModel;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>embeddings info</c>.</summary>
internal sealed class EmbeddingsInfoOptions : CommandSettings
{
    [CommandArgument(0, "<NAME>")]
    [Description("built-in, minilm, a folder with an ONNX model, or a file that 'embeddings distil' wrote.")]
    public string Name { get; init; } = "";

    [CommandOption("--device <DEVICE>")]
    [Description("Where an ONNX model would run: auto, cpu, or cuda:N (default: auto).")]
    [DefaultValue("auto")]
    public string Device { get; init; } = "auto";

    [CommandOption("--json")]
    [Description("Prints one JSON object for programs.")]
    public bool Json { get; init; }

    /// <summary>Whether a device can be meant: <c>auto</c>, <c>cpu</c>, or <c>cuda:N</c>.</summary>
    public static bool IsDevice(string device) => device is "auto" or "cpu"
        || (device.StartsWith("cuda:", StringComparison.Ordinal) && byte.TryParse(device.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <inheritdoc/>
    public override ValidationResult Validate() =>
        IsDevice(Device) ? ValidationResult.Success() : ValidationResult.Error($"--device is '{Device}'; it must be auto, cpu, or cuda:N");
}
