using System.IO.MemoryMappedFiles;

namespace LtoPar.CallGraph;

/// <summary>A file's bytes, mapped and never written. Several modules may lie in one (the members of an archive).</summary>
public sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;

    private MappedFile(string path, MemoryMappedFile? file, MemoryMappedViewAccessor? view, long length)
    {
        Path = path;
        Length = length;
        _file = file;
        _view = view;
        byte* start = null;
        view?.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
    }

    public string Path { get; }

    /// <summary>Valid until <see cref="Dispose"/>; null for an empty file.</summary>
    public byte* Start { get; }

    public long Length { get; }

    public ReadOnlySpan<byte> Bytes(long offset, int count) => new(Start + offset, count);

    /// <exception cref="LtoParException">There is no such file, or it cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new LtoParException(path, "is a directory; give a file");
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length == 0)
            {
                return new MappedFile(path, null, null, 0);
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
        catch (Exception e) when (e is IOException or NotSupportedException)
        {
            throw new LtoParException(path, $"cannot be read: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file!.Dispose();
        }
    }
}
