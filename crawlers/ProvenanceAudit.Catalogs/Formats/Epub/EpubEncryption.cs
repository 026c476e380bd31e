using System.Xml.Linq;

namespace ProvenanceAudit.Catalogs.Formats.Epub;

/// <summary>What of an EPUB is encrypted, and by whose scheme. Fonts that are obfuscated are no obstacle to reading.</summary>
internal sealed class EpubEncryption
{
    private static readonly string[] FontObfuscation = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

    private readonly HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _scheme;

    private EpubEncryption(string scheme) => _scheme = scheme;

    /// <summary>Reads what a book says of its encryption.</summary>
    /// <exception cref="InvalidDataException">It says so in a way that cannot be read.</exception>
    public static EpubEncryption Of(EpubArchive book)
    {
        var found = new EpubEncryption(SchemeOf(book));
        XElement? root;
        try
        {
            root = book.ReadXml("META-INF/encryption.xml", "encryption");
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"META-INF/encryption.xml cannot be read: {e.Message}; whether the book is encrypted is not known");
        }
        foreach (XElement data in root?.Descendants().Where(e => e.Name.LocalName == "EncryptedData") ?? [])
        {
            string? algorithm = data.Elements().FirstOrDefault(e => e.Name.LocalName == "EncryptionMethod")?.Attribute("Algorithm")?.Value;
            if (FontObfuscation.Contains(algorithm, StringComparer.Ordinal))
                continue;
            foreach (XElement reference in data.Descendants().Where(e => e.Name.LocalName == "CipherReference"))
            {
                // These paths count from the top of the book.
                if (reference.Attribute("URI")?.Value is { } uri && book.Resolve("", uri) is { } path)
                    found._paths.Add(path);
            }
        }
        return found;
    }

    /// <summary>Why a book cannot be read of which this file is a part; null where the file is not encrypted.</summary>
    public string? ReasonAgainst(string path) =>
        _paths.Contains(path) ? $"the book is encrypted{_scheme}: '{path}' cannot be read; send it without DRM" : null;

    private static string SchemeOf(EpubArchive book)
    {
        if (book.Has("META-INF/license.lcpl"))
            return " by Readium LCP";
        if (book.Has("META-INF/sinf.xml"))
            return " by Apple FairPlay";
        try
        {
            if (book.ReadXml("META-INF/rights.xml", "rights")?.Name.NamespaceName.Contains("ns.adobe.com/adept", StringComparison.Ordinal) == true)
                return " by Adobe ADEPT";
        }
        catch (InvalidDataException)
        {
            // Whose scheme it is stays untold.
        }
        return "";
    }
}
