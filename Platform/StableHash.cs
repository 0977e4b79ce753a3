using System.Text;

namespace LtoPar.Platform;

/// <summary>
/// A hash of a name that is the same in every run, process and machine (string.GetHashCode differs between them). FNV-1a, 64 bits, with a final
/// avalanche (the finaliser of MurmurHash3) because cut points compare hashes by magnitude and FNV's high bits are weak for short names.
/// </summary>
public static class StableHash
{
    public static ulong Of(ReadOnlySpan<char> text)
    {
        Span<byte> buffer = stackalloc byte[256];
        int needed = Encoding.UTF8.GetByteCount(text);
        Span<byte> utf8 = needed <= buffer.Length ? buffer[..needed] : new byte[needed];
        Encoding.UTF8.GetBytes(text, utf8);
        return Of(utf8);
    }

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in bytes)
        {
            hash = (hash ^ b) * 1099511628211;
        }

        return Mix(hash);
    }

    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
