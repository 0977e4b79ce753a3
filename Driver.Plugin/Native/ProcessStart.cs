using System.Runtime.InteropServices;
using LtoPar.Platform.Native;

namespace LtoPar.Plugin.Native;

/// <summary>
/// Describes how a process is to be started: its descriptors, in the order of the calls. It starts with no signal blocked and with SIGPIPE
/// as the linker had it, whatever the linker or the runtime in it did since. The linker's other descriptors are not inherited: no code opens one
/// without close-on-exec.
/// </summary>
internal sealed unsafe class ProcessStart : IDisposable
{
    // sizeof(posix_spawnattr_t) is 336 and sizeof(posix_spawn_file_actions_t) 80 in glibc; musl's are no larger.
    private const int OpaqueBytes = 512;
    private const int SetGroup = 2;
    private const int SetSignalDefaults = 4;
    private const int SetSignalMask = 8;

    private readonly byte* _actions = (byte*)NativeMemory.AllocZeroed(OpaqueBytes);
    private readonly byte* _attributes = (byte*)NativeMemory.AllocZeroed(OpaqueBytes);
    private int _flags = SetSignalDefaults | SetSignalMask;

    public ProcessStart()
    {
        Check(Libc.InitializeActions(_actions));
        Check(Libc.InitializeAttributes(_attributes));
    }

    /// <summary>The first error of the system's calls so far; 0: they succeeded.</summary>
    public int Error { get; private set; }

    /// <summary>Detaches the process from the signals of the linker's terminal and of its process group.</summary>
    public void InOwnGroup() => _flags |= SetGroup;

    /// <summary>Puts /dev/null in a descriptor's place; needs no free one where that is 0, 1 or 2 and no lower one is free.</summary>
    public void Discard(int descriptor)
    {
        fixed (byte* nothing = "/dev/null\0"u8)
        {
            Check(Libc.ActOpen(_actions, descriptor, nothing, Libc.OpenReadWrite, 0));
        }
    }

    /// <param name="target">Equal to the descriptor: it is inherited under its number.</param>
    public void Duplicate(int descriptor, int target) => Check(Libc.ActDuplicate(_actions, descriptor, target));

    public void Close(int descriptor) => Check(Libc.ActClose(_actions, descriptor));

    /// <param name="program">A path, or a name to be looked for in PATH.</param>
    /// <returns>The process, or 0, and <see cref="Error"/> says why.</returns>
    public int Start(string program, IReadOnlyList<string> arguments, IReadOnlyList<string> environment)
    {
        byte* signals = stackalloc byte[128];
        using NativeStrings words = new([program, .. arguments]);
        using NativeStrings variables = new(environment);
        Check(Libc.EmptySet(signals));
        Check(Libc.SetMask(_attributes, signals));
        if (!InheritedSignals.PipeIgnored)
        {
            Check(Libc.AddToSet(signals, Libc.SigPipe));
        }

        Check(Libc.SetDefaults(_attributes, signals));
        Check(Libc.SetFlags(_attributes, (short)_flags));
        int process = 0;
        if (Error == 0)
        {
            Check(Libc.Spawn(&process, words.Pointers[0], _actions, _attributes, words.Pointers, variables.Pointers));
        }

        return Error == 0 ? process : 0;
    }

    public void Dispose()
    {
        _ = Libc.DestroyAttributes(_attributes);
        _ = Libc.DestroyActions(_actions);
        NativeMemory.Free(_attributes);
        NativeMemory.Free(_actions);
    }

    /// <summary>posix_spawn and its family return the error.</summary>
    private void Check(int error) => Error = Error == 0 ? error : Error;
}
