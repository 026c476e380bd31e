using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Lucene.Codec;
using ProvenanceAudit.Lucene.Storage;
using ProvenanceAudit.Works;
using Lock = System.Threading.Lock;

namespace ProvenanceAudit.Lucene;

/// <summary>
/// Adds, replaces and removes works. One writer a directory at a time, in any process; <see cref="Add(WorkText)"/> may be
/// called from many threads. A crash at any moment leaves the last commit intact.
/// </summary>
public sealed class FingerprintIndexWriter : IDisposable
{
    // Enough that a common catalog is one segment a thread, and little beside what a laptop has.
    private const double FlushAtMegabytes = 192;

    private readonly FSDirectory _directory;
    private readonly IndexWriter _writer;
    private readonly FingerprintScheme _scheme;
    private readonly SurfaceTable _words;
    private readonly SurfaceTable _gaps;
    private readonly ConcurrentBag<WorkDocuments> _idle = [];
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    // Two threads that bring one work must not both find it missing; works share locks, since few threads bring works at once.
    private readonly Lock[] _locks = [.. Enumerable.Range(0, 256).Select(_ => new Lock())];

    // Adding shares, committing excludes: a commit must hold every string that its passages name.
    private readonly ReaderWriterLockSlim _gate = new();
    private int _savedWords;
    private int _savedGaps;

    private FingerprintIndexWriter(
        FSDirectory directory, IndexWriter writer, FingerprintScheme scheme, SurfaceTable words, SurfaceTable gaps,
        Dictionary<string, Known> known)
    {
        (_directory, _writer, _scheme, _words, _gaps) = (directory, writer, scheme, words, gaps);
        (_savedWords, _savedGaps) = (words.Count, gaps.Count);
        foreach ((string id, Known work) in known)
            _known[id] = work;
    }

