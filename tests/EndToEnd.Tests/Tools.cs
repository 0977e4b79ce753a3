using System.Diagnostics;
using LtoPar.TestSupport;

namespace LtoPar.EndToEnd.Tests;

/// <summary>The real tools. A test that needs one fails with its name when it is missing; no test passes by skipping.</summary>
internal static class Tools
{
    public static string Root => Repository.Root;

    /// <summary>The tool as users run it; scripts/test.sh builds it.</summary>
    public static string LtoPar => Existing(Path.Combine(Root, "out/bin/lto-par"), "run scripts/build.sh");

    /// <summary>lto-par by the linkers' names, for the compiler's -B.</summary>
    public static string LinkerFolder => Path.GetDirectoryName(Existing(Path.Combine(Root, "out/libexec/lto-par/ld.lld"), "run scripts/build.sh"))!;

    public static string Llvm(string tool) =>
        Existing(Path.Combine(Environment.GetEnvironmentVariable("LTO_PAR_LLVM_BIN") ?? "/usr/lib/llvm-22/bin", tool), "run scripts/setup.sh");

    public static Finished Run(string program, params string[] arguments) => Run(program, arguments, null, []);

    public static Finished Run(string program, IEnumerable<string> arguments, string? folder, IEnumerable<(string Name, string Value)> environment)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"cannot run {program}");
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Finished(process.ExitCode, output, error.Result, $"{program} {string.Join(' ', start.ArgumentList)}");
    }

    /// <summary>Runs and requires success.</summary>
    public static string Check(string program, params string[] arguments)
    {
        Finished finished = Run(program, arguments);
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}{finished.Output}");
        return finished.Output;
    }

    public static string Existing(string path, string advice) =>
        File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing; {advice}");
}
