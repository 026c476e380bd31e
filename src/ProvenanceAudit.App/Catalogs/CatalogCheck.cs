using System.Text.Json;
using System.Text.Json.Serialization;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>
/// What would become of the records of a catalog, as a command and a page show it before anything is taken in. Bounded, whatever the
/// catalog: all is counted, the first of each kind are shown.
/// </summary>
internal sealed class CatalogCheck
{
    private const int WorksShown = 20;
    private const int ProblemsShown = 200;
    private const int ReasonsShown = 50;
    private const int TablesShown = 20;
    private const int ColumnsShown = 200;

    /// <summary>Records by format, in the order of first sight.</summary>
    public List<CheckedFormat> Formats { get; init; } = [];

    /// <summary>Tables, with what their columns are taken for.</summary>
    public List<CheckedTable> Tables { get; init; } = [];

    /// <summary>Records that would become works, without reservation.</summary>
    public long Accepted { get; set; }

    /// <summary>Records that would become works, with a reservation.</summary>
    public long AcceptedWithWarnings { get; set; }

    /// <summary>Records that could not be used.</summary>
    public long Refused { get; set; }

    /// <summary>Of the accepted, those that have no text yet.</summary>
    public long WithoutText { get; set; }

    /// <summary>Statements of rights in them.</summary>
    public long RightsStatements { get; set; }

    /// <summary>Words of all texts.</summary>
    public long Words { get; set; }

    /// <summary>What accepted records would do to the catalog's works, by kind; empty where no catalog was looked at.</summary>
    public Dictionary<RecordEffect, long> Effects { get; init; } = [];

    /// <summary>The first works.</summary>
    public List<CheckedWork> Works { get; init; } = [];

    /// <summary>The first records with something wrong.</summary>
    public List<CheckedProblem> Problems { get; init; } = [];

    /// <summary>What is wrong, told alike for how many records.</summary>
    public List<CheckedReason> Reasons { get; init; } = [];

    /// <summary>Reasons that came up after the list was full.</summary>
    public long OtherReasons { get; set; }

    /// <summary>All records.</summary>
    [JsonIgnore]
    public long Records => Accepted + AcceptedWithWarnings + Refused;

    /// <summary>Adds a record.</summary>
    /// <param name="result">The record and what would become of it.</param>
    /// <param name="words">Words in its text.</param>
    public void Add(RecordResult result, int words)
    {
        CatalogRecord record = result.Record;
        AddFormat(record);
        if (result.Outcome == RecordOutcome.Refused)
            Refused++;
        else if (result.Outcome == RecordOutcome.Accepted)
            Accepted++;
        else
            AcceptedWithWarnings++;
        if (result.Effect is { } effect)
            Effects[effect] = Effects.GetValueOrDefault(effect) + 1;
        if (result.Outcome != RecordOutcome.Refused)
        {
            Words += words;
            RightsStatements += record.Rights.Count;
            WithoutText += record.Text is null && record.Action == RecordAction.Put ? 1 : 0;
            if (Works.Count < WorksShown)
                Works.Add(CheckedWork.Of(result, words));
        }
        if (result.Reason is not null)
            AddProblem(result);
    }

