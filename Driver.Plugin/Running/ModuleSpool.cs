namespace LtoPar.Plugin.Running;

/// <summary>
/// Modules that lto-par symtab wrote anew, one after the other in one file without a name: it needs one file descriptor however many they
/// are, and is gone when the last process that has it open is. lto-par inherits the descriptor.
/// </summary>
internal sealed class ModuleSpool : IDisposable
{
    private readonly FileStream _stream;

    /// <param name="path">A new file; it has no name any more when this returns, unless it is to be kept.</param>
    /// <param name="keep">Leave it there (job-file=: the job names it).</param>
    public ModuleSpool(string path, bool keep)
    {
        _stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (keep)
        {
            Path = path;
        }
        else
        {
            File.Delete(path);
            Path = $"/proc/self/fd/{Descriptor}";
        }
    }

    /// <summary>The path that lto-par opens.</summary>
    public string Path { get; }

    public int Descriptor => (int)_stream.SafeFileHandle.DangerousGetHandle();

    /// <returns>The module's offset and its size.</returns>
    public (long Offset, long Size) Add(ReadOnlySpan<byte> module)
    {
        long offset = _stream.Length;
        _stream.Seek(0, SeekOrigin.End);
        _stream.Write(module);
        _stream.Flush();
        return (offset, module.Length);
    }

    public void Dispose() => _stream.Dispose();
}
