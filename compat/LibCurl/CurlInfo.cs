namespace LtoPar.LibCurl;

/// <summary>CURLINFO, those that are used.</summary>
public enum CurlInfo
{
    ResponseCode = 0x200000 + 2,
}
