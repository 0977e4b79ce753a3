using System.Runtime.InteropServices;
using System.Text;

namespace LtoPar.Plugin.Native;

/// <summary>Null-terminated strings of the linker's and for it.</summary>
internal static unsafe class NativeText
{
    /// <summary>
    /// A copy that is never freed. Linkers keep the pointers they are given: GNU ld the names of symbols and of added files for good, gold
    /// the array of symbols itself, mold until after the hook has returned.
    /// </summary>
    public static byte* Keep(string text)
    {
        int size = Encoding.UTF8.GetByteCount(text);
        byte* copy = (byte*)NativeMemory.Alloc((nuint)size + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(copy, size));
        copy[size] = 0;
        return copy;
    }

    public static string Read(byte* text) => text is null ? "" : Marshal.PtrToStringUTF8((nint)text) ?? "";
}
