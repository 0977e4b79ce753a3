using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace LtoPar.Platform.Files;

/// <summary>
/// A file's bytes, mapped once and never written. Several modules may lie in one (the members of an archive). What cannot be mapped (a pipe)
/// is read.
/// </summary>
public sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _allocated;

    private MappedFile(string path, MemoryMappedFile file, MemoryMappedViewAccessor view, long length)
    {
        Path = path;
        Length = length;
        _file = file;
        _view = view;
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
    }

    private MappedFile(string path, ReadOnlySpan<byte> bytes)
    {
        Path = path;
        Length = bytes.Length;
        _allocated = (byte*)NativeMemory.Alloc((nuint)Math.Max(bytes.Length, 1));
        bytes.CopyTo(new Span<byte>(_allocated, bytes.Length));
        Start = _allocated;
    }

    public string Path { get; }

    /// <summary>Valid until <see cref="Dispose"/>.</summary>
    public byte* Start { get; }

    public long Length { get; }

    /// <exception cref="LtoParException">There is no such file, or it cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new LtoParException(path, "is a directory; name a file");
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!stream.CanSeek || stream.Length == 0)
            {
                using MemoryStream memory = new();
                stream.CopyTo(memory);
                return new MappedFile(path, memory.GetBuffer().AsSpan(0, (int)memory.Length));
            }

            long length = stream.Length;
            MemoryMappedFile file = MemoryMappedFile.CreateFromFile(
                stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new MappedFile(path, file, file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);
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

    /// <summary>The file again, to be written to without changing it; null: it was not mapped.</summary>
    public PrivateBytes? MapPrivately() => _file is null ? null : new PrivateBytes(_file, Length);

    public ReadOnlySpan<byte> Bytes(long offset, int count) => new(Start + offset, count);

    public void Dispose()
    {
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
}
