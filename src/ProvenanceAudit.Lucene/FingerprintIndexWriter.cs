using System.Collections.Concurrent;
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

namespace ProvenanceAudit.Lucene;

/// <summary>
/// Adds, replaces and removes works. One writer a directory at a time, in any process; <see cref="Add"/> may be called from many threads.
/// A crash at any moment leaves the last commit intact.
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
    private readonly ConcurrentDictionary<string, byte> _ids = new(StringComparer.Ordinal);

    // Adding shares, committing excludes: a commit must hold every string that its passages name.
    private readonly ReaderWriterLockSlim _gate = new();
    private int _savedWords;
    private int _savedGaps;

    private FingerprintIndexWriter(FSDirectory directory, IndexWriter writer, FingerprintScheme scheme, SurfaceTable words, SurfaceTable gaps, IEnumerable<string> ids)
    {
        (_directory, _writer, _scheme, _words, _gaps) = (directory, writer, scheme, words, gaps);
        (_savedWords, _savedGaps) = (words.Count, gaps.Count);
        foreach (string id in ids)
            _ids[id] = 0;
    }

    /// <summary>Opens or creates the index in a directory.</summary>
    /// <param name="directory">Created when missing.</param>
    /// <param name="scheme">The scheme that is wanted; null takes that of an existing index, or the default for a new one.</param>
    /// <exception cref="IndexUnusableException">Another writer has it; it was made with another scheme or format; it is no index.</exception>
    public static FingerprintIndexWriter Open(string directory, FingerprintScheme? scheme = null)
    {
        FingerprintCodec.Register();
        if (File.Exists(directory))
            throw new IndexUnusableException($"'{directory}' is a file; an index is a folder");
        System.IO.Directory.CreateDirectory(directory);
        FSDirectory folder = new MMapDirectory(new DirectoryInfo(directory), new NativeFSLockFactory());
        try
        {
            bool exists = DirectoryReader.IndexExists(folder);
            if (!exists && System.IO.Directory.EnumerateFileSystemEntries(directory).Any(e => Path.GetFileName(e) != IndexWriter.WRITE_LOCK_NAME))
                throw new IndexUnusableException($"'{directory}' is not empty and holds no index; name a new folder");
            var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer())
            {
                Codec = new FingerprintCodec(),
                OpenMode = OpenMode.CREATE_OR_APPEND,
                RAMBufferSizeMB = FlushAtMegabytes,
                UseCompoundFile = false,
                WriteLockTimeout = 0,
                MergePolicy = new TieredMergePolicy { NoCFSRatio = 0 },
                MergeScheduler = new SerialMergeScheduler(),
            };
            IndexWriter writer;
            try
            {
                writer = new IndexWriter(folder, config);
            }
            catch (LockObtainFailedException e)
            {
                throw new IndexUnusableException(
                    $"the index '{directory}' is being written by another process; wait until it ends, or name another folder", e);
            }
            try
            {
                (FingerprintScheme found, SurfaceTable words, SurfaceTable gaps, List<string> ids) = exists
                    ? Load(folder, directory) : (scheme ?? FingerprintScheme.Default, new SurfaceTable(), new SurfaceTable(), []);
                if (scheme is not null && scheme != found)
                    throw new IndexUnusableException($"the index '{directory}' was made with the scheme [{found}], not with [{scheme}]; make a new one, or use the same scheme");
                return new FingerprintIndexWriter(folder, writer, found, words, gaps, ids);
            }
            catch
            {
                writer.Rollback();
                throw;
            }
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The scheme of the index.</summary>
    public FingerprintScheme Scheme => _scheme;

    /// <summary>Whether the index has a work, what was not committed yet included.</summary>
    public bool Contains(string workId) => _ids.ContainsKey(workId);

    /// <summary>
    /// Adds a work, or replaces the work with this id. Visible to readers opened after the next <see cref="Commit"/>.
    /// </summary>
    /// <returns>Its number of words.</returns>
    /// <exception cref="ArgumentException">The id is empty or too long, or the text has no words.</exception>
    public int Add(WorkText work)
    {
        if (work.Work.Id.Length is 0 or > Work.LongestId)
            throw new ArgumentException($"a work's id has 1 to {Work.LongestId} characters; this one has {work.Work.Id.Length}", nameof(work));
        if (!_idle.TryTake(out WorkDocuments? documents))
            documents = new WorkDocuments(_scheme, _words, _gaps);
        _gate.EnterReadLock();
        try
        {
            int words = documents.Prepare(work);
            if (words == 0)
                throw new ArgumentException($"the text of work '{work.Work.Id}' has no words", nameof(work));
            if (_ids.TryAdd(work.Work.Id, 0))
                _writer.AddDocuments(documents.Documents());
            else
                _writer.UpdateDocuments(new Term(IndexFields.WorkId, work.Work.Id), documents.Documents());
            return words;
        }
        finally
        {
            _gate.ExitReadLock();
            _idle.Add(documents);
        }
    }

    /// <summary>Removes a work.</summary>
    /// <returns>False when the index has no such work.</returns>
    public bool Remove(string workId)
    {
        if (!_ids.TryRemove(workId, out _))
            return false;
        _writer.DeleteDocuments(new Term(IndexFields.WorkId, workId));
        return true;
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

    private static (FingerprintScheme, SurfaceTable, SurfaceTable, List<string>) Load(FSDirectory folder, string name)
    {
        using DirectoryReader reader = DirectoryReader.Open(folder);
        FingerprintScheme scheme = IndexNotes.Read(reader.IndexCommit, name);
        var words = new SurfaceTable();
        var gaps = new SurfaceTable();
        foreach (string surface in Vocabulary.Unpack(StringPacks.Read(reader, gaps: false)))
            words.Load(surface);
        foreach (string surface in Vocabulary.Unpack(StringPacks.Read(reader, gaps: true)))
            gaps.Load(surface);
        var ids = new List<string>();
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            DocsEnum? works = leaf.AtomicReader.GetTermDocsEnum(new Term(IndexFields.Kind, IndexFields.KindWork));
            while (works is not null && works.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                if (leaf.AtomicReader.LiveDocs?.Get(works.DocID) != false)
                    ids.Add(leaf.AtomicReader.Document(works.DocID).GetField(IndexFields.WorkId).GetStringValue(System.Globalization.CultureInfo.InvariantCulture));
            }
        }
        return (scheme, words, gaps, ids);
    }

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
}
