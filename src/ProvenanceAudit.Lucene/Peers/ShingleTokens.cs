using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Lucene.Peers;

/// <summary>
/// Every run of <see cref="Words"/> consecutive words of a text as one term: their comparison forms in UTF-8, with spaces between. The forms of words that were
/// met before are looked up, not made again.
/// </summary>
internal sealed class ShingleTokens : TokenStream
{
    /// <summary>Words per shingle: the shortest run that the benchmark looks for.</summary>
    public const int Words = 8;

    private readonly TermAttribute _term = new();
    private readonly IPositionIncrementAttribute _increment;
    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _tokens = new();
    private readonly Dictionary<ulong, byte[]> _forms = [];
    private byte[][] _words = [];
    private int _next;

    public ShingleTokens()
    {
        AddAttributeImpl(_term);
        _increment = AddAttribute<IPositionIncrementAttribute>();
    }

    /// <summary>Number of shingles of the text.</summary>
    public int Count => Math.Max(0, _tokens.Count - Words + 1);

    /// <summary>Starts over with a text.</summary>
    public void Reset(string text)
    {
        _tokeniser.Tokenise(text, _tokens);
        _next = 0;
        if (_words.Length < _tokens.Count)
            _words = new byte[2 * _tokens.Count][];
        for (int i = 0; i < _tokens.Count; i++)
        {
            ulong hash = _tokens.Hashes[i];
            if (!_forms.TryGetValue(hash, out byte[]? form))
            {
                string word = ComparisonForm.Of(text.AsSpan(_tokens.Starts[i], _tokens.Ends[i] - _tokens.Starts[i]));
                // A term may have 32,766 bytes; of a word that is none, so much is enough.
                _forms[hash] = form = System.Text.Encoding.UTF8.GetBytes(word.Length <= 1000 ? word : word[..1000]);
            }
            _words[i] = form;
        }
    }

    /// <summary>The shingle at a word, valid until the next is asked for.</summary>
    public BytesRef ShingleAt(int word)
    {
        BytesRef term = _term.BytesRef;
        int length = 0;
        for (int i = word; i < word + Words; i++)
        {
            byte[] form = _words[i];
            if (term.Bytes.Length < length + form.Length + 1)
                term.Bytes = ArrayUtil.Grow(term.Bytes, length + form.Length + 1);
            if (i > word)
                term.Bytes[length++] = (byte)' ';
            form.CopyTo(term.Bytes, length);
            length += form.Length;
        }
        term.Length = length;
        return term;
    }

    /// <inheritdoc/>
    public override bool IncrementToken()
    {
        if (_next >= Count)
            return false;
        ShingleAt(_next++);
        _increment.PositionIncrement = 1;
        return true;
    }

    private sealed class TermAttribute : global::Lucene.Net.Util.Attribute, ITermToBytesRefAttribute
    {
        public BytesRef BytesRef { get; } = new(256);

        public void FillBytesRef()
        {
        }

        public override void Clear()
        {
        }

        public override void CopyTo(IAttribute target) => throw new NotSupportedException();
    }
}
