using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LtoPar.Platform;
using LtoPar.RemoteApis.Http;

namespace LtoPar.Distributors.Reapi.Calls;

/// <summary>The certificates of a file, in place of those that the system trusts, for servers of which only a firm's own authority knows.</summary>
internal static class TrustedCertificates
{
    /// <param name="path">PEM, any number of certificates.</param>
    /// <exception cref="LtoParException">The file cannot be read, or has no certificate.</exception>
    public static X509Certificate2Collection Read(string path)
    {
        try
        {
            X509Certificate2Collection certificates = [];
            certificates.ImportFromPemFile(CertificateFile.Check(path));
            return certificates;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new LtoParException(path, $"the certificates for the server cannot be read: {e.Message}", e);
        }
    }

    /// <summary>How a server's certificate is checked. Nobody is asked whether it was revoked: that would be another server to wait for.</summary>
    public static X509ChainPolicy Policy(X509Certificate2Collection certificates)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(certificates);
        return policy;
    }
}
