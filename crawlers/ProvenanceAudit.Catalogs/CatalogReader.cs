using System.IO.Hashing;
using System.Runtime.InteropServices;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Records;
using ProvenanceAudit.Works;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs;

/// <summary>
/// Reads a catalog, streaming: a file of any format that is known, a folder of such, a ZIP or a tar archive of them, packed with gzip or
/// not. What a file is, is told by its content. Records come in the order of the catalog, always the same; each gives one outcome.
/// </summary>
public sealed class CatalogReader
{
    private readonly string _path;
    private readonly IntakeSettings _settings;
    private readonly Unpacking _unpacking;
    private readonly Dictionary<UInt128, (string File, long Line)> _first = [];
    private CatalogFile? _current;
    private readonly long _total;
    private double _doneStored;
    private double _weight;
    private long _doneBytes;
    private bool _isReading;

    /// <summary>Prepares to read.</summary>
    /// <param name="path">The folder or file; <c>-</c> reads standard input.</param>
    /// <param name="settings">How.</param>
    /// <param name="name">What messages call the catalog; its path where it is null.</param>
    /// <exception cref="FileNotFoundException">There is neither a folder nor a file of this name.</exception>
    public CatalogReader(string path, IntakeSettings? settings = null, string? name = null)
    {
        bool isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path) && path != InputFile.StandardInput)
            throw new FileNotFoundException($"there is no catalog '{path}'", path);
        _path = path;
        _settings = settings ?? new IntakeSettings();
        _unpacking = new Unpacking(_settings.Limits);
        Name = name ?? (path == InputFile.StandardInput ? "standard input" : path);
        _total = isFolder ? TextFolder.Files(path).Sum(TextFolder.LengthOf) : path == InputFile.StandardInput ? 0 : new FileInfo(path).Length;
    }

    /// <summary>What messages call the catalog.</summary>
    public string Name { get; }

    /// <summary>Share of the catalog that was read, 0 to 1; null when its size is not known. Safe to ask for from another thread.</summary>
    public double? Fraction => _total > 0
        ? Math.Min(1, (Volatile.Read(ref _doneStored) + Volatile.Read(ref _weight) * (Volatile.Read(ref _current)?.StoredRead ?? 0)) / _total)
        : null;

    /// <summary>Bytes read so far: of files as unpacked, and of the texts that records name. Safe to ask for from another thread.</summary>
    public long BytesRead => Interlocked.Read(ref _doneBytes) + (Volatile.Read(ref _current)?.BytesRead ?? 0);

    /// <summary>Reads all records. One reader reads once.</summary>
    /// <param name="from">Where an earlier run came to; null reads from the beginning.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IEnumerable<CatalogRecord> Records(ResumePoint? from = null)
    {
        if (_isReading)
            throw new InvalidOperationException("a reader reads once");
        _isReading = true;
        foreach ((string id, string file, long line) in from?.Seen ?? [])
            _first.TryAdd(KeyOf(id), (file, line));
        FileSet set = _path == InputFile.StandardInput ? new StandardInput(_settings.Cancellation)
            : Directory.Exists(_path) ? FolderFiles.Of(_path) : FolderFiles.OfFile(_path, Name);
        return ReadSet(set, new Place(0, 1), from);
    }

    /// <summary>The works that have a text, for callers that need no more; problems are told as they come.</summary>
    /// <param name="report">Told of records that could not be used, and of what others were used with.</param>
    public IEnumerable<WorkText> Works(Action<InputProblem> report)
    {
        foreach (CatalogRecord record in Records())
        {
            void Tell(string reason) => report(new InputProblem(record.File, record.Line, record.RecordId, reason));
            foreach (string warning in record.Warnings)
                report(new InputProblem(record.File, record.Line, record.Line > 0 ? record.RecordId : null, warning));
            if (record.Refusal is not null)
                Tell(record.Refusal);
            else if (record.Action == RecordAction.Withdraw)
                Tell("the record withdraws a work; it was passed over, since that is done to the catalogs of a server");
            else if (record.Text is null)
                Tell("the record has no text, by which a work is searched for");
            else
                yield return new WorkText(record.Work!, record.Text);
        }
    }

    // How much of the catalog a byte of the set counts for: what is in an archive counts as much as the archive.
    private IEnumerable<CatalogRecord> ReadSet(FileSet set, Place place, ResumePoint? from)
    {
        using (set)
        {
            foreach (FileEntry entry in set.InOrder())
            {
                _settings.Cancellation.ThrowIfCancellationRequested();
                double before = Volatile.Read(ref _doneStored);
                bool isNew = from is null || from.IsReached, standsIn = from?.StandsIn(entry.Name) == true;
                // Files that can name others are read again, so that those are passed over again.
                if (!set.IsTaken(entry) && (isNew || standsIn || FileSet.NamesRecords(entry.Path)))
                {
                    foreach (CatalogRecord record in ReadEntry(entry, place, from))
                        yield return record;
                }
                if (standsIn)
                    from!.IsReached = true;
                Volatile.Write(ref _doneStored, before + entry.StoredBytes * place.Weight);
            }
        }
    }

    private IEnumerable<CatalogRecord> ReadEntry(FileEntry entry, Place place, ResumePoint? from)
    {
        if (entry.Refusal is not null)
            return Passed([CatalogRecord.Refused(entry.Name, 0, null, entry.Refusal)], from);
        CatalogFile? file = null;
        try
        {
            file = CatalogFile.Open(entry, _settings, _unpacking);
            if (!Archives.IsZip(file) && !Archives.IsTar(file.Head))
                return Passed(ReadFile(file, place), from);
            if (place.Depth == _settings.Limits.ArchiveDepth)
                throw new InvalidDataException($"more than {place.Depth} archives stand in one another; unpack it first");
            return ReadArchive(file, entry, place, from);
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            file?.Dispose();
            return Passed([CatalogRecord.Refused(entry.Name, 0, null, ReasonOf(e))], from);
        }
    }

    private IEnumerable<CatalogRecord> ReadArchive(CatalogFile file, FileEntry entry, Place place, ResumePoint? from)
    {
        using (file)
        {
            FileSet? set = null;
            CatalogRecord? refused = null;
            // The catalog's own name is no part of the ids of its works; that of an archive within it is.
            string path = place.Depth == 0 && _total == entry.StoredBytes ? "" : file.PathId + "/";
            double weight = place.Weight;
            try
            {
                if (Archives.IsTar(file.Head))
                {
                    TarFiles tar = TarFiles.Unpack(file.Content, entry.Name, path, _settings);
                    weight *= tar.StoredBytes > 0 ? (double)entry.StoredBytes / tar.StoredBytes : 0;
                    set = tar;
                }
                else
                {
                    set = new ZipFiles(file.Seekable(), entry.Name, path, _settings.Limits, _unpacking);
                }
            }
            catch (Exception e) when (IsOfTheFile(e))
            {
                refused = CatalogRecord.Refused(entry.Name, 0, null, ReasonOf(e));
            }
            if (refused is not null)
            {
                yield return refused;
                yield break;
            }
            foreach (CatalogRecord record in ReadSet(set!, new Place(place.Depth + 1, weight), from))
                yield return record;
        }
    }

    private IEnumerable<CatalogRecord> ReadFile(CatalogFile file, Place place)
    {
        ICatalogFormat format = CatalogFormats.Of(file.Head);
        _weight = place.Weight;
        Volatile.Write(ref _current, file);
        using IEnumerator<CatalogRecord> records = format.Read(file, _settings).GetEnumerator();
        try
        {
            while (true)
            {
                CatalogRecord? record = null;
                CatalogRecord? broken = null;
                try
                {
                    if (!records.MoveNext())
                        break;
                    record = records.Current;
                }
                catch (Exception e) when (IsOfTheFile(e))
                {
                    broken = CatalogRecord.Refused(file.Name, 0, null, ReasonOf(e));
                }
                if (broken is not null)
                {
                    yield return broken;
                    break;
                }
                yield return Unique(Identified(record!.Format.Length == 0 ? record with { Format = format.Name } : record));
            }
        }
        finally
        {
            Volatile.Write(ref _current, null);
            Interlocked.Add(ref _doneBytes, file.BytesRead);
            file.Dispose();
        }
    }

    /// <summary>Brings identifiers into the normal forms of their schemes; what is wrong with one is told, and it stays as it is written.</summary>
    private static CatalogRecord Identified(CatalogRecord record)
    {
        if (record.Work is not { } work || (work.Identifiers.Count == 0 && work.Relations.Count == 0))
            return record;
        var identifiers = new Dictionary<string, string>(StringComparer.Ordinal);
        var warnings = new List<string>(record.Warnings);
        foreach ((string scheme, string value) in work.Identifiers)
        {
            WorkIdentifier normal = WorkIdentifiers.Normalise(scheme, value);
            // A reader may have told of it already, with what it did about it.
            if (normal.Problem is not null && !warnings.Exists(w => w.StartsWith(normal.Problem, StringComparison.Ordinal)))
                warnings.Add(normal.Problem);
            // Of an ISBN in its old and its new form, or one that is wrong beside one that is right, the good one counts.
            if (normal.Problem is null || !identifiers.ContainsKey(normal.Scheme))
                identifiers[normal.Scheme] = normal.Value;
        }
        return record with
        {
            Work = work with
            {
                Identifiers = identifiers,
                Relations = [.. work.Relations.Select(r => WorkIdentifiers.Normalise(r.Scheme, r.Value) is var n ? r with { Scheme = n.Scheme, Value = n.Value } : r)],
            },
            Warnings = [.. warnings.Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>Refuses a second work of one id; in a series of messages, the later one takes the place of the one before, which is told within a file.</summary>
    private CatalogRecord Unique(CatalogRecord record)
    {
        if (record.Work is null)
            return record;
        record = record with { RecordId = record.Work.Id };
        if (record.Action != RecordAction.Put)
            return record;
        ref (string File, long Line) first = ref CollectionsMarshal.GetValueRefOrAddDefault(_first, KeyOf(record.Work.Id), out bool isThere);
        if (!isThere || record.IsInSeries)
        {
            (string File, long Line) before = first;
            first = (record.File, record.Line);
            return isThere && before.File == record.File
                ? record with { Warnings = [.. record.Warnings, $"a record of this id stands before it in line {before.Line}; this one, which is later, counts"] }
                : record;
        }
        string place = first.File != record.File || first.Line == 0 ? $"in '{first.File}'" : $"in line {first.Line}";
        return record with
        {
            Work = null,
            Text = null,
            Rights = [],
            Refusal = $"a work of this id stands {place} already; the first one counts",
        };
    }

    private static IEnumerable<CatalogRecord> Passed(IEnumerable<CatalogRecord> records, ResumePoint? from) =>
        from is null ? records : records.Where(from.Passes);

    private static bool IsOfTheFile(Exception e) => e is IOException or InvalidDataException or UnauthorizedAccessException;

    private static string ReasonOf(Exception e) => e switch
    {
        InvalidDataException => e.Message.TrimEnd('.'),
        FileNotFoundException or DirectoryNotFoundException => "the file does not exist",
        _ => $"the file cannot be read: {e.Message.TrimEnd('.')}",
    };

    // Ids are many and long; a hash of each is enough to tell whether it came before.
    private static UInt128 KeyOf(string id) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id.AsSpan()));

    /// <summary>Where in the catalog files stand.</summary>
    /// <param name="Depth">In how many archives.</param>
    /// <param name="Weight">What a byte of them counts for in the progress through the catalog.</param>
    private readonly record struct Place(int Depth, double Weight);
}
