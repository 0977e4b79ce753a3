namespace LtoPar.LibCurl;

/// <summary>CURLcode, those that are told apart.</summary>
public enum CurlCode
{
    Ok = 0,
    WriteError = 23,
    TimedOut = 28,
    TlsConnectError = 35,
    PeerFailedVerification = 60,
    CaCertificatesBadFile = 77,
}