    /// <summary>Opens or creates the index in a directory.</summary>
    /// <param name="directory">Created when missing.</param>
    /// <param name="scheme">The scheme that is wanted; null takes that of an existing index, or the default for a new
    /// one.</param>
    /// <exception cref="IndexUnusableException">Another writer has it; it was made with another scheme or format; it is no
    /// index.</exception>
    public static FingerprintIndexWriter Open(string directory, FingerprintScheme? scheme = null)
    {
        FingerprintCodec.Register();
        if (File.Exists(directory))
            throw new IndexUnusableException($"'{directory}' is a file; an index is a folder");
        System.IO.Directory.CreateDirectory(directory);
        FSDirectory folder = new MMapDirectory(new DirectoryInfo(directory), new WriterLockFactory(directory));
        try
        {
            if (!DirectoryReader.IndexExists(folder) && System.IO.Directory.EnumerateFileSystemEntries(directory)
                    .Any(e => Path.GetFileName(e) != IndexWriter.WRITE_LOCK_NAME))
            {
                throw new IndexUnusableException($"'{directory}' is not empty and holds no index; name a new folder");
            }
            var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer())
            {
                Codec = new FingerprintCodec(),
                OpenMode = OpenMode.CREATE_OR_APPEND,
                RAMBufferSizeMB = FlushAtMegabytes,
                UseCompoundFile = false,
                WriteLockTimeout = 0,
                MergePolicy = new TieredMergePolicy { NoCFSRatio = 0 },
                MergeScheduler = new SerialMergeScheduler(),
                CheckIntegrityAtMerge = true,
            };
            IndexWriter writer;
            try
            {
                writer = new IndexWriter(folder, config);
            }
            catch (LockObtainFailedException e)
            {
                throw new IndexUnusableException(
                    $"the index '{directory}' is being written by another process; wait until it ends, or name another folder",
                    e);
            }
            try
            {
                // Asked again under the lock: another writer may have made the index just now.
                bool exists = DirectoryReader.IndexExists(folder);
                (FingerprintScheme found, SurfaceTable words, SurfaceTable gaps, Dictionary<string, Known> known) = exists
                    ? Load(folder, directory) : (scheme ?? FingerprintScheme.Default, new SurfaceTable(), new SurfaceTable(), []);
                if (scheme is not null && scheme != found)
                {
                    throw new IndexUnusableException(
                        $"the index '{directory}' was made with the scheme [{found}], not with [{scheme}]; make a new one, or use "
                        + "the same scheme");
                }
                return new FingerprintIndexWriter(folder, writer, found, words, gaps, known);
            }
            catch
            {
                writer.Rollback();
                throw;
            }
        }
        catch (Exception e)
        {
            folder.Dispose();
            if (IndexUnusableException.IsDamage(e))
                throw IndexUnusableException.Damaged(directory, e);
            throw;
        }
    }

    /// <summary>The scheme of the index.</summary>
    public FingerprintScheme Scheme => _scheme;

    /// <summary>Whether the index has a work, what was not committed yet included.</summary>
    public bool Contains(string workId) => _known.ContainsKey(workId);

    /// <summary>
    /// Adds a work, or replaces the work with this id. Visible to readers opened after the next <see cref="Commit"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The id is empty or too long, or the text has no words.</exception>
    public AddOutcome Add(WorkText work) => Add(work, out _);

    /// <summary>Adds a work, or replaces the work with this id, and tells its number of words.</summary>
    /// <exception cref="ArgumentException">The id is empty or too long, or the text has no words; the index keeps what it
    /// had.</exception>
    public AddOutcome Add(WorkText work, out int words)
    {
        string id = work.Work.Id;
        if (id.Length is 0 or > Work.LongestId)
        {
            throw new ArgumentException(
                $"a work's id has 1 to {Work.LongestId} characters; this one has {id.Length}", nameof(work));
        }
        if (!IsWellFormed(id))
            throw new ArgumentException($"the work's id '{id}' holds half of a surrogate pair", nameof(work));
        if (!_idle.TryTake(out WorkDocuments? documents))
            documents = new WorkDocuments(_scheme, _words, _gaps);
        _gate.EnterReadLock();
        try
        {
            long content = documents.Take(work);
            lock (LockOf(id))
            {
                bool exists = _known.TryGetValue(id, out Known known);
                words = known.Words;
                if (exists && known.Content == content)
                    return AddOutcome.Unchanged;
                words = documents.Prepare();
                if (words == 0)
                    throw new ArgumentException($"the text of work '{id}' has no words", nameof(work));
                if (exists)
                    _writer.UpdateDocuments(new Term(IndexFields.WorkId, id), documents.Documents());
                else
                    _writer.AddDocuments(documents.Documents());
                _known[id] = new Known(content, words);
                return exists ? AddOutcome.Replaced : AddOutcome.Added;
            }
        }
        finally
        {
            _gate.ExitReadLock();
            _idle.Add(documents);
        }
    }

    /// <summary>Removes a work. May be called from many threads, as <see cref="Add(WorkText)"/> may.</summary>
    /// <returns>False when the index has no such work.</returns>
    public bool Remove(string workId)
    {
        _gate.EnterReadLock();
        try
        {
            lock (LockOf(workId))
            {
                if (!_known.ContainsKey(workId))
                    return false;
                _writer.DeleteDocuments(new Term(IndexFields.WorkId, workId));
                return _known.TryRemove(workId, out _);
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Makes everything so far durable, all or nothing.</summary>
    public void Commit()
    {
        _gate.EnterWriteLock();
        try
        {
            SaveStrings(_words, ref _savedWords, firstId => firstId);
            SaveStrings(_gaps, ref _savedGaps, firstId => -1 - firstId);
            _writer.SetCommitData(new Dictionary<string, string>
            {
                [IndexFields.NoteFormat] = IndexFields.FormatVersion,
                [IndexFields.NoteScheme] = JsonSerializer.Serialize(_scheme),
            });
            _writer.Commit();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Closes; what was not committed is dropped.</summary>
    public void Dispose()
    {
        _writer.Rollback();
        _directory.Dispose();
        _gate.Dispose();
        foreach (WorkDocuments documents in _idle)
            documents.Dispose();
    }

    private static (FingerprintScheme, SurfaceTable, SurfaceTable, Dictionary<string, Known>) Load(FSDirectory folder, string name)
    {
        (DirectoryReader reader, FingerprintScheme scheme) = CommittedIndex.Open(folder, name);
        using DirectoryReader opened = reader;
        var words = new SurfaceTable();
        var gaps = new SurfaceTable();
        foreach (string surface in Vocabulary.Unpack(StringPacks.Read(reader, gaps: false)))
            words.Load(surface);
        foreach (string surface in Vocabulary.Unpack(StringPacks.Read(reader, gaps: true)))
            gaps.Load(surface);
        var known = new Dictionary<string, Known>(StringComparer.Ordinal);
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            AtomicReader segment = leaf.AtomicReader;
            DocsEnum? works = segment.GetTermDocsEnum(new Term(IndexFields.Kind, IndexFields.KindWork));
            if (works is null)
                continue;
            NumericDocValues contents = segment.GetNumericDocValues(IndexFields.Content);
            NumericDocValues counts = segment.GetNumericDocValues(IndexFields.Words);
            while (works.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                int document = works.DocID;
                if (segment.LiveDocs?.Get(document) == false)
                    continue;
                string id = segment.Document(document).GetField(IndexFields.WorkId).GetStringValue(CultureInfo.InvariantCulture);
                known[id] = new Known(contents.Get(document), (int)counts.Get(document));
            }
        }
        return (scheme, words, gaps, known);
    }

    // The two ids of halves that differ would be one id on disk.
    private static bool IsWellFormed(string id)
    {
        for (int i = 0; i < id.Length; i++)
        {
            if (char.IsSurrogate(id[i]) && (i + 1 == id.Length || !char.IsSurrogatePair(id[i], id[++i])))
                return false;
        }
        return true;
    }

    private Lock LockOf(string workId) => _locks[(uint)string.GetHashCode(workId, StringComparison.Ordinal) % _locks.Length];

    private void SaveStrings(SurfaceTable table, ref int saved, Func<int, int> firstId)
    {
        const int StringsPerPack = 1 << 16;
        for (int to; saved < table.Count; saved = to)
        {
            to = Math.Min(table.Count, saved + StringsPerPack);
            var document = new Document
            {
                new StringField(IndexFields.Kind, IndexFields.KindStrings, Field.Store.NO),
                new NumericDocValuesField(IndexFields.FirstId, firstId(saved)),
                new StoredField(IndexFields.PackCount, to - saved),
                new StoredField(IndexFields.Pack, Vocabulary.Pack(table, saved, to)),
            };
            _writer.AddDocument(document);
        }
    }

    /// <summary>What the writer remembers of a work.</summary>
    private readonly record struct Known(long Content, int Words);
}
