using ProvenanceAudit.Catalogs.Files;

namespace ProvenanceAudit.Catalogs;

/// <summary>How a catalog is read.</summary>
public sealed record IntakeSettings
{
    /// <summary>When the catalog was handed in, which is when its statements of rights were seen.</summary>
    public DateTimeOffset ReceivedAt { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>
    /// Which columns of tables are what, by their names or numbers: see <see cref="TableMapping.With"/>. Of several tables, each takes what is
    /// said of columns that it has. Null leaves it to a guess.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>Told of each table, by the name of its file and before its first record, what its columns are taken for.</summary>
    public Action<string, TableMapping>? OnTable { get; init; }

    /// <summary>Reads web pages; null reads the whole text of a page.</summary>
    public PageReading? ReadPage { get; init; }

    /// <summary>Bounds on what files from outside may cost.</summary>
    public IntakeLimits Limits { get; init; } = new();

    /// <summary>Folder for what must be unpacked in order to be read; it is removed again.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>Breaks off reading.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>Bounds on what files from outside may cost.</summary>
public sealed record IntakeLimits
{
    /// <summary>Largest text of one work, and largest file that is read whole, in bytes as unpacked.</summary>
    public long FileBytes { get; init; } = TextFile.MaximumBytes;

    /// <summary>Longest record of a file of many, in UTF-16 code units.</summary>
    public int RecordCharacters { get; init; } = 32 << 20;

    /// <summary>Most elements that may stand in one another.</summary>
    public int Depth { get; init; } = 250;

    /// <summary>How many times its packed size something may unpack to; small things, of up to <see cref="UnpackedFreely"/> bytes, may exceed it.</summary>
    public int UnpackingRatio { get; init; } = 300;

    /// <summary>Bytes that anything may unpack to, whatever its packed size.</summary>
    public long UnpackedFreely { get; init; } = 16 << 20;

    /// <summary>Bytes that all of a catalog may unpack to.</summary>
    public long UnpackedBytes { get; init; } = 256L << 30;

    /// <summary>Files that an archive may hold.</summary>
    public int Entries { get; init; } = 2_000_000;

    /// <summary>How many archives may stand in one another.</summary>
    public int ArchiveDepth { get; init; } = 3;
}

/// <summary>Reads a web page.</summary>
/// <param name="html">The page's bytes.</param>
/// <param name="name">Name of its file, for messages.</param>
public delegate PageContent PageReading(ReadOnlyMemory<byte> html, string name);

/// <summary>What a web page holds.</summary>
/// <param name="Title">Its title; null where it has none.</param>
/// <param name="Text">Its main text.</param>
/// <param name="Contributors">Its authors.</param>
/// <param name="Published">Date of publication, ISO 8601; null where it states none.</param>
/// <param name="Language">BCP 47 tag; null where it is not known.</param>
/// <param name="Rights">Reads what it says of rights, given the source that they are to name.</param>
public sealed record PageContent(
    string? Title, string Text, IReadOnlyList<string> Contributors, string? Published, string? Language,
    Func<Rights.RightsSource, Rights.StatedRights> Rights);
