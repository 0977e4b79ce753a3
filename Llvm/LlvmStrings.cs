using System.Runtime.InteropServices;

namespace LtoPar.Llvm;

/// <summary>Owns an argument vector for LLVM: the texts as UTF-8 with a zero at the end, and pointers to them.</summary>
public sealed unsafe class LlvmStrings : IDisposable
{
    private readonly nint[] _texts;
    private readonly GCHandle _pointers;

    public LlvmStrings(IReadOnlyList<string> words)
    {
        _texts = [.. words.Select(Marshal.StringToCoTaskMemUTF8)];
        _pointers = GCHandle.Alloc(_texts, GCHandleType.Pinned);
    }

    public sbyte** Pointers => (sbyte**)_pointers.AddrOfPinnedObject();

    public void Dispose()
    {
        _pointers.Free();
        Array.ForEach(_texts, Marshal.FreeCoTaskMem);
    }
}
