using System.Diagnostics;
using System.Text;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.LinkerWrapper;

/// <summary>Runs the programs a wrapper is made of. Long command lines go through a response file, as the kernel bounds what it passes on.</summary>
internal static class ProgramRunner
{
    private const int MostCharacters = 100_000;

    /// <summary>The result of a program.</summary>
    /// <param name="Status">Exit status; 128 and the signal's number when a signal ended it.</param>
    public sealed record ProgramResult(int Status, string Output, string Error)
    {
        /// <summary>Says it all to our own standard output and standard error.</summary>
        public void Print()
        {
            Console.Out.Write(Output);
            Console.Out.Flush();
            Console.Error.Write(Error);
        }
    }

    /// <summary>Runs it with our own stdin, stdout and stderr.</summary>
    public static int Run(string program, IReadOnlyList<string> arguments, ScratchFolder scratch)
    {
        using Subprocess process = Subprocess.Start(new ProcessStartInfo(program, Fit(arguments, scratch)));
        process.Wait();
        return process.ExitCode;
    }

    /// <summary>Runs it in our place, or where that cannot be, as <see cref="Run"/> does.</summary>
    public static int RunLast(string program, IReadOnlyList<string> arguments, ScratchFolder scratch)
    {
        if (Fits(arguments))
        {
            scratch.Dispose();
            ProcessImage.Replace(program, arguments);
        }

        return Run(program, arguments, scratch);
    }

    /// <summary>Runs it and keeps what it says.</summary>
    public static ProgramResult Capture(string program, IReadOnlyList<string> arguments, ScratchFolder scratch)
    {
        using Subprocess process = Subprocess.Start(
            new ProcessStartInfo(program, Fit(arguments, scratch)) { RedirectStandardOutput = true, RedirectStandardError = true });
        (byte[] output, byte[] error) = process.Finish();
        return new ProgramResult(process.ExitCode, Encoding.UTF8.GetString(output), Encoding.UTF8.GetString(error));
    }

    private static IReadOnlyList<string> Fit(IReadOnlyList<string> arguments, ScratchFolder scratch)
    {
        if (Fits(arguments))
        {
            return arguments;
        }

        string file = Path.Combine(scratch.Path, $"arguments{Directory.GetFiles(scratch.Path, "arguments*").Length}.rsp");
        OutputFile.Guard(file, () => File.WriteAllLines(file, arguments.Select(Quote)));
        return [$"@{file}"];
    }

    private static bool Fits(IReadOnlyList<string> arguments) => arguments.Sum(a => a.Length + 1) < MostCharacters;

    /// <summary>Quotes a word for the response files of GNU and LLVM tools: a backslash takes the next character as it is.</summary>
    private static string Quote(string word) => word.Length == 0
        ? "\"\""
        : string.Concat(word.Select(c => char.IsWhiteSpace(c) || c is '\\' or '"' or '\'' ? $"\\{c}" : c.ToString()));
}
