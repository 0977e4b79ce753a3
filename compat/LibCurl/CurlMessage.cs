using System.Runtime.InteropServices;

namespace LtoPar.LibCurl;

/// <summary>CURLMsg: a transfer that has ended.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct CurlMessage
{
    /// <summary>CURLMSG_DONE.</summary>
    public const int Done = 1;

    public readonly int Kind;
    public readonly nint Easy;

    /// <summary>The first member of a union with a pointer.</summary>
    public readonly CurlCode Result;
}
