using System.Runtime.InteropServices;

namespace LtoPar.Backend.Native;

/// <summary>struct rlimit of 64-bit Linux; all ones is no limit.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResourceLimit
{
    public ulong Current;
    public ulong Most;
}
