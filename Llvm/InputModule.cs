using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.Bitcode;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Metadata;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Llvm;

/// <summary>
/// Owns the input's bytes: mapped once, or written by LLVM in this process; shared by every worker, never changed. Opening a file also checks everything that
/// can be checked without LLVM, so that a wrong file is named as what it is and not as a bit offset.
/// </summary>
public sealed unsafe class InputModule : IDisposable
{
    private readonly MappedFile? _file;
    private readonly Lazy<MemoryMappedFile> _copy;
    private readonly Lazy<TypeNames?> _typeNames;
    private readonly Lazy<PrivateBytes?> _withoutTypeNames;
    private readonly ConcurrentDictionary<string, bool> _wholeReadings = new(StringComparer.Ordinal);
    private int _oldestLlvm = LlvmVersion.Major;
    private byte* _allocated;
    private LLVMOpaqueMemoryBuffer* _buffer;

    private InputModule(MappedFile file, string name)
        : this(name, file.Start, file.Length)
    {
        _file = file;
    }

    private InputModule(string name, LLVMOpaqueMemoryBuffer* buffer)
        : this(name, (byte*)LLVM.GetBufferStart(buffer), checked((long)LLVM.GetBufferSize(buffer)))
    {
        _buffer = buffer;
    }

    private InputModule(string name, byte* start, long length)
    {
        Name = name;
        Start = start;
        Length = length;
        _copy = new Lazy<MemoryMappedFile>(CopyToMemoryFile);
        _typeNames = new Lazy<TypeNames?>(TakeTypeNames);
        _withoutTypeNames = new Lazy<PrivateBytes?>(() => _typeNames.Value is null ? null : CopyPrivately());
    }

    public string Name { get; }

    /// <summary>Valid until <see cref="Dispose"/>.</summary>
    public byte* Start { get; }

    public long Length { get; }

    /// <summary>
    /// Whether an older LLVM wrote it. This one's reader upgrades such a module, but some of that only when it has read all of it, which lazy reading never
    /// does.
    /// </summary>
    public bool NeedsUpgrade => _oldestLlvm < LlvmVersion.Major;

    /// <summary>
    /// The debug information as bits, so that each partition is given its own; null: there is none, or it is not indexed, or partitions read all of it.
    /// </summary>
    public MetadataIndex? Metadata { get; private set; }

