using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace LtoPar.Platform.Crashes;

/// <summary>
/// Turns a crash inside LLVM (malformed bodies make its reader dereference null or ask for absurd amounts of memory; passes have bugs) into an
/// error message, status 1 and no output left.
///
/// A signal handler may not run managed code: the thread can be anywhere, on a small alternate stack. So the handler is a few machine
/// instructions (<see cref="CrashStub"/>): a fault in LLVM, libc or libstdc++ writes the thread's number to a pipe and sleeps for good; any other
/// fault goes on to the runtime's handler, which makes NullReferenceException of it. A thread of ours waits at the pipe, and knows by the number
/// what was being done.
/// </summary>
public static partial class NativeCrash
{
    private const uint PatienceSeconds = 10;

    private static readonly ConcurrentDictionary<int, ICrashReport> s_current = new();
    private static readonly Lock s_lock = new();
    private static bool s_installed;

    /// <summary>The thread that reports; 0: no thread does yet.</summary>
    private static int s_reporter;

    /// <summary>The descriptor that the report goes to: standard error, or its copy while standard error is captured.</summary>
    public static int StandardError { get; set; } = 2;

    /// <summary>
    /// Is told the reason in the place of the user, and no reproducer is written: a worker process tells the process that it works for. Null: the user is told.
    /// </summary>
    public static Action<string>? Tell { get; set; }

    /// <summary>Run at once: gives back what other processes wait for. It must not need the C heap.</summary>
    public static Action? GiveBack { get; set; }

    /// <summary>
    /// Runs another program in this one's place, given what there would be to say; it returns when it cannot. It is asked when the crash is of something that
    /// can be done over (<see cref="ICrashReport.MayStartAgain"/>). Null: the process ends.
    /// </summary>
    public static Action<string>? StartAgain { get; set; }

    /// <summary>Run before the process ends: removes temporary files.</summary>
    public static Action? CleanUp { get; set; }

    /// <summary>Says what the calling thread is doing with LLVM from now on, until the result is disposed.</summary>
    public static IDisposable Enter(ICrashReport report)
    {
        int thread = GetThreadId();
        s_current.TryGetValue(thread, out ICrashReport? outer);
        s_current[thread] = report;
        return new EnteredReport(thread, outer);
    }

    /// <summary>Reports for the calling thread and ends the process with status 1. For LLVM's fatal error handler, which must not return.</summary>
    public static void ReportAndExit(string reason) => ReportAndExit(GetThreadId(), reason);

    private static void ReportAndExit(int thread, string reason)
    {
        // LLVM may hold the allocator's lock for ever: whatever hangs below, the process ends.
        _ = Alarm(PatienceSeconds);
        int own = GetThreadId();
        if (Interlocked.CompareExchange(ref s_reporter, own, 0) is var first && first != 0)
        {
            // Another thread is reporting, and ends the process: one message. What crashes in the report itself has nothing to add.
            if (first == thread)
            {
                ExitNow(1);
            }

            Thread.Sleep(Timeout.Infinite);
        }

        try
        {
            GiveBack?.Invoke();
            if (Tell is { } tell)
            {
                tell(reason);
                CleanUp?.Invoke();
                return; // to ExitNow
            }

            ICrashReport? report = s_current.GetValueOrDefault(thread);
            if (report?.MayStartAgain == true)
            {
                StartAgain?.Invoke(report.Describe(reason));
            }

            PrintLine($"lto-par: error: {(report is null ? reason : report.Describe(reason))}");
            if (report?.WriteReproducer() is { } script)
            {
                PrintLine($"lto-par: note: reproduce with {script}");
            }

            CleanUp?.Invoke();
        }
        finally
        {
            ExitNow(1);
        }
    }

    /// <summary>Installs the handler once; later calls do nothing. Call it when LLVM is loaded: the handler knows where its code is mapped.</summary>
    public static unsafe void Install()
    {
        lock (s_lock)
        {
            if (s_installed)
            {
                return;
            }

            s_installed = true;
            int* ends = stackalloc int[2];
            if (RuntimeInformation.ProcessArchitecture != Architecture.X64 || Pipe(ends, CloseOnExec) != 0)
            {
                return;
            }

            int readEnd = ends[0];
            CrashStub.Install(ends[1]);
            new Thread(() => Wait(readEnd)) { Name = "lto-par crash watch", IsBackground = true }.Start();
        }
    }

    private static unsafe void Wait(int pipe)
    {
        int* message = stackalloc int[2];
        if (Read(pipe, message, 8) == 8)
        {
            string name = message[1] switch { 4 => "SIGILL", 6 => "SIGABRT", 7 => "SIGBUS", 8 => "SIGFPE", _ => "SIGSEGV" };
            ReportAndExit(message[0], $"LLVM crashed ({name})");
        }
    }

    /// <summary>Writes a line to standard error, past all buffers.</summary>
    public static unsafe void PrintLine(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(OneLine.Of(text) + "\n");
        fixed (byte* start = utf8)
        {
            _ = Write(StandardError, start, utf8.Length);
        }
    }

    private sealed class EnteredReport(int thread, ICrashReport? outer) : IDisposable
    {
        public void Dispose()
        {
            if (outer is null)
            {
                s_current.TryRemove(thread, out _);
            }
            else
            {
                s_current[thread] = outer;
            }
        }
    }

    private const int CloseOnExec = 0x80000;

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThreadId();

    [LibraryImport("libc", EntryPoint = "pipe2")]
    private static unsafe partial int Pipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "read")]
    private static unsafe partial nint Read(int fd, void* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static unsafe partial nint Write(int fd, void* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "alarm")]
    private static partial uint Alarm(uint seconds);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitNow(int status);
}
