using System.Runtime.InteropServices;
using LtoPar.Platform;
using LtoPar.Platform.Native;

namespace LtoPar.Plugin.Native;

/// <summary>
/// A process whose standard error is read line by line. Standard input is /dev/null, standard output the linker's. Standard error is one end of a
/// socket whose other end dies with this process, so that one descriptor serves both to hear the child and to let it know.
/// </summary>
internal static unsafe class ChildProcess
{
    /// <summary>The child's descriptor that ends when this process does.</summary>
    public const int Alive = 2;

    /// <param name="program">A path, or a name to be looked for in PATH.</param>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="environment">Variables to add or replace.</param>
    /// <param name="inherited">File descriptors that the child keeps under the same numbers.</param>
    /// <param name="line">Called with each line of the child's standard error.</param>
    /// <returns>The status that waitpid gives.</returns>
    /// <exception cref="LtoParException">The program cannot be started.</exception>
    public static int Run(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        IEnumerable<int> inherited,
        Action<string> line)
    {
        int* ends = stackalloc int[2];
        if (Libc.SocketPair(Libc.UnixSocket, Libc.StreamSocket | Libc.OpenCloseOnExec, 0, ends) != 0)
        {
            throw Failure(program, Marshal.GetLastPInvokeError());
        }

        int ours = ends[0];
        int theirs = ends[1];
        int process;
        try
        {
            process = Start(program, arguments, environment, inherited, ours, theirs);
        }
        catch
        {
            _ = Libc.Close(ours);
            throw;
        }
        finally
        {
            _ = Libc.Close(theirs);
        }

        LineReader.ReadAll(ours, line);
        _ = Libc.Close(ours);
        // A linker that ignores SIGCHLD gets no status. Whoever needs to know looks at what the child wrote.
        return Wait(process) ?? 0;
    }

    /// <returns>The status that waitpid gives; null: the system has no status for it.</returns>
    public static int? Wait(int process)
    {
        int status = 0;
        while (Libc.Wait(process, &status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.InterruptedCall)
            {
                return null;
            }
        }

        return status;
    }

    /// <summary>The status in words, or null for success.</summary>
    public static string? Describe(int status)
    {
        int signal = status & 0x7f;
        return signal switch
        {
            9 => "was killed (SIGKILL); the kernel does that when memory runs out",
            not 0 => $"was ended by signal {signal}",
            _ => (status >> 8 & 0xff) is var code && code == 0 ? null : $"failed with status {code}",
        };
    }

    private static int Start(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, IEnumerable<int> inherited, int ours, int theirs)
    {
        using ProcessStart start = new();
        start.Duplicate(theirs, Alive);
        // The child has all descriptors of the linker until it becomes the program; these make room for /dev/null where there may be no more.
        foreach (int end in new[] { ours, theirs }.Where(e => e != Alive))
        {
            start.Close(end);
        }

        start.Discard(0);
        foreach (int descriptor in inherited)
        {
            start.Duplicate(descriptor, descriptor); // onto itself: no longer closed by exec
        }

        int process = start.Start(program, arguments, EnvironmentBlock.With(environment));
        return start.Error == 0 ? process : throw Failure(program, start.Error);
    }

    private static LtoParException Failure(string program, int error) => new(
        program,
        error == Libc.TooManyOpenFiles
            ? $"cannot be run: {Marshal.GetPInvokeErrorMessage(error)}; two descriptors are needed beside the linker's own: raise the limit (ulimit -n)"
            : $"cannot be run: {Marshal.GetPInvokeErrorMessage(error)}; name lto-par with -plugin-opt=lto-par=PATH or the environment variable LTO_PAR");
}
