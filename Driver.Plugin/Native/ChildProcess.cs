using System.Collections;
using System.Runtime.InteropServices;
using LtoPar.CallGraph;

namespace LtoPar.Plugin.Native;

/// <summary>
/// A process whose standard error is read line by line, and that can tell when this process has died. Standard input is /dev/null, standard
/// output the linker's. The child starts with no signal blocked and with SIGPIPE as the linker had it, whatever the linker or the runtime
/// in it did since.
/// </summary>
internal static unsafe class ChildProcess
{
    // sizeof(posix_spawnattr_t) is 336 and sizeof(posix_spawn_file_actions_t) 80 in glibc; musl's are no larger.
    private const int OpaqueBytes = 512;
    private const short SetSignalDefaults = 4;
    private const short SetSignalMask = 8;

    /// <param name="program">A path, or a name to be looked for in PATH.</param>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="environment">Variables to add or replace.</param>
    /// <param name="inherited">File descriptors that the child keeps under the same numbers.</param>
    /// <param name="line">Called with each line of the child's standard error.</param>
    /// <returns>What waitpid says.</returns>
    /// <exception cref="LtoParException">The program cannot be started.</exception>
    public static int Run(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        IEnumerable<int> inherited,
        Action<string> line)
    {
        int* pipe = stackalloc int[2];
        if (Libc.Pipe(pipe, Libc.OpenCloseOnExec) != 0)
        {
            throw Failure(program, Marshal.GetLastPInvokeError());
        }

        int process;
        try
        {
            process = Start(program, arguments, environment, inherited, pipe[1]);
        }
        catch
        {
            _ = Libc.Close(pipe[0]);
            throw;
        }
        finally
        {
            _ = Libc.Close(pipe[1]);
        }

        LineReader.ReadAll(pipe[0], line);
        _ = Libc.Close(pipe[0]);
        int status = 0;
        while (Libc.Wait(process, &status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.InterruptedCall)
            {
                // A linker that ignores SIGCHLD: there is no status. Whoever needs to know looks at what the child wrote.
                return 0;
            }
        }

        return status;
    }

    /// <summary>In words, or null for success.</summary>
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
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        IEnumerable<int> inherited,
        int standardError)
    {
        byte* actions = stackalloc byte[OpaqueBytes];
        byte* attributes = stackalloc byte[OpaqueBytes];
        byte* signals = stackalloc byte[128];
        using NativeStrings words = new([program, .. arguments]);
        using NativeStrings variables = new(Variables(environment));
        Require(Libc.InitializeActions(actions), program);
        Require(Libc.InitializeAttributes(attributes), program);
        try
        {
            fixed (byte* nothing = "/dev/null\0"u8)
            {
                Require(Libc.ActOpen(actions, 0, nothing, Libc.OpenReadOnly, 0), program);
            }

            Require(Libc.ActDuplicate(actions, standardError, 2), program);
            foreach (int descriptor in inherited)
            {
                Require(Libc.ActDuplicate(actions, descriptor, descriptor), program); // onto itself: no longer closed by exec
            }

            Require(Libc.EmptySet(signals), program);
            Require(Libc.SetMask(attributes, signals), program);
            if (!InheritedSignals.PipeIgnored)
            {
                Require(Libc.AddToSet(signals, Libc.SigPipe), program);
            }

            Require(Libc.SetDefaults(attributes, signals), program);
            Require(Libc.SetFlags(attributes, SetSignalDefaults | SetSignalMask), program);
            int process;
            Require(Libc.Spawn(&process, words.Pointers[0], actions, attributes, words.Pointers, variables.Pointers), program);
            return process;
        }
        finally
        {
            _ = Libc.DestroyAttributes(attributes);
            _ = Libc.DestroyActions(actions);
        }
    }

    /// <summary>posix_spawn and its family return the error.</summary>
    private static void Require(int error, string program)
    {
        if (error != 0)
        {
            throw Failure(program, error);
        }
    }

    private static List<string> Variables(IReadOnlyDictionary<string, string> changes)
    {
        List<string> variables = [];
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (entry.Key is string name && !changes.ContainsKey(name))
            {
                variables.Add($"{name}={entry.Value}");
            }
        }

        variables.AddRange(changes.Select(c => $"{c.Key}={c.Value}"));
        return variables;
    }

    private static LtoParException Failure(string program, int error) => new(
        program,
        $"cannot be run: {Marshal.GetPInvokeErrorMessage(error)}; name lto-par with -plugin-opt=lto-par=PATH or the environment variable LTO_PAR");
}
