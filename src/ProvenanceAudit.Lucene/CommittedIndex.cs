using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using ProvenanceAudit.Fingerprints;

namespace ProvenanceAudit.Lucene;

/// <summary>
/// Opens the last commit of an index after making sure that it is ours and whole. Lucene by itself believes most bytes of most
/// files; a report of copying must not rest on one that flipped. Fingerprints and passages, nearly all of an index, have checks
/// of their own that cost no reading of their own.
/// </summary>
internal static class CommittedIndex
{
    private static readonly string[] CheckedElsewhere = [".fpt", ".psg"];

    /// <summary>Opens the last commit.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="IndexUnusableException">Another format or scheme.</exception>
    /// <exception cref="IOException">Damage, of this and many other types: see <see
    /// cref="IndexUnusableException.IsDamage"/>.</exception>
    public static (DirectoryReader Reader, FingerprintScheme Scheme) Open(FSDirectory folder, string name)
    {
        while (true)
        {
            var commit = new SegmentInfos();
            commit.Read(folder);
            try
            {
                FingerprintScheme scheme = IndexNotes.Read(commit.UserData, name);
                CheckFiles(folder, commit);
                DirectoryReader reader = DirectoryReader.Open(folder);
                if (reader.IndexCommit.Generation == commit.Generation)
                    return (reader, scheme);
                reader.Dispose();
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException && IsReplaced(folder, commit))
            {
                // A writer committed meanwhile and removed what the commit before needed.
            }
        }
    }

    private static void CheckFiles(FSDirectory folder, SegmentInfos commit)
    {
        foreach (string file in commit.GetFiles(folder, includeSegmentsFile: false))
        {
            if (CheckedElsewhere.Contains(Path.GetExtension(file)))
                continue;
            using IndexInput input = folder.OpenInput(file, IOContext.READ_ONCE);
            CodecUtil.ChecksumEntireFile(input);
        }
    }

    private static bool IsReplaced(FSDirectory folder, SegmentInfos commit) =>
        SegmentInfos.GetLastCommitGeneration(folder) != commit.Generation;
}
