using System.Runtime.InteropServices;

namespace LtoPar.Platform.Native;

/// <summary>The few libc calls that .NET has no equivalent of.</summary>
public static partial class Posix
{
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int status);

    /// <summary>Returns only when it fails.</summary>
    /// <param name="arguments">The program's name first, null last.</param>
    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Execute(string program, string?[] arguments);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    public static partial nint SetSignal(int signal, nint action);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    public static partial int Duplicate(int fd);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int DuplicateTo(int fd, int target);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMemoryFile(string name, uint flags);

    /// <summary>Has a function called, with the status, when libc's exit is.</summary>
    [LibraryImport("libc", EntryPoint = "on_exit")]
    public static unsafe partial int CallOnExit(delegate* unmanaged[Cdecl]<int, void*, void> function, void* argument);

    /// <summary>Changes what native code sees; not safe while another thread reads the environment.</summary>
    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    public static partial int GetLimit(int resource, out ResourceLimit limit);

    /// <returns>-1: the system does not tell.</returns>
    [LibraryImport("libc", EntryPoint = "sysconf")]
    public static partial nint GetConfiguration(int name);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    public static partial int ReadClock(int clock, out TimeSpec time);

    /// <summary>Whether the reading end of a pipe has no writer any more.</summary>
    public static unsafe bool IsClosedByOthers(int descriptor)
    {
        const short HangUp = 0x10;
        PollEntry entry = new() { Descriptor = descriptor };
        return Poll(&entry, 1, 0) > 0 && (entry.Happened & HangUp) != 0;
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    private struct PollEntry
    {
        public int Descriptor;
        public short Asked;
        public short Happened;
    }
}
