using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity.Passages;

/// <summary>How far the vectors of a catalog are made.</summary>
/// <param name="Characters">UTF-16 code units of works that were looked at.</param>
/// <param name="AllCharacters">Those of all works that need it.</param>
/// <param name="Passages">Passages that vectors were made of.</param>
public readonly record struct PassageProgress(long Characters, long AllCharacters, long Passages);

/// <summary>
/// Keeps vectors of all passages of works in a folder, beside the index that the works stand in. What is there of a text that did not change is not made again, and what was
/// finished before a run was broken off stays. Vectors of each model have a folder of their own.
/// </summary>
public sealed class PassageStore
{
    // Passages whose texts are in memory at once: enough for every core and for the GPU of a large model.
    private const int PassagesAtOnce = 4096;

    // A shard that is finished is not lost when the rest is broken off: of a large model, some minutes of work.
    private const int PassagesPerShard = 1 << 17;

    // Each shard costs a call of the comparer. With more than this many small ones, they are made again as one.
    private const int MostShards = 24;

    // A shard in which less than this share of the rows is of use is made again.
    private const double LeastLive = 0.7;

    private readonly string _folder;
    private readonly ITextEmbedder _embedder;

    /// <summary>Names the place.</summary>
    /// <param name="folder">Folder for vectors of all models; made when missing.</param>
    /// <param name="embedder">What makes the vectors; stays owned by the caller.</param>
    public PassageStore(string folder, ITextEmbedder embedder)
    {
        _folder = Path.Combine(folder, embedder.Model.Hash[..Math.Min(16, embedder.Model.Hash.Length)]);
        _embedder = embedder;
    }

    /// <summary>Makes the vectors that are missing and lets go of those that are of no work of the index any more.</summary>
    /// <param name="index">All works.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellation">Stops; what was finished so far is kept.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Update(IPassageIndex index, IProgress<PassageProgress>? progress = null, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(_folder);
        List<PassageShard> shards = Keep(index, out HashSet<int> missing);
        if (missing.Count > 0)
            Make(index, [.. missing.Order()], progress, cancellation);
        foreach (PassageShard shard in shards)
            shard.Delete();
    }

    /// <summary>Opens the vectors of an index, or of some of its works; others are passed over.</summary>
    /// <param name="index">The index that <see cref="Update"/> was given, or a selection of its works.</param>
    public PassageVectors Open(IPassageIndex index) => PassageVectors.Of(_embedder.Model, PassageShard.Of(_folder), index);

    /// <summary>Decides what stays.</summary>
    /// <param name="index">The works.</param>
    /// <param name="missing">Works of which no vectors are left.</param>
    /// <returns>Shards to be deleted once the missing works are there.</returns>
    private List<PassageShard> Keep(IPassageIndex index, out HashSet<int> missing)
    {
        missing = [.. Enumerable.Range(0, index.WorkCount)];
        List<PassageShard> shards = PassageShard.Of(_folder), dead = [];
        Dictionary<(string, long), int> wanted = WorksOf(index);
        bool isScattered = shards.Count(s => s.Works.Sum(w => w.Passages.Length) < PassagesPerShard / 2) > MostShards;
        for (int i = shards.Count - 1; i >= 0; i--)
        {
            var live = new List<int>();
            long rows = 0, liveRows = 0;
            foreach (KeptWork work in shards[i].Works)
            {
                rows += work.Passages.Length;
                if (!wanted.TryGetValue((work.WorkId, work.ContentHash), out int number) || !missing.Contains(number))
                    continue;
                live.Add(number);
                liveRows += work.Passages.Length;
            }
            if (live.Count == 0 || liveRows < LeastLive * rows || (isScattered && rows < PassagesPerShard / 2) || !File.Exists(shards[i].VectorsPath))
                dead.Add(shards[i]);
            else
                missing.ExceptWith(live);
        }
        return dead;
    }

    private void Make(IPassageIndex index, List<int> works, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        long all = works.Sum(w => (long)index.TextLengthOf(index.WorkAt(w).Id)), read = 0, made = 0;
        var texts = new List<string>();
        float[] vectors = [];
        for (int next = 0; next < works.Count;)
        {
            string name = PassageShard.NewName(_folder);
            var shard = new PassageShard(name, new List<KeptWork>());
            var kept = (List<KeptWork>)shard.Works;
            using var writer = new VectorTableWriter(shard.VectorsPath, _embedder.Model, VectorStorage.Bytes);
            int row = 0;
            for (; next < works.Count && row < PassagesPerShard; next++)
            {
                string id = index.WorkAt(works[next]).Id;
                string text = index.ReadText(id, new TextSpan(0, index.TextLengthOf(id)));
                IReadOnlyList<TextPassage> passages = PassageSplitter.Split(text, SentenceSplitter.Split(text));
                kept.Add(new KeptWork(id, index.ContentHashAt(works[next]), row, [.. passages.Select(p => p.Span)]));
                row += passages.Count;
                read += text.Length;
                foreach (TextPassage passage in passages)
                {
                    texts.Add(passage.Span.Of(text));
                    if (texts.Count == PassagesAtOnce)
                        Embed();
                }
            }
            Embed();
            writer.Complete();
            PassagePlaces.Write(shard.PlacesPath, kept);

            void Embed()
            {
                if (texts.Count == 0)
                    return;
                int numbers = texts.Count * _embedder.Model.Dimensions;
                if (vectors.Length < numbers)
                    vectors = new float[numbers];
                _embedder.Embed(texts, vectors.AsSpan(0, numbers), cancellation);
                writer.Add(vectors.AsSpan(0, numbers));
                made += texts.Count;
                texts.Clear();
                progress?.Report(new PassageProgress(read, all, made));
            }
        }
    }

    /// <summary>Numbers of the works of an index, by what their vectors are kept under.</summary>
    internal static Dictionary<(string, long), int> WorksOf(IPassageIndex index)
    {
        var works = new Dictionary<(string, long), int>();
        for (int i = 0; i < index.WorkCount; i++)
            works[(index.WorkAt(i).Id, index.ContentHashAt(i))] = i;
        return works;
    }
}
