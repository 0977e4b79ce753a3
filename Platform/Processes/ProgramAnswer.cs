using System.Diagnostics;

namespace LtoPar.Platform.Processes;

/// <summary>What a program made of its standard input.</summary>
/// <param name="Status">Its exit status; 128 and the signal's number when a signal ended it.</param>
/// <param name="IsLate">It had not ended in time, and was killed with what it had started.</param>
public sealed record ProgramAnswer(int Status, byte[] Output, byte[] Error, bool IsLate)
{
    /// <param name="input">Its standard input; null: an empty one.</param>
    /// <param name="limit">The longest that it may take; null: it may take for ever.</param>
    /// <param name="needless">Has it killed, with what it has started: nobody wants the answer any more.</param>
    /// <exception cref="LtoParException">It cannot be run.</exception>
    public static ProgramAnswer Get(ProcessStartInfo start, byte[]? input, TimeSpan? limit, CancellationToken needless = default)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Subprocess process = Subprocess.Start(start);
        int late = 0;
        using Timer? timer = limit is { } time
            ? new Timer(
                _ =>
                {
                    Volatile.Write(ref late, 1);
                    process.KillAll();
                },
                null, time, Timeout.InfiniteTimeSpan)
            : null;
        using CancellationTokenRegistration end = needless.Register(process.KillAll);
        Thread feeder = new(() => Feed(process, input ?? [])) { IsBackground = true };
        feeder.Start();
        (byte[] output, byte[] error) = process.Finish();
        feeder.Join();
        return new ProgramAnswer(process.ExitCode, output, error, Volatile.Read(ref late) != 0);
    }

    private static void Feed(Subprocess process, byte[] input)
    {
        try
        {
            process.Input.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended, or does not want it all: its status says whether that is an error.
        }
    }
}
