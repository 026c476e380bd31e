using System.ComponentModel;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Records;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Similarity;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>scan</c>.</summary>
internal sealed class ScanOptions : CommandSettings
{
    [CommandOption("-c|--catalog <PATH>")]
    [Description("The works to look for: a folder of text files (id = file name), a JSON Lines file "
        + "(schemas/catalog.schema.json), or one text file. Not needed when [bold]--index[/] names an existing index.")]
    public string? Catalog { get; init; }

    [CommandOption("-o|--outputs <FILE>")]
    [Description("What models said: JSON Lines with 'id' and 'text' (schemas/model-output.schema.json), gzip or not; "
        + "[bold]-[/] reads standard input.")]
    public string? Outputs { get; init; }

    [CommandOption("-r|--report <DIR>")]
    [Description("Folder for report.html, report.json and matches.jsonl, made when missing; these files are overwritten "
        + "(default: report).")]
    [DefaultValue("report")]
    public string Report { get; init; } = "";

    [CommandOption("--with-pdf")]
    [Description("Writes report.pdf too, a document to be filed; [bold]provenance-audit report[/] makes it, and tables, later.")]
    public bool WithPdf { get; init; }

    [CommandOption("-i|--index <DIR>")]
    [Description("Keeps the index in this folder and reuses it: only new and changed works are indexed, and all works in it are "
        + "looked for. Without it, a temporary index is made.")]
    public string? Index { get; init; }

    [CommandOption("--min-words <N>")]
    [Description("Shortest verbatim passage to report, in words, 4 to 100 (default: 8). Below 8, some are missed.")]
    [DefaultValue(MatchSettings.DefaultMinimumWords)]
    public int MinimumWords { get; init; }

    [CommandOption("--min-identity <SHARE>")]
    [Description("Lowest share of identical words in a near-verbatim match, 0.3 to 1 (default: 0.4).")]
    [DefaultValue(MatchSettings.DefaultMinimumIdentity)]
    public double MinimumIdentity { get; init; }

    [CommandOption("--max-fdr <SHARE>")]
    [Description("Share of the significant matches that chance may have given, the false discovery rate (default: 0.01).")]
    [DefaultValue(MatchSettings.DefaultMaximumFalseDiscoveryRate)]
    public double MaximumFalseDiscoveryRate { get; init; }

    [CommandOption("--max-evalue <E>")]
    [Description("Largest E-value of a significant match: how often chance alone gives its like in the whole scan (default: no limit).")]
    public double? MaximumEValue { get; init; }

    [CommandOption("--similarity")]
    [Description("Compares meaning too: passages that say in other words what stands in a work are found and reported as paraphrases, "
        + "apart from copies. Takes longer.")]
    public bool Similarity { get; init; }

    [CommandOption("--embedder <NAME>")]
    [Description("With --similarity, what makes vectors of texts (default: built-in): [bold]built-in[/] (English, fast), [bold]minilm[/] "
        + "(all-MiniLM-L6-v2; English, slow), or the path of a folder with an ONNX sentence-embedding model or of a file of "
        + "[bold]embeddings distil[/].")]
    [DefaultValue(SimilaritySettings.BuiltIn)]
    public string Embedder { get; init; } = SimilaritySettings.BuiltIn;

    [CommandOption("--device <DEVICE>")]
    [Description("With --similarity, where vectors are compared: [bold]cpu[/], [bold]cuda:0[/], or [bold]auto[/], a GPU where there is one (default: auto).")]
    [DefaultValue("auto")]
    public string Device { get; init; } = "auto";

    [CommandOption("--show-insignificant")]
    [Description("Lists insignificant matches too, marked as such.")]
    public bool ShowInsignificant { get; init; }

    [CommandOption("--matches-per-work <N>")]
    [Description("Most matches of one work that the report shows side by side (default: 50); matches.jsonl has all of them.")]
    [DefaultValue(ReportCompiler.DefaultMatchesPerWork)]
    public int MatchesPerWork { get; init; }

    [CommandOption("-t|--threads <N>")]
    [Description("Threads to index and scan with (default: all cores); results do not depend on it.")]
    public int Threads { get; init; } = new MatchSettings().Threads;

    /// <summary>The settings of the matcher.</summary>
    public MatchSettings MatchSettings => new()
    {
        MinimumWords = MinimumWords,
        MaximumFalseDiscoveryRate = MaximumFalseDiscoveryRate,
        MaximumEValue = MaximumEValue ?? double.PositiveInfinity,
        MinimumIdentity = MinimumIdentity,
        ShowInsignificant = ShowInsignificant,
        Threads = Threads,
    };

    /// <summary>The settings of the comparison of meaning; null where words alone are compared.</summary>
    public SimilaritySettings? SimilaritySettings => !Similarity ? null : new()
    {
        Embedder = Embedder,
        Device = Device,
        MaximumFalseDiscoveryRate = MaximumFalseDiscoveryRate,
    };

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        var mistakes = new List<string>();
        if (Outputs is null)
            mistakes.Add("--outputs is missing: name the file of model outputs, or - for standard input");
        if (Catalog is null && Index is null)
            mistakes.Add("--catalog is missing: name the works to look for, or an existing --index");
        if (Catalog == InputFile.StandardInput && Outputs == InputFile.StandardInput)
            mistakes.Add("--catalog and --outputs cannot both be standard input");
        if (MatchesPerWork < 1)
            mistakes.Add($"--matches-per-work is {MatchesPerWork}; it must be at least 1");
        mistakes.AddRange(MatchSettings.Mistakes());
        if (SimilaritySettings is { } similarity)
            mistakes.AddRange(similarity.Mistakes());
        else if (Embedder != SimilaritySettings.BuiltIn || Device != "auto")
            mistakes.Add("--embedder and --device are of use with --similarity only");
        return mistakes.Count == 0 ? ValidationResult.Success() : ValidationResult.Error(string.Join('\n', mistakes));
    }
}
