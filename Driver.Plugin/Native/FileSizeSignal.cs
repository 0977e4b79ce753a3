using LtoPar.Platform.Native;

namespace LtoPar.Plugin.Native;

/// <summary>
/// Ignores SIGXFSZ while the plugin writes a file: where files may not grow (ulimit -f) the write fails then, as on a full disk, and the folder of
/// temporary files is removed, instead of the linker dying of the signal.
/// </summary>
internal sealed class FileSizeSignal : IDisposable
{
    private const nint Ignore = 1;

    private readonly nint _before = Libc.SetSignal(Libc.SigFileSize, Ignore);

    public void Dispose() => Libc.SetSignal(Libc.SigFileSize, _before);
}
