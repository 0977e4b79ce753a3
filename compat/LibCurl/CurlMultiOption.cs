namespace LtoPar.LibCurl;

/// <summary>CURLMoption, those that are used.</summary>
public enum CurlMultiOption
{
    MaxTotalConnections = 13,
}
