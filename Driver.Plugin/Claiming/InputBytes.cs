using System.Runtime.InteropServices;
using LtoPar.Platform;
using LtoPar.Platform.Native;
using LtoPar.Plugin.Abi;
using LtoPar.Plugin.Native;

namespace LtoPar.Plugin.Claiming;

/// <summary>
/// The bytes of an input file, or of a member of an archive, while the hook that was given it runs: gold takes its views back afterwards,
/// GNU ld may have closed the file. The linker's own view is used where it has one; ar and nm have no views, and the members of an archive share one file
/// descriptor there, so it is read with pread and never moved.
/// </summary>
internal sealed unsafe class InputBytes : IDisposable
{
    private byte* _owned;

    private InputBytes(byte* start, int size, bool owned)
    {
        Start = start;
        Size = size;
        _owned = owned ? start : null;
    }

    public byte* Start { get; }

    public int Size { get; }

    public ReadOnlySpan<byte> Span => new(Start, Size);

    /// <exception cref="LtoParException">The file cannot be read, or has more than 2 GiB.</exception>
    public static InputBytes Open(LinkerHost linker, LinkerInputFile* file)
    {
        string name = NativeText.Read(file->Name);
        if (file->Size > int.MaxValue)
        {
            throw new LtoParException(name, "bitcode of more than 2 GiB is not supported");
        }

        byte* view = linker.GetView(file->Handle);
        if (view is not null)
        {
            return new InputBytes(view, (int)file->Size, owned: false);
        }

        byte* copy = (byte*)NativeMemory.Alloc((nuint)Math.Max(file->Size, 1));
        InputBytes bytes = new(copy, (int)file->Size, owned: true);
        if (ReadAt(file->Descriptor, new Span<byte>(copy, bytes.Size), file->Offset) != bytes.Size)
        {
            bytes.Dispose();
            throw new LtoParException(name, "is shorter than the linker says");
        }

        return bytes;
    }

    /// <returns>The number of bytes read: fewer than asked for only at the end, or when the file cannot be read.</returns>
    public static int ReadAt(int descriptor, Span<byte> buffer, long offset)
    {
        int done = 0;
        fixed (byte* start = buffer)
        {
            while (done < buffer.Length)
            {
                nint count = Libc.ReadAt(descriptor, start + done, buffer.Length - done, offset + done);
                if (count < 0 && Marshal.GetLastPInvokeError() == Libc.InterruptedCall)
                {
                    continue;
                }

                if (count <= 0)
                {
                    break;
                }

                done += (int)count;
            }
        }

        return done;
    }

    public void Dispose()
    {
        NativeMemory.Free(_owned);
        _owned = null;
    }
}
