using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.CallGraph.Reading;

namespace LtoPar.CallGraph;

/// <summary>
/// The input's bytes: mapped once, or written by LLVM in this process; shared by every worker, never changed. Opening a file also checks what can be checked without LLVM, so that
/// a wrong file is named as what it is and not as a bit offset.
/// </summary>
public sealed unsafe class InputModule : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _allocated;
    private LLVMOpaqueMemoryBuffer* _buffer;

    private InputModule(string name, MemoryMappedFile file, MemoryMappedViewAccessor view, long length)
    {
        Name = name;
        _file = file;
        _view = view;
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
        Length = length;
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

    public ReadOnlySpan<byte> Bytes => new(Start, checked((int)Length));

    /// <param name="path">A file, or "-" for standard input.</param>
    /// <exception cref="LtoParException">There is no such file, or it is not a bitcode module this LLVM can be given.</exception>
    public static InputModule Open(string path)
    {
        InputModule input = path == "-" ? ReadStandardInput() : Map(path);
        try
        {
            BitcodeCheck.Check(input.Bytes, input.Name);
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
            BitcodeCheck.Check(input.Bytes, name);
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

        return input;
    }

    public void Dispose()
    {
        if (_buffer is not null)
        {
            LLVM.DisposeMemoryBuffer(_buffer);
            _buffer = null;
        }

        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file!.Dispose();
        }

        if (_allocated is not null)
        {
            NativeMemory.Free(_allocated);
            _allocated = null;
        }
    }

    private static InputModule Map(string path)
    {
        if (Directory.Exists(path))
        {
            throw new LtoParException(path, "is a directory; give a merged bitcode file");
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!stream.CanSeek)
            {
                return ReadAll(stream, path);
            }

            if (stream.Length == 0)
            {
                throw new LtoParException(path, "is empty; expected LLVM bitcode");
            }

            long length = stream.Length;
            if (length > int.MaxValue)
            {
                throw new LtoParException(path, $"is {length} bytes; modules of 2 GiB and more are not supported");
            }

            MemoryMappedFile file = MemoryMappedFile.CreateFromFile(
                stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new InputModule(path, file, file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LtoParException(path, "no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LtoParException(path, "cannot be read: permission denied", e);
        }
        catch (IOException e)
        {
            throw new LtoParException(path, $"cannot be read: {e.Message}", e);
        }
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
