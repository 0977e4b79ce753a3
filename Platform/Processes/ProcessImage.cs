using System.Runtime.InteropServices;
using LtoPar.Platform.Native;

namespace LtoPar.Platform.Processes;

/// <summary>
/// Another program in this one's place: what has nothing left to do afterwards need not wait for it. The runtime ignores SIGPIPE, and that would
/// be inherited.
/// </summary>
public static class ProcessImage
{
    private const int SigPipe = 13;
    private const nint DefaultAction = 0;

    /// <summary>The file that this process runs.</summary>
    public static string File { get; } = Environment.ProcessPath ?? "/proc/self/exe";

    /// <summary>
    /// The word that the process was called by. Where the program is known by several names, it decides what the program is; the runtime tells the file's own
    /// name, and a link to it may have another one. libc has it from the kernel, with no need of /proc.
    /// </summary>
    public static unsafe string CalledAs =>
        Marshal.PtrToStringUTF8(*(nint*)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "program_invocation_name")) ?? "";

    /// <returns>When it could not be done: nothing has changed.</returns>
    public static void Replace(string program, IReadOnlyList<string> arguments)
    {
        nint before = ResetBrokenPipe();
        _ = Posix.Execute(program, [program, .. arguments, null]);
        _ = Posix.SetSignal(SigPipe, before);
    }

    /// <summary>Has SIGPIPE end the process again: the runtime ignores it, which another program would inherit.</summary>
    /// <returns>What was done with it until now.</returns>
    internal static nint ResetBrokenPipe() => Posix.SetSignal(SigPipe, DefaultAction);
}
