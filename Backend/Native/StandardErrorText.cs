using System.Text;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend.Native;

/// <summary>
/// What LLVM says on the process's standard error and nowhere else: names of processors that it does not know, what its verifier finds when it
/// reads a module. Only while no other thread has anything to say, since the whole process is redirected.
/// </summary>
internal static class StandardErrorText
{
    /// <returns>What was written meanwhile, empty as a rule.</returns>
    public static string Listen(Action action)
    {
        int saved = Posix.Duplicate(2);
        int memory = Posix.CreateMemoryFile("lto-par-stderr", 0);
        if (saved < 0 || memory < 0)
        {
            throw new InvalidOperationException("cannot redirect stderr to hear what LLVM says");
        }

        _ = Posix.DuplicateTo(memory, 2);
        NativeCrash.StandardError = saved;
        try
        {
            action();
        }
        finally
        {
            NativeCrash.StandardError = 2;
            _ = Posix.DuplicateTo(saved, 2);
            _ = Posix.Close(saved);
        }

        using FileStream stream = new(new Microsoft.Win32.SafeHandles.SafeFileHandle(memory, ownsHandle: true), FileAccess.Read);
        stream.Position = 0;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
