using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene.Peers;

/// <summary>
/// What one writes first with Lucene.Net: a document a work, its default codec, every 8 consecutive words a term with positions; outputs are looked up
/// shingle by shingle. It uses this program's tokeniser.
/// </summary>
public sealed class ShinglePeer : IDisposable
{
    private readonly FSDirectory _directory;
    private readonly DirectoryReader _reader;
    private readonly TermsEnum[] _terms;
    private readonly ShingleTokens _tokens = new();
    private DocsAndPositionsEnum? _places;

    private ShinglePeer(FSDirectory directory)
    {
        _directory = directory;
        _reader = DirectoryReader.Open(directory);
        _terms = [.. _reader.Leaves.Select(leaf => leaf.AtomicReader.GetTerms("shingles")).OfType<Terms>().Select(t => t.GetEnumerator())];
        BytesOnDisk = directory.ListAll().Sum(directory.FileLength);
    }

    /// <summary>Size of the index.</summary>
    public long BytesOnDisk { get; }

    /// <summary>Indexes works.</summary>
    public static ShinglePeer Build(IReadOnlyList<WorkText> works, string folder)
    {
        FSDirectory directory = FSDirectory.Open(folder);
        // Room for all terms of a catalog of some 50 MB: its look-ups then meet one segment, and are three times as fast as with five.
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer()) { RAMBufferSizeMB = 1536 };
        var type = new FieldType(TextField.TYPE_NOT_STORED) { OmitNorms = true, IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS };
        using (var writer = new IndexWriter(directory, config))
        using (var tokens = new ShingleTokens())
        {
            var shingles = new Field("shingles", tokens, type);
            foreach (WorkText work in works)
            {
                tokens.Reset(work.Text);
                writer.AddDocument([new StringField("work", work.Work.Id, Field.Store.YES), shingles]);
            }
            writer.Commit();
        }
        return new ShinglePeer(directory);
    }

    /// <summary>Number of maximal spans of a text that the works hold: runs of shingles that are found, one beginning where the last ended.</summary>
    public int CountSpans(string text)
    {
        _tokens.Reset(text);
        int spans = 0;
        bool inside = false;
        for (int i = 0; i < _tokens.Count; i++)
        {
            bool found = Find(_tokens.ShingleAt(i));
            if (found && !inside)
                spans++;
            inside = found;
        }
        return spans;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
        _tokens.Dispose();
    }

    /// <summary>Whether a shingle is in some work; its first place in each segment is read, as whoever wants to show it must.</summary>
    private bool Find(BytesRef shingle)
    {
        bool found = false;
        foreach (TermsEnum terms in _terms)
        {
            if (!terms.SeekExact(shingle))
                continue;
            _places = terms.DocsAndPositions(null, _places, DocsAndPositionsFlags.NONE);
            if (_places.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
                found |= _places.NextPosition() >= 0;
        }
        return found;
    }
}
