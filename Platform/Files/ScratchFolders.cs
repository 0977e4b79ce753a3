using System.Runtime.InteropServices;
using LtoPar.Platform.Jobs;
using LtoPar.Platform.Processes;

namespace LtoPar.Platform.Files;

/// <summary>
/// Temporary files and folders that must not outlive the run, however it ends: normally, by an exception, by a signal, or by LLVM giving up
/// inside a worker. SIGKILL alone leaves them.
/// </summary>
public static class ScratchFolders
{
    private static readonly Lock s_lock = new();
    private static readonly Lock s_removing = new();
    private static readonly HashSet<string> s_paths = new(StringComparer.Ordinal);
    private static readonly List<PosixSignalRegistration> s_signals = [];

    /// <summary>Removes what is there when the process is interrupted, and ends it with the shell's status for the signal.</summary>
    public static void CleanUpOnSignals()
    {
        foreach ((PosixSignal signal, int number) in new[] { (PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1) })
        {
            s_signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                RemoveAllAndExit(128 + number);
            }));
        }
    }

    /// <summary>A folder below that of temporary files ($TMPDIR).</summary>
    /// <exception cref="LtoParException">It cannot be made.</exception>
    public static string Make()
    {
        string parent = Path.GetTempPath();
        try
        {
            lock (s_lock)
            {
                string path = Directory.CreateTempSubdirectory("lto-par-").FullName;
                Register(path);
                return path;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LtoParException(
                parent, Directory.Exists(parent)
                    ? $"no temporary folder can be made in it: {e.Message}; set TMPDIR to a folder that is writable and has room"
                    : "no such directory, and temporary files go there (TMPDIR); create it, or set TMPDIR to one that exists", e);
        }
    }

    /// <summary>A file or folder to be removed unless <see cref="Forget"/> is called first.</summary>
    public static void Register(string path)
    {
        lock (s_lock)
        {
            s_paths.Add(path);
        }
    }

    public static void Forget(string path)
    {
        lock (s_lock)
        {
            s_paths.Remove(path);
        }
    }

    public static void Remove(string path)
    {
        Forget(path);
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be removed now (a full or vanished file system) is no reason to hide the error that brought us here.
        }
    }

    /// <summary>
    /// Prepares an end by _exit (workers are inside LLVM: its static destructors must not run under them): gives tokens back, ends
    /// the programs that write to them, and removes also what the runtime would have removed, its diagnostic pipes.
    /// </summary>
    public static void RemoveAllBeforeExit()
    {
        JobServer.GiveAllBackBeforeExit();
        Subprocess.EndAllBeforeExit();
        RemoveAll();
        if (!Directory.Exists(Path.GetTempPath()))
        {
            return; // a linker plugin's folder, removed just now
        }

        foreach (string pattern in new[] { $"clr-debug-pipe-{Environment.ProcessId}-*", $"dotnet-diagnostic-{Environment.ProcessId}-*" })
        {
            foreach (string file in Directory.GetFiles(Path.GetTempPath(), pattern))
            {
                Remove(file);
            }
        }
    }

    /// <summary>Ends the process at once, whatever its threads do, and leaves nothing behind.</summary>
    public static void RemoveAllAndExit(int status)
    {
        s_removing.Enter(); // for good: another thread that wants to remove and leave waits for the end
        RemoveAllBeforeExit();
        Native.Posix.ExitNow(status);
    }

    /// <summary>Prepares another program in this one's place: as before an exit, and no thread makes another folder.</summary>
    public static void RemoveAllForGood()
    {
        s_lock.Enter(); // for good
        RemoveAllBeforeExit();
    }

    /// <summary>Removes what is there. A folder in which a worker is still writing takes more than one attempt.</summary>
    public static void RemoveAll()
    {
        const int Attempts = 50;
        lock (s_removing)
        {
            string[] paths;
            lock (s_lock)
            {
                paths = [.. s_paths];
            }

            for (int i = 0; i < Attempts && paths.Length > 0; i++)
            {
                foreach (string path in paths)
                {
                    Remove(path);
                }

                paths = [.. paths.Where(Path.Exists)];
            }
        }
    }
}
