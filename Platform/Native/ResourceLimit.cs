using System.Runtime.InteropServices;

namespace LtoPar.Platform.Native;

/// <summary>struct rlimit of 64-bit Linux; all ones is no limit.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ResourceLimit
{
    public ulong Current;
    public ulong Most;
}
