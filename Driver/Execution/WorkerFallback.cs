using LtoPar.Backend.Combining;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Execution;

/// <summary>
/// What comes of a run in threads when LLVM gives up on a partition, or crashes: the same run again with worker processes. In this process nothing can go on:
/// LLVM's handlers must not return, and after a crash no memory is to be trusted. The new run finds in the cache, if there is one, what this one has compiled,
/// compiles the rest, and says in which function LLVM was. It is this process still, so whoever started it waits for it.
///
/// Not possible where the input came from standard input, which has been read, and not wanted where --executor=thread was given.
/// </summary>
internal static class WorkerFallback
{
    /// <summary>The words after the program's name, as the user gave them; null: they are another program's (a linker's).</summary>
    public static IReadOnlyList<string>? CommandLine { get; set; }

    /// <summary>Prepares for a crash from now on, until the result is disposed: while partitions are compiled, and before anything is written.</summary>
    /// <param name="executor">What was asked for.</param>
    /// <param name="input">The input as the command line names it.</param>
    public static IDisposable? Arm(ExecutorRequest executor, string input)
    {
        if (CommandLine is not { } words || executor is not { Kind: ExecutorKind.Thread, IsAsked: false } || input == "-")
        {
            return null;
        }

        int dashes = words.ToList().IndexOf("--");
        int end = dashes < 0 ? words.Count : dashes;
        SelfRestart restart = new([.. words.Take(end), "--executor=process", .. words.Skip(end)], LinkerWatch.Variables);
        NativeCrash.StartAgain = reason =>
        {
            NativeCrash.PrintLine($"lto-par: note: {reason}; starting again with worker processes (--executor=process)");
            LinkerWatch.LeaveFolder();
            ScratchFolders.RemoveAllForGood();
            restart.Go();
        };
        return new Armed();
    }

    private sealed class Armed : IDisposable
    {
        public void Dispose() => NativeCrash.StartAgain = null;
    }
}
