using System.ComponentModel;
using System.Diagnostics;
using LtoPar.CallGraph;

namespace LtoPar.Backend;

/// <summary>Starting another program, and reading what it writes.</summary>
public static class Subprocess
{
    /// <exception cref="LtoParException">It cannot be run.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new LtoParException(start.FileName, "cannot be run");
        }
        catch (Win32Exception e)
        {
            throw new LtoParException(start.FileName, $"cannot be run: {e.Message}", e);
        }
    }

    /// <summary>
    /// Reads standard output and standard error to their ends, and waits for the program's. By a thread and not a task: the pool would start several, each
    /// with a stack and a piece of heap, for a program that mostly says nothing.
    /// </summary>
    public static (byte[] Output, byte[] Error) Finish(Process process)
    {
        using MemoryStream output = new();
        using MemoryStream error = new();
        Thread reader = new(() => process.StandardError.BaseStream.CopyTo(error));
        reader.Start();
        process.StandardOutput.BaseStream.CopyTo(output);
        reader.Join();
        process.WaitForExit();
        return (output.ToArray(), error.ToArray());
    }
}
