using System.Text.Json;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Lucene.Codec;
using ProvenanceAudit.Lucene.Storage;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene;

/// <summary>
/// Turns a work into its Lucene documents: one for the work, then one a passage. Reused from work to work; one instance a
/// thread.
/// </summary>
internal sealed class WorkDocuments : IDisposable
{
    private static readonly FieldType FingerprintType = new(TextField.TYPE_NOT_STORED)
    {
        OmitNorms = true,
        IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS,
    };

    private readonly FingerprintScheme _scheme;
    private readonly PassageWriter _passageWriter;
    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _tokens = new();
    private readonly FingerprintTokens _stream = new();
    private readonly StringField _passageWork = new(IndexFields.WorkId, "", Field.Store.NO);
    private readonly BytesRef _passageBytes = new();
    private readonly Document _passage;
    private readonly Field _passageFingerprints;
    private ulong[] _kgrams = [];
    private int[] _selected = [];
    private StoredFingerprint[] _fingerprints = [];
    private byte[] _buffer = new byte[4096];
    private int _fingerprintCount;
    private WorkText? _work;
    private byte[] _metadata = [];

    public WorkDocuments(FingerprintScheme scheme, SurfaceTable words, SurfaceTable gaps)
    {
        _scheme = scheme;
        _passageWriter = new PassageWriter(words, gaps);
        _passageFingerprints = new Field(FingerprintCodec.FingerprintField, _stream, FingerprintType);
        _passage =
        [
            _passageWork,
            _passageFingerprints,
            new BinaryDocValuesField(FingerprintCodec.PassageField, _passageBytes),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>Takes up a work and returns the hash of its content.</summary>
    public long Take(WorkText work)
    {
        _work = work;
        _metadata = JsonSerializer.SerializeToUtf8Bytes(work.Work);
        return Content = ContentHash.Of(_metadata, work.Text);
    }

    /// <summary>Hash of the content of the work that was taken up last.</summary>
    public long Content { get; private set; }

    /// <summary>Tokenises and fingerprints the work that was taken up; returns its number of words.</summary>
    public int Prepare()
    {
        WorkText work = _work ?? throw new InvalidOperationException("no work was taken up");
        _tokeniser.Tokenise(work.Text, _tokens);
        int kgramCount = KgramHashes.Count(_tokens.Count, _scheme.KgramWords);
        if (_kgrams.Length < kgramCount)
        {
            _kgrams = new ulong[kgramCount];
            _selected = new int[kgramCount];
            _fingerprints = new StoredFingerprint[kgramCount];
        }
        KgramHashes.Compute(_tokens.Hashes, _scheme.KgramWords, _kgrams);
        _fingerprintCount = Winnowing.Select(_kgrams.AsSpan(0, kgramCount), _scheme.WindowKgrams, _selected);
        for (int i = 0; i < _fingerprintCount; i++)
        {
            int word = _selected[i];
            _fingerprints[i] = new StoredFingerprint(
                (uint)(_kgrams[word] >> 32), (byte)(word % PassageWriter.PassageWords),
                Neighbours.Of(_tokens.Hashes, word, _scheme.KgramWords));
        }
        return _tokens.Count;
    }

    /// <summary>The documents of the prepared work, one at a time; each is valid until the next is asked for.</summary>
    public IEnumerable<IEnumerable<IIndexableField>> Documents()
    {
        WorkText work = _work ?? throw new InvalidOperationException("no work was taken up");
        int passages = (_tokens.Count + PassageWriter.PassageWords - 1) / PassageWriter.PassageWords;
        yield return new Document
        {
            new StringField(IndexFields.WorkId, work.Work.Id, Field.Store.YES),
            new StringField(IndexFields.Kind, IndexFields.KindWork, Field.Store.NO),
            new StoredField(IndexFields.Metadata, _metadata),
            new NumericDocValuesField(IndexFields.Words, _tokens.Count),
            new NumericDocValuesField(IndexFields.Length, work.Text.Length),
            new NumericDocValuesField(IndexFields.Content, Content),
            new NumericDocValuesField(IndexFields.Fingerprints, _fingerprintCount),
            new NumericDocValuesField(IndexFields.Passages, passages),
        };
        _passageWork.SetStringValue(work.Work.Id);
        int next = 0;
        for (int passage = 0; passage < passages; passage++)
        {
            int first = passage * PassageWriter.PassageWords;
            int end = Math.Min(_tokens.Count, first + PassageWriter.PassageWords);
            int start = next;
            while (next < _fingerprintCount && _selected[next] < end)
                next++;
            _stream.Reset(_fingerprints.AsMemory(start, next - start));
            int length = _passageWriter.Write(work.Text, _tokens, first, end, ref _buffer);
            (_passageBytes.Bytes, _passageBytes.Offset, _passageBytes.Length) = (_buffer, 0, length);
            yield return _passage;
        }
    }
}
