using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene46;

namespace ProvenanceAudit.Lucene.Codec;

/// <summary>
/// Lucene's own codec for everything but two fields: fingerprints and passages have formats of their own, made for the two questions that a scan asks
/// millions of times. Segments record the formats by name, so that any Lucene.Net process that has registered them can open, merge and check the index.
/// </summary>
internal sealed class FingerprintCodec : Lucene46Codec
{
    /// <summary>Field of the fingerprints.</summary>
    public const string FingerprintField = "fingerprint";

    /// <summary>Field of the passages.</summary>
    public const string PassageField = "passage";

    private static readonly Lock Registration = new();
    private static bool _registered;

    private readonly FingerprintPostingsFormat _fingerprints = new();
    private readonly PassageFormat _passages = new();

    /// <summary>Makes the formats known to Lucene by name. Called before any index is opened; further calls do nothing.</summary>
    public static void Register()
    {
        lock (Registration)
        {
            if (_registered)
                return;
            PostingsFormat.SetPostingsFormatFactory(new Postings());
            DocValuesFormat.SetDocValuesFormatFactory(new Values());
            _registered = true;
        }
    }

    /// <inheritdoc/>
    public override PostingsFormat GetPostingsFormatForField(string field) =>
        field == FingerprintField ? _fingerprints : base.GetPostingsFormatForField(field);

    /// <inheritdoc/>
    public override DocValuesFormat GetDocValuesFormatForField(string field) =>
        field == PassageField ? _passages : base.GetDocValuesFormatForField(field);

    private sealed class Postings : DefaultPostingsFormatFactory
    {
        protected override void Initialize()
        {
            base.Initialize();
            PutPostingsFormatType(typeof(FingerprintPostingsFormat));
        }
    }

    private sealed class Values : DefaultDocValuesFormatFactory
    {
        protected override void Initialize()
        {
            base.Initialize();
            PutDocValuesFormatType(typeof(PassageFormat));
        }
    }
}
