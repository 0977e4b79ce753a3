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

    /// <summary>Returns only when it fails. All arrays end with null.</summary>
    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true)]
    public static unsafe partial int ExecuteWith(byte* program, byte** arguments, byte** environment);

    /// <summary>Has SIGALRM sent after so many seconds; 0: takes that back.</summary>
    [LibraryImport("libc", EntryPoint = "alarm")]
    public static partial uint SetAlarm(uint seconds);

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

    /// <param name="usage">Takes a struct rusage.</param>
    [LibraryImport("libc", EntryPoint = "getrusage")]
    public static unsafe partial int ReadUsage(int who, long* usage);

    /// <summary>Whether the reading end of a pipe has no writer any more.</summary>
    public static unsafe bool IsClosedByOthers(int descriptor)
    {
        const short HangUp = 0x10;
        PollEntry entry = new() { Descriptor = descriptor };
        return Poll(&entry, 1, 0) > 0 && (entry.Happened & HangUp) != 0;
    }

    /// <summary>Waits until one of two descriptors can be read, or has no writer any more.</summary>
    public static unsafe void WaitForEither(int one, int other)
    {
        const short Readable = 1;
        PollEntry* entries = stackalloc PollEntry[2];
        entries[0] = new PollEntry { Descriptor = one, Asked = Readable };
        entries[1] = new PollEntry { Descriptor = other, Asked = Readable };
        // Interrupted by a signal: the caller looks, and waits again.
        _ = Poll(entries, 2, -1);
    }

    /// <summary>Whether a descriptor is of a pipe, a named one or another.</summary>
    public static unsafe bool IsPipe(int descriptor)
    {
        const int StatxBytes = 256;
        const int ModeOffset = 28;
        const int EmptyPath = 0x1000;
        const uint Type = 1;
        const int TypeMask = 0xf000;
        const int PipeType = 0x1000;
        byte* found = stackalloc byte[StatxBytes];
        return Statx(descriptor, "", EmptyPath, Type, found) == 0 && (*(ushort*)(found + ModeOffset) & TypeMask) == PipeType;
    }

    /// <summary>Unlike stat's, its structure is the same on all processors.</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* found);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    private struct PollEntry
    {
        public int Descriptor;
        public short Asked;
        public short Happened;
    }
}
