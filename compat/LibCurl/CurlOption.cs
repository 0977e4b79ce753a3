namespace LtoPar.LibCurl;

/// <summary>CURLoption, those that are used. The ten thousands tell the type: a long, a pointer or text, a function, a 64-bit number.</summary>
public enum CurlOption
{
    HttpVersion = 84,
    NoSignal = 99,
    TimeoutMilliseconds = 155,
    ConnectTimeoutMilliseconds = 156,
    QuickExit = 322,
    WriteData = 10_001,
    Url = 10_002,
    Proxy = 10_004,
    ErrorBuffer = 10_010,
    PostFields = 10_015,
    HttpHeader = 10_023,
    HeaderData = 10_029,
    CustomRequest = 10_036,
    CaInfo = 10_065,
    CaPath = 10_097,
    WriteFunction = 20_011,
    HeaderFunction = 20_079,
    PostFieldSizeLarge = 30_120,
}
