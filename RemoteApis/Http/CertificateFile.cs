using System.Security.Cryptography;
using LtoPar.Platform;

namespace LtoPar.RemoteApis.Http;

/// <summary>A file of certificates that are trusted in place of the system's, for servers of which only a firm's own authority knows.</summary>
public static class CertificateFile
{
    private const string Label = "CERTIFICATE";

    /// <param name="path">PEM, any number of certificates.</param>
    /// <returns>The path.</returns>
    /// <exception cref="LtoParException">The file cannot be read, or has no certificate.</exception>
    public static string Check(string path)
    {
        try
        {
            ReadOnlySpan<char> text = File.ReadAllText(path);
            while (PemEncoding.TryFind(text, out PemFields fields))
            {
                if (text[fields.Label].SequenceEqual(Label))
                {
                    return path;
                }

                text = text[fields.Location.End..];
            }

            throw new LtoParException(path, "there is no certificate in it; it needs one in PEM form");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LtoParException(path, $"the certificates for the server cannot be read: {e.Message}", e);
        }
    }
}
