using System.Runtime.InteropServices;
using System.Text;
using LtoPar.Platform.Native;

namespace LtoPar.Plugin.Native;

/// <summary>
/// Removes a folder when the linker dies without having done it, by SIGKILL for one: a shell that reads from a pipe whose other end only the linker has.
/// Where it cannot be started the folder stays in that one case. It ignores the signals of a terminal and is in no one's process group, or it would die
/// with the linker; and it inherits no output of the linker's, which another process may be reading to its end.
/// </summary>
internal sealed unsafe class FolderGuard : IDisposable
{
    private const string Script = "trap '' HUP INT QUIT TERM PIPE; read -r done || rm -rf -- \"$1\"";

    private readonly int _pipe;
    private readonly int _process;

    private FolderGuard(int pipe, int process)
    {
        _pipe = pipe;
        _process = process;
    }

    /// <returns>The guard; null when it cannot be started.</returns>
    public static FolderGuard? Start(string folder)
    {
        int* ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.OpenCloseOnExec) != 0)
        {
            return null;
        }

        int process;
        using (ProcessStart start = new())
        {
            start.InOwnGroup();
            if (ends[0] == 0)
            {
                start.Duplicate(0, 0);
            }
            else
            {
                start.Duplicate(ends[0], 0);
                start.Close(ends[0]);
            }

            start.Discard(1);
            start.Discard(2);
            process = start.Start("/bin/sh", ["-c", Script, "lto-par", folder], EnvironmentBlock.With(new Dictionary<string, string>()));
        }

        _ = Libc.Close(ends[0]);
        if (process == 0)
        {
            _ = Libc.Close(ends[1]);
            return null;
        }

        return new FolderGuard(ends[1], process);
    }

    /// <summary>The folder is gone: the guard goes too.</summary>
    public void Dispose()
    {
        byte newline = (byte)'\n';
        _ = Libc.Write(_pipe, &newline, 1);
        _ = Libc.Close(_pipe);
        _ = ChildProcess.Wait(_process);
    }
}
