using System.Diagnostics;

namespace LtoPar.TestSupport;

/// <summary>Runs programs to their end. Each has a time to end in: a test that waits for ever says nothing.</summary>
public static class ProcessRunner
{
    /// <summary>More than any program of the tests takes; whole test suites take hours.</summary>
    private static readonly TimeSpan s_limit = TestForm.IsFull ? TimeSpan.FromHours(6) : TimeSpan.FromMinutes(30);

    /// <param name="input">Its standard input; null: it has the tests' own.</param>
    /// <param name="folder">The folder that it runs in; null: the tests' own.</param>
    /// <param name="environment">Variables besides the tests' own.</param>
    /// <exception cref="TimeoutException">It had not ended in time, and was killed.</exception>
    public static Finished Run(
        string program,
        IEnumerable<string> arguments,
        byte[]? input = null,
        string? folder = null,
        IEnumerable<(string Name, string Value)>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = input is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string name, string value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        string command = $"{program} {string.Join(' ', start.ArgumentList)}";
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"cannot run {program}");
        using MemoryStream output = new();
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task all = Task.WhenAll(Feed(process, input), process.StandardOutput.BaseStream.CopyToAsync(output), error, process.WaitForExitAsync());
        if (!all.Wait(s_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"has not ended within {s_limit}: {command}");
        }

        return new Finished(process.ExitCode, output.ToArray(), error.Result, command);
    }

    private static async Task Feed(Process process, byte[]? input)
    {
        if (input is null)
        {
            return;
        }

        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading all of it, and its status says whether that is an error.
        }
    }
}
