using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Endpoints;
using ProvenanceAudit.Net;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Scans;

/// <summary>Keys of models: encrypted before they are stored, decrypted where a request is made, shown nowhere.</summary>
internal sealed class ModelKeys(IDataProtectionProvider protection, ServerSettings settings)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ProvenanceAudit.ModelKeys");

    /// <summary>Encrypts a key.</summary>
    public byte[] Encrypt(string key) => _protector.Protect(Encoding.UTF8.GetBytes(key));

    /// <summary>Makes the endpoint of a model, with its key.</summary>
    /// <exception cref="UserErrorException">The endpoint cannot be asked as it is entered.</exception>
    public HttpModelEndpoint Open(AuditedModel model, ScanEndpoint endpoint, TimeSpan? timeout = null)
    {
        try
        {
            string? key = model.EncryptedKey is null ? null : Encoding.UTF8.GetString(_protector.Unprotect(model.EncryptedKey));
            return new HttpModelEndpoint(SettingsOf(endpoint) with { Timeout = timeout ?? HttpEndpointSettings.DefaultTimeout }, key);
        }
        catch (CryptographicException)
        {
            throw new UserErrorException($"the key of model '{model.Name}' was encrypted with another master key; enter it again");
        }
        catch (ArgumentException e)
        {
            throw new UserErrorException($"model '{model.Name}': {e.Message}");
        }
    }

    /// <summary>What is wrong with an endpoint, one sentence each.</summary>
    public IReadOnlyList<string> Mistakes(ScanEndpoint endpoint) => SettingsOf(endpoint).Mistakes();

    private HttpEndpointSettings SettingsOf(ScanEndpoint endpoint) => new()
    {
        Address = endpoint.Address,
        Model = endpoint.Model,
        Api = endpoint.Api,
        AddressPolicy = settings.AllowPrivateEndpoints ? AddressPolicy.Any : AddressPolicy.PublicOnly,
    };
}
