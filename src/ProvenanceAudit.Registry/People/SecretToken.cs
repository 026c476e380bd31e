using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ProvenanceAudit.Registry;

/// <summary>
/// A random secret of 256 bits that is shown once and of which the registry keeps the SHA-256 alone. So much randomness needs
/// no slow hash: it cannot be guessed from its hash.
/// </summary>
/// <param name="Text">The secret, in characters that addresses and headers carry as they are.</param>
/// <param name="Sha256">What is kept of it: 32 bytes.</param>
public sealed record SecretToken(string Text, byte[] Sha256)
{
    private const int Bytes = 32;

    /// <summary>
    /// Makes a new secret that starts with <paramref name="prefix"/>, by which people and scanners of leaks know its kind.
    /// </summary>
    public static SecretToken New(string prefix = "")
    {
        string text = prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return new SecretToken(text, HashOf(text));
    }

    /// <summary>The hash by which a secret that somebody presents is looked up.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Names the kind of value and not the secret, so that no log holds it.</summary>
    public override string ToString() => nameof(SecretToken);
}