    /// <summary>Adds a table; of very many, the first are shown.</summary>
    public void Add(string file, TableMapping table)
    {
        if (Tables.Count < TablesShown)
            Tables.Add(new CheckedTable(file, [.. table.Columns.Take(ColumnsShown).Select(c => new CheckedColumn(c.Header, c.Field, c.Reason, c.Samples))]));
    }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CheckJson.Default.CatalogCheck);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static CatalogCheck FromJson(string json) => JsonSerializer.Deserialize(json, CheckJson.Default.CatalogCheck)!;

    private void AddFormat(CatalogRecord record)
    {
        string name = record.Format.Length == 0 ? "not readable" : record.Format;
        int at = Formats.FindIndex(f => f.Name == name);
        if (at < 0)
            Formats.Add(new CheckedFormat(name, 1));
        else
            Formats[at] = Formats[at] with { Records = Formats[at].Records + 1 };
    }

    private void AddProblem(RecordResult result)
    {
        CatalogRecord record = result.Record;
        if (Problems.Count < ProblemsShown)
            Problems.Add(new CheckedProblem(record.File, record.Line, record.RecordId, result.Outcome == RecordOutcome.Refused, result.Reason!));
        foreach (string reason in record.Refusal is null ? record.Warnings : [record.Refusal])
        {
            string kind = KindOf(reason);
            int at = Reasons.FindIndex(r => r.Reason == kind);
            if (at >= 0)
                Reasons[at] = Reasons[at] with { Records = Reasons[at].Records + 1 };
            else if (Reasons.Count < ReasonsShown)
                Reasons.Add(new CheckedReason(kind, 1));
            else
                OtherReasons++;
        }
    }

    // UTF-8, ISBN-13 and NewsML-G2 count nothing.
    private static bool IsOfName(string reason, int at, System.Text.StringBuilder kind)
    {
        char before = reason[at - 1];
        return char.IsAsciiLetter(before) || (before == '-' && at > 1 && char.IsAsciiLetter(reason[at - 2]))
            || (char.IsAsciiDigit(before) && kind.Length > 0 && char.IsAsciiDigit(kind[^1]));
    }

    // What is quoted or counted differs from record to record; the rest of the sentence tells the kind.
    private static string KindOf(string reason)
    {
        var kind = new System.Text.StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < reason.Length; i++)
        {
            char c = reason[i];
            // An apostrophe within a word quotes nothing.
            if (c == '\'' && !(i > 0 && i + 1 < reason.Length && char.IsLetterOrDigit(reason[i - 1]) && char.IsLetterOrDigit(reason[i + 1])))
            {
                isQuoted = !isQuoted;
                kind.Append(isQuoted ? "'…'" : "");
            }
            else if (!isQuoted && char.IsAsciiDigit(c) && !(i > 0 && IsOfName(reason, i, kind)))
            {
                if (kind.Length == 0 || kind[^1] != '#')
                    kind.Append('#');
            }
            else if (!isQuoted)
            {
                kind.Append(c);
            }
        }
        return kind.ToString();
    }
}

/// <summary>How many records are of a format.</summary>
internal sealed record CheckedFormat(string Name, long Records);

/// <summary>A table, and what its columns are taken for.</summary>
internal sealed record CheckedTable(string File, IReadOnlyList<CheckedColumn> Columns);

/// <summary>A column.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Field">What it is taken for; empty where it is passed over.</param>
/// <param name="Reason">Why.</param>
/// <param name="Samples">Its first values.</param>
internal sealed record CheckedColumn(string Header, string Field, string Reason, IReadOnlyList<string> Samples);

/// <summary>A work that a record would put.</summary>
internal sealed record CheckedWork(
    string Id, string Title, IReadOnlyList<string> Contributors, IReadOnlyDictionary<string, string> Identifiers, string? Language,
    string? Publisher, string? Published, int Words, int Rights, string Format, string File, long Line, RecordEffect? Effect)
{
    public static CheckedWork Of(RecordResult result, int words)
    {
        CatalogRecord r = result.Record;
        return new CheckedWork(
            r.Work!.Id, r.Work.Title, r.Work.Contributors, r.Work.Identifiers, r.Work.Language, r.Work.Publisher, r.Work.Published, words,
            r.Rights.Count, r.Format, r.File, r.Line, result.Effect);
    }
}

/// <summary>A record with something wrong.</summary>
internal sealed record CheckedProblem(string File, long Line, string? RecordId, bool IsRefused, string Reason);

/// <summary>Something that is wrong with how many records.</summary>
internal sealed record CheckedReason(string Reason, long Records);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, WriteIndented = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CatalogCheck))]
internal sealed partial class CheckJson : JsonSerializerContext;
