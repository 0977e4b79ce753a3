using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;
using LtoPar.CallGraph.Reading;

namespace LtoPar.CallGraph;

/// <summary>
/// The input's bytes: mapped once, or written by LLVM in this process; shared by every worker, never changed. Opening a file also checks what can be checked without LLVM, so that
/// a wrong file is named as what it is and not as a bit offset.
/// </summary>
public sealed unsafe class InputModule : IDisposable
{
    private readonly MappedFile? _file;
    private byte* _allocated;
    private LLVMOpaqueMemoryBuffer* _buffer;

    private InputModule(MappedFile file)
    {
        Name = file.Path;
        _file = file;
        Start = file.Start;
        Length = file.Length;
    }

    private InputModule(string name, byte* allocated, long length)
    {
        Name = name;
        _allocated = allocated;
        Start = allocated;
        Length = length;
    }

    private InputModule(string name, LLVMOpaqueMemoryBuffer* buffer)
    {
        Name = name;
        _buffer = buffer;
        Start = (byte*)LLVM.GetBufferStart(buffer);
        Length = checked((long)LLVM.GetBufferSize(buffer));
    }

    public string Name { get; }

    /// <summary>Valid until <see cref="Dispose"/>.</summary>
    public byte* Start { get; }

    public long Length { get; }

    /// <summary>
    /// An older LLVM wrote it. This one's reader brings such a module up to date, but some of that only when it has read all of it, which lazy
    /// reading never does.
    /// </summary>
    public bool NeedsUpgrade { get; private set; }

    /// <summary>Of the module, without its symbol and string tables.</summary>
    public ModuleExtent Extent { get; private set; } = new(0, [], 0);

    public ReadOnlySpan<byte> Bytes => new(Start, checked((int)Length));

    /// <param name="path">A file, or "-" for standard input.</param>
    /// <exception cref="LtoParException">There is no such file, or it is not a bitcode module this LLVM can be given.</exception>
    public static InputModule Open(string path)
    {
        InputModule input = path == "-" ? ReadStandardInput() : Map(path);
        try
        {
            input.Check();
            return input;
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    /// <summary>A module that is already in memory (tests, worker protocol); the bytes are copied.</summary>
    public static InputModule FromBytes(ReadOnlySpan<byte> bytes, string name)
    {
        byte* memory = (byte*)NativeMemory.Alloc((nuint)Math.Max(bytes.Length, 1));
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        InputModule input = new(name, memory, bytes.Length);
        try
        {
            input.Check();
            return input;
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    /// <summary>A module that LLVM wrote in this process. Takes the buffer over: nothing is copied, and <see cref="Dispose"/> frees it.</summary>
    /// <exception cref="LtoParException">It is too large to be mapped.</exception>
    public static InputModule TakeBuffer(LLVMOpaqueMemoryBuffer* buffer, string name)
    {
        InputModule input = new(name, buffer);
        if (input.Length > int.MaxValue)
        {
            input.Dispose();
            throw new LtoParException(name, $"is {input.Length} bytes after IPO; modules of 2 GiB and more are not supported");
        }

        input.Extent = BitcodeContainer.Inspect(input.Bytes).Extent;
        return input;
    }

    public void Dispose()
    {
        if (_buffer is not null)
        {
            LLVM.DisposeMemoryBuffer(_buffer);
            _buffer = null;
        }

        _file?.Dispose();
        if (_allocated is not null)
        {
            NativeMemory.Free(_allocated);
            _allocated = null;
        }
    }

    private void Check()
    {
        BitcodeContents contents = BitcodeCheck.Check(Bytes, Name);
        NeedsUpgrade = contents.OldestLlvm < LlvmLibrary.RequiredMajor;
        Extent = contents.Extent;
    }

    private static InputModule Map(string path)
    {
        MappedFile file = MappedFile.Open(path);
        long length = file.Length;
        if (length is > 0 and <= int.MaxValue)
        {
            return new InputModule(file);
        }

        file.Dispose();
        throw new LtoParException(
            path, length == 0 ? "is empty; expected LLVM bitcode" : $"is {length} bytes; modules of 2 GiB and more are not supported");
    }

    private static InputModule ReadStandardInput()
    {
        using Stream stream = Console.OpenStandardInput();
        return ReadAll(stream, "<stdin>");
    }

    private static InputModule ReadAll(Stream stream, string name)
    {
        using MemoryStream memory = new();
        stream.CopyTo(memory);
        return FromBytes(memory.GetBuffer().AsSpan(0, (int)memory.Length), name);
    }
}