    /// <summary>
    /// The reasons why LLVM was given debug information that is usually left out, which takes longer and changes nothing: the texts that
    /// <see cref="ReadWhole"/> was given, sorted.
    /// </summary>
    public IReadOnlyList<string> WholeReadings => [.. _wholeReadings.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The optimisation remarks of the passes that made it in this process, as YAML.</summary>
    public byte[] Remarks { get; set; } = [];

    /// <summary>The extent of the parts that are read: without symbol and string tables, and without debug information that is read apart.</summary>
    public ModuleExtent Extent { get; private set; } = new(0, [], 0);

    public ReadOnlySpan<byte> Bytes => new(Start, checked((int)Length));

    /// <param name="path">A file, or "-" for standard input.</param>
    /// <param name="name">The subject of messages; null: the path.</param>
    /// <param name="isCut">Whether the module is read in parts, so the debug information is indexed; false: it is read whole.</param>
    /// <exception cref="LtoParException">There is no such file, or it is not a bitcode module this LLVM can be given.</exception>
    public static InputModule Open(string path, string? name = null, bool isCut = true) =>
        Checked(path == "-" ? ReadStandardInput() : Map(path, name ?? path), isCut);

    /// <summary>Takes a module that is already in memory (tests, worker protocol); the bytes are copied.</summary>
    public static InputModule FromBytes(ReadOnlySpan<byte> bytes, string name) => Checked(Copy(bytes, name), isCut: true);

    /// <summary>Takes over the buffer of a module that LLVM wrote in this process: nothing is copied, and <see cref="Dispose"/> frees it.</summary>
    /// <remarks>The debug information is not indexed: the context that wrote the module is still in memory, and takes most of it.</remarks>
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

    /// <summary>
    /// Makes <see cref="Metadata"/>, and subtracts from <see cref="Extent"/> the parts that are read apart then. Has to be called once, before the module is
    /// read in parts.
    /// </summary>
    public void IndexMetadata()
    {
        Metadata = ReadMetadata();
        Extent = Metadata is null ? Extent : Extent.WithoutDebugInfo();
    }

    /// <summary>The hash of the content where some of it is to be left out (the values of slots); null: all of it counts.</summary>
    public string? ContentHash { get; set; }

    /// <summary>Hashes its code and data, in hexadecimal, independently of where it was compiled. All of the module is read for it.</summary>
    public string HashContent() => ContentHash ?? ModuleContent.Hash(Bytes);

    /// <summary>Notes that debug information that could have been left out is read by LLVM after all. Any thread may call it.</summary>
    /// <param name="why">The construct that was met; for modules without debug information the call has no effect.</param>
    public void ReadWhole(string why) => _wholeReadings.TryAdd(why, true);

    /// <summary>
    /// What partitions are carved from: the bytes without the names of types (<see cref="TypeNames"/>). Null: <see cref="Start"/>, because there are no such
    /// names, or there are none any more. It goes with the input.
    /// </summary>
    public PrivateBytes? WithoutTypeNames => _withoutTypeNames.Value;

    /// <summary>Makes a copy to write to, without the names of types; null: there is no room for it in the address space.</summary>
    public PrivateBytes? CopyPrivately()
    {
        PrivateBytes? copy = null;
        try
        {
            copy = _file?.MapPrivately() ?? new PrivateBytes(_copy.Value, Length);
            _typeNames.Value?.Drop(copy.Bytes);
            return copy;
        }
        catch (MalformedBitsException)
        {
            return copy; // Names that are so short that leaving them out gains nothing.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (_withoutTypeNames.IsValueCreated)
        {
            _withoutTypeNames.Value?.Dispose();
        }

        if (_copy.IsValueCreated)
        {
            _copy.Value.Dispose();
        }

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

    /// <summary>Finds the names of types. From memory of its own, which nobody else sees and which has no room for a copy, they are taken at once.</summary>
    /// <returns>The names that copies still have; null: there are none.</returns>
    private TypeNames? TakeTypeNames()
    {
        try
        {
            TypeNames? names = NeedsUpgrade ? null : TypeNames.Find(Bytes);
            if (names is null || _file is not null)
            {
                return names;
            }

            names.Drop(new Span<byte>(Start, checked((int)Length)));
            return null;
        }
        catch (MalformedBitsException)
        {
            return null; // LLVM, which reads it too, says what is wrong; or the names are so short that leaving them out gains nothing.
        }
    }

    private MetadataIndex? ReadMetadata()
    {
        if (NeedsUpgrade)
        {
            string writer = _oldestLlvm == 0 ? "another compiler than LLVM" : $"LLVM {_oldestLlvm}";
            ReadWhole($"{writer} wrote it, and only the layout of LLVM {LlvmVersion.Major} is known");
            return null;
        }

        try
        {
            return MetadataIndex.Read(Start, checked((int)Length));
        }
        catch (MalformedBitsException e)
        {
            ReadWhole(e.Message);
            return null;
        }
    }

    /// <summary>Makes a file without a name of the bytes in memory, which can be mapped any number of times.</summary>
    private MemoryMappedFile CopyToMemoryFile()
    {
        MemoryMappedFile file = MemoryMappedFile.CreateNew(null, Length);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, Length);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Bytes.CopyTo(new Span<byte>(start, (int)Length));
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        return file;
    }

    private static InputModule Copy(ReadOnlySpan<byte> bytes, string name)
    {
        byte* memory = (byte*)NativeMemory.Alloc((nuint)Math.Max(bytes.Length, 1));
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        return new InputModule(name, memory, bytes.Length) { _allocated = memory };
    }

    private static InputModule Checked(InputModule input, bool isCut)
    {
        try
        {
            BitcodeContents contents = BitcodeCheck.Check(input.Bytes, input.Name);
            input._oldestLlvm = contents.OldestLlvm;
            input.Extent = contents.Extent;
            if (isCut)
            {
                input.IndexMetadata();
            }

            return input;
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    private static InputModule Map(string path, string name)
    {
        MappedFile file = MappedFile.Open(path);
        long length = file.Length;
        if (length is > 0 and <= int.MaxValue)
        {
            return new InputModule(file, name);
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
        return Copy(memory.GetBuffer().AsSpan(0, (int)memory.Length), name);
    }
}
