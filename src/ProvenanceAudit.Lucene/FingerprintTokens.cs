using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;
using ProvenanceAudit.Lucene.Codec;

namespace ProvenanceAudit.Lucene;

/// <summary>The fingerprints of one passage as the token stream that Lucene's indexing chain reads. One instance a thread, reset for each passage.</summary>
internal sealed class FingerprintTokens : TokenStream
{
    private readonly IPositionIncrementAttribute _increment;
    private readonly IPayloadAttribute _payload;
    private readonly BucketAttribute _bucket = new();
    private readonly BytesRef _payloadBytes = new(FingerprintPostingsFormat.PassagePayload) { Length = FingerprintPostingsFormat.PassagePayload };
    private ReadOnlyMemory<StoredFingerprint> _fingerprints;
    private int _next;
    private int _lastPosition;

    public FingerprintTokens()
    {
        AddAttributeImpl(_bucket);
        _increment = AddAttribute<IPositionIncrementAttribute>();
        _payload = AddAttribute<IPayloadAttribute>();
    }

    /// <summary>Starts over with a passage's fingerprints, in order of their place.</summary>
    public void Reset(ReadOnlyMemory<StoredFingerprint> fingerprints)
    {
        _fingerprints = fingerprints;
        _next = 0;
        _lastPosition = -1;
    }

    /// <inheritdoc/>
    public override bool IncrementToken()
    {
        if (_next == _fingerprints.Length)
            return false;
        StoredFingerprint fingerprint = _fingerprints.Span[_next++];
        _bucket.Set((byte)(fingerprint.Hash >> 24));
        _increment.PositionIncrement = fingerprint.Position - _lastPosition;
        _lastPosition = fingerprint.Position;
        _payloadBytes.Bytes[0] = (byte)(fingerprint.Hash >> 16);
        _payloadBytes.Bytes[1] = (byte)(fingerprint.Hash >> 8);
        _payloadBytes.Bytes[2] = (byte)fingerprint.Hash;
        _payloadBytes.Bytes[3] = fingerprint.Neighbours;
        _payload.Payload = _payloadBytes;
        return true;
    }

    private sealed class BucketAttribute : global::Lucene.Net.Util.Attribute, ITermToBytesRefAttribute
    {
        private readonly BytesRef _bytes = new(1) { Length = 1 };

        public BytesRef BytesRef => _bytes;

        public void Set(byte term) => _bytes.Bytes[0] = term;

        public void FillBytesRef()
        {
        }

        public override void Clear()
        {
        }

        public override void CopyTo(IAttribute target) => throw new NotSupportedException();
    }
}

/// <summary>A fingerprint on its way into the index.</summary>
/// <param name="Hash">First 32 bits of the k-gram's hash.</param>
/// <param name="Position">Place of its first word in the passage, 0 to 255.</param>
/// <param name="Neighbours">See <see cref="Codec.Neighbours"/>.</param>
internal readonly record struct StoredFingerprint(uint Hash, byte Position, byte Neighbours);
