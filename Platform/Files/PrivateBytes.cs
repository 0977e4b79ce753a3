using System.IO.MemoryMappedFiles;

namespace LtoPar.Platform.Files;

/// <summary>A copy of a module's bytes that takes memory only where it is written: pages are shared until then.</summary>
public sealed unsafe class PrivateBytes : IDisposable
{
    private readonly MemoryMappedViewAccessor _view;

    public PrivateBytes(MemoryMappedFile file, long length)
    {
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.CopyOnWrite);
        Length = length;
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start;
    }

    /// <summary>Valid until <see cref="Dispose"/>.</summary>
    public byte* Start { get; }

    public long Length { get; }

    public Span<byte> Bytes => new(Start, checked((int)Length));

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
    }
}
