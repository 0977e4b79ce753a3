using LtoPar.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace LtoPar.Platform.Files;

/// <summary>A file in memory, for native code that writes to descriptors or to files.</summary>
public sealed class MemoryFile : IDisposable
{
    private readonly SafeFileHandle _file;

    /// <param name="name">The name that /proc shows.</param>
    /// <exception cref="LtoParException">There is no memory for it, or the kernel has no such files.</exception>
    public MemoryFile(string name)
    {
        _file = new SafeFileHandle(Posix.CreateMemoryFile(name, 0), ownsHandle: true);
        if (_file.IsInvalid)
        {
            throw new LtoParException(null, $"a file in memory cannot be made (memfd_create, for {name}); is memory, or the number of open files, limited?");
        }
    }

    /// <summary>The descriptor, which stays this object's.</summary>
    public int Descriptor => (int)_file.DangerousGetHandle();

    /// <returns>All that has been written.</returns>
    public byte[] Read()
    {
        byte[] bytes = new byte[RandomAccess.GetLength(_file)];
        for (int read = 0, next = 1; read < bytes.Length && next > 0; read += next)
        {
            next = RandomAccess.Read(_file, bytes.AsSpan(read), read);
        }

        return bytes;
    }

    public void Dispose() => _file.Dispose();
}
