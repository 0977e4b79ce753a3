using System.Runtime.InteropServices;

namespace LtoPar.Plugin.Native;

/// <summary>A null-terminated array of strings, as exec takes it.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly int _count;

    public NativeStrings(IReadOnlyList<string> strings)
    {
        _count = strings.Count;
        Pointers = (byte**)NativeMemory.AllocZeroed((nuint)_count + 1, (nuint)sizeof(byte*));
        for (int i = 0; i < _count; i++)
        {
            Pointers[i] = NativeText.Keep(strings[i]);
        }
    }

    public byte** Pointers { get; }

    public void Dispose()
    {
        for (int i = 0; i < _count; i++)
        {
            NativeMemory.Free(Pointers[i]);
        }

        NativeMemory.Free(Pointers);
    }
}
