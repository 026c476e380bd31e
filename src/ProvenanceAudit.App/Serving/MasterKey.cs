using System.Security.Cryptography;

namespace ProvenanceAudit.App.Serving;

/// <summary>
/// The key by which secrets are encrypted before they are stored in the registry, so that a copy of the database gives none of them
/// away. 32 bytes: from the settings, or in a file of the data folder that its owner alone may read.
/// </summary>
internal sealed class MasterKey
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "master.key";

    private const int KeyBytes = 32;
    private readonly byte[] _key;

    private MasterKey(byte[] key) => _key = key;

    /// <summary>Takes the key from the settings, or reads its file, which is made on the first start.</summary>
    /// <exception cref="Commands.UserErrorException">The file holds something else.</exception>
    public static MasterKey Open(ServerSettings settings)
    {
        if (settings.MasterKey is not null)
            return new MasterKey(Convert.FromBase64String(settings.MasterKey));
        string path = Path.Combine(settings.DataFolder, FileName);
        if (!File.Exists(path))
            Make(path);
        byte[] key = new byte[KeyBytes];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out int length) && length == KeyBytes
            ? new MasterKey(key)
            : throw new Commands.UserErrorException($"{path}: the master key is not 32 bytes in Base64");
    }

    /// <summary>Encrypts with AES-256 in Galois/Counter Mode: nonce, tag, text.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> plain)
    {
        int nonceBytes = AesGcm.NonceByteSizes.MaxSize, tagBytes = AesGcm.TagByteSizes.MaxSize;
        byte[] result = new byte[nonceBytes + tagBytes + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, nonceBytes));
        using var aes = new AesGcm(_key, tagBytes);
        aes.Encrypt(
            result.AsSpan(0, nonceBytes), plain, result.AsSpan(nonceBytes + tagBytes), result.AsSpan(nonceBytes, tagBytes));
        return result;
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> gave.</summary>
    /// <exception cref="CryptographicException">It was made with another key, or was changed.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> encrypted)
    {
        int nonceBytes = AesGcm.NonceByteSizes.MaxSize, tagBytes = AesGcm.TagByteSizes.MaxSize;
        if (encrypted.Length < nonceBytes + tagBytes)
            throw new CryptographicException("what is to be decrypted is too short");
        byte[] plain = new byte[encrypted.Length - nonceBytes - tagBytes];
        using var aes = new AesGcm(_key, tagBytes);
        aes.Decrypt(
            encrypted[..nonceBytes], encrypted[(nonceBytes + tagBytes)..], encrypted.Slice(nonceBytes, tagBytes), plain);
        return plain;
    }

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Written aside and moved, so that two processes that start at once read one whole key.
        string aside = path + "." + Guid.NewGuid().ToString("N");
        using (var stream = new FileStream(aside, options))
        using (var writer = new StreamWriter(stream))
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
