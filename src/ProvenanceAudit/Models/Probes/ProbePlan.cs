using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Models.Probes;

/// <summary>
/// All that a model is to be asked, in order. Made from the same works and settings, it is the same on every machine.
/// </summary>
public sealed class ProbePlan
{
    // Part of every id: a plan made in another way is another plan, though it asks the same.
    private const string Version = "probe-plan-1";
    private const int IdCharacters = 16;

    private ProbePlan(EndpointApi api, IReadOnlyList<Probe> probes, IReadOnlyList<string> tooShort) =>
        (Api, Probes, TooShort) = (api, probes, tooShort);

    /// <summary>The API that the prompts are written for.</summary>
    public EndpointApi Api { get; }

    /// <summary>The questions; each stands at its ordinal. By works in their order, free prompts last.</summary>
    public IReadOnlyList<Probe> Probes { get; }

    /// <summary>
    /// Ids of the works that have fewer words than a prefix and a target, so that no continuation is asked of them.
    /// </summary>
    public IReadOnlyList<string> TooShort { get; }

    /// <summary>Makes the questions. Of the works, only what is asked stays in memory.</summary>
    /// <param name="works">Read once, streaming.</param>
    /// <param name="settings">Valid settings.</param>
    /// <param name="api">The API of the model to be asked.</param>
    /// <exception cref="ArgumentException">The settings are invalid; the message names every mistake.</exception>
    public static ProbePlan Make(IEnumerable<WorkText> works, ProbeSettings settings, EndpointApi api)
    {
        IReadOnlyList<string> mistakes = settings.Mistakes();
        if (mistakes.Count > 0)
            throw new ArgumentException(string.Join("; ", mistakes), nameof(settings));
        ProbeTemplates templates = settings.Templates ?? ProbeTemplates.For(api);
        var probes = new List<Probe>();
        var tooShort = new List<string>();
        var tokeniser = new Tokeniser();
        var words = new WordTokens();
        foreach (WorkText work in works)
        {
            if (settings.PositionsPerWork > 0)
            {
                tokeniser.Tokenise(work.Text, words);
                if (words.Count < settings.PrefixWords + settings.TargetWords)
                    tooShort.Add(work.Work.Id);
                else
                    AddContinuations(probes, work, words, settings, templates);
            }
            if (settings.AskByTitle)
            {
                foreach (string prompt in templates.TitlesOf(work.Work))
                {
                    probes.Add(new Probe
                    {
                        Ordinal = probes.Count,
                        Kind = ProbeKind.Title,
                        Prompt = prompt,
                        WorkId = work.Work.Id,
                    });
                }
            }
        }
        foreach (string prompt in settings.FreePrompts)
            probes.Add(new Probe { Ordinal = probes.Count, Kind = ProbeKind.Free, Prompt = prompt });
        return new ProbePlan(api, probes, tooShort);
    }

    /// <summary>Takes up a plan whose questions were kept when it was made, so that an interview that broke off goes on with the same.</summary>
    /// <param name="probes">All its questions, in order.</param>
    /// <param name="api">The API that they were written for.</param>
    /// <exception cref="ArgumentException">A question does not stand at its ordinal.</exception>
    public static ProbePlan Of(IReadOnlyList<Probe> probes, EndpointApi api)
    {
        for (int i = 0; i < probes.Count; i++)
        {
            if (probes[i].Ordinal != i)
                throw new ArgumentException($"the question at {i} has the ordinal {probes[i].Ordinal}", nameof(probes));
        }
        return new ProbePlan(api, probes, []);
    }

    /// <summary>
    /// Tells the asking of this plan from every other: 16 hexadecimal digits that depend on the questions, the model's name and
    /// the parameters, not on the number of samples or the address, which may change between two parts of one asking.
    /// </summary>
    public string IdFor(string model, DecodingParameters parameters)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
        Add(Version);
        Add(model);
        Add(Api.ToString());
        Add(JsonSerializer.Serialize(new object?[]
        {
            parameters.MaximumTokens, parameters.Temperature, parameters.TopP, parameters.Seed, parameters.LogProbabilities,
            parameters.Stop,
        }));
        foreach (Probe probe in Probes)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"{probe.Kind} {probe.Prefix} {probe.Target}"));
            Add(probe.WorkId ?? "");
            Add(probe.Prompt);
            Add(probe.TargetText ?? "");
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..IdCharacters];
    }

    private static void AddContinuations(
        List<Probe> probes, WorkText work, WordTokens words, ProbeSettings settings, ProbeTemplates templates)
    {
        int places = words.Count - settings.PrefixWords - settings.TargetWords + 1;
        foreach (int first in ProbePositions.Choose(settings.Seed, work.Work.Id, places, settings.PositionsPerWork))
        {
            int targetWord = first + settings.PrefixWords;
            TextSpan prefix = words.SpanOf(first, targetWord);
            TextSpan target = words.SpanOf(targetWord, targetWord + settings.TargetWords);
            probes.Add(new Probe
            {
                Ordinal = probes.Count,
                Kind = ProbeKind.Continuation,
                Prompt = templates.ContinuationOf(prefix.Of(work.Text)),
                WorkId = work.Work.Id,
                Prefix = prefix,
                Target = target,
                TargetText = target.Of(work.Text),
            });
        }
    }
}
