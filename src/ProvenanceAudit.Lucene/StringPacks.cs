using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace ProvenanceAudit.Lucene;

/// <summary>Reads the packs of numbered strings back from the documents that hold them.</summary>
internal static class StringPacks
{
    /// <summary>All packs of words, or of gaps, in order of their ids.</summary>
    /// <exception cref="IndexUnusableException">A pack is missing.</exception>
    public static List<(byte[] Bytes, int Count)> Read(DirectoryReader reader, bool gaps)
    {
        var packs = new List<(long First, byte[] Bytes, int Count)>();
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            AtomicReader segment = leaf.AtomicReader;
            DocsEnum? documents = segment.GetTermDocsEnum(new Term(IndexFields.Kind, IndexFields.KindStrings));
            NumericDocValues? first = segment.GetNumericDocValues(IndexFields.FirstId);
            if (documents is null || first is null)
                continue;
            while (documents.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                long id = first.Get(documents.DocID);
                if (id < 0 != gaps)
                    continue;
                Document document = segment.Document(documents.DocID);
                BytesRef pack = document.GetBinaryValue(IndexFields.Pack);
                packs.Add((gaps ? -1 - id : id, pack.Bytes.AsSpan(pack.Offset, pack.Length).ToArray(), document.GetField(IndexFields.PackCount).GetInt32Value() ?? 0));
            }
        }
        packs.Sort((a, b) => a.First.CompareTo(b.First));
        long expected = 0;
        foreach ((long firstId, _, int count) in packs)
        {
            if (firstId != expected)
                throw new IndexUnusableException($"the index is damaged: its strings {expected} to {firstId} are missing; build it again from the catalog");
            expected += count;
        }
        return [.. packs.Select(p => (p.Bytes, p.Count))];
    }
}
