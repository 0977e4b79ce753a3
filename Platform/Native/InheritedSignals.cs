using System.Runtime.InteropServices;

namespace LtoPar.Platform.Native;

/// <summary>
/// The .NET runtime ignores SIGPIPE in the whole process; a linker that is not ours to change gets its own disposition back, and so do
/// the processes it starts. What it was is remembered by inherited_signals.c before the runtime starts.
/// </summary>
public static partial class InheritedSignals
{
    public static bool PipeIgnored => WasIgnored() != 0;

    public static void Restore()
    {
        if (!PipeIgnored)
        {
            Libc.SetSignal(Libc.SigPipe, 0);
        }
    }

    [LibraryImport("inherited_signals", EntryPoint = "lto_par_sigpipe_was_ignored")]
    private static partial int WasIgnored();
}
