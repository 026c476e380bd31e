using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Serving;

/// <summary>Keeps the keys of cookies and of stored secrets in the registry, for all servers and workers alike.</summary>
internal sealed class ProtectionKeys(RegistryDatabase database) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using RegistryContext context = database.CreateContext(RegistryScope.Everything);
        return [.. context.DataProtectionKeys.AsNoTracking().AsEnumerable().Where(k => k.Xml is not null).Select(k => XElement.Parse(k.Xml!))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using RegistryContext context = database.CreateContext(RegistryScope.Everything);
        context.DataProtectionKeys.Add(new DataProtectionKey
        {
            FriendlyName = friendlyName,
            Xml = element.ToString(SaveOptions.DisableFormatting),
        });
        context.SaveChanges();
    }
}

/// <summary>Encrypts those keys with the <see cref="MasterKey"/>.</summary>
internal sealed class ProtectionKeyEncryptor(MasterKey masterKey) : IXmlEncryptor
{
    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        byte[] plain = System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var element = new XElement("encryptedKey", new XElement("value", Convert.ToBase64String(masterKey.Encrypt(plain))));
        return new EncryptedXmlInfo(element, typeof(ProtectionKeyDecryptor));
    }
}

/// <summary>Decrypts what <see cref="ProtectionKeyEncryptor"/> encrypted; made by the framework, by name.</summary>
internal sealed class ProtectionKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement)
    {
        byte[] encrypted = Convert.FromBase64String((string)encryptedElement.Element("value")!);
        byte[] plain = services.GetRequiredService<MasterKey>().Decrypt(encrypted);
        return XElement.Parse(System.Text.Encoding.UTF8.GetString(plain));
    }
}
