namespace LtoPar.EndToEnd.Tests;

/// <summary>The real tools. A test that needs one fails with its name when it is missing; no test passes by skipping.</summary>
internal static class Tools
{
    public static string Root => Repository.Root;

    /// <summary>The tool as users run it; scripts/test.sh builds it.</summary>
    public static string LtoPar => Repository.Existing(Path.Combine(Root, "out/bin/lto-par"), "run scripts/build.sh");

    /// <summary>A distributor: "local", "command", "reapi".</summary>
    public static string Distributor(string kind) => Repository.Existing(Path.Combine(Root, $"out/bin/lto-par-distribute-{kind}"), "run scripts/build.sh");

    /// <summary>lto-par by the linkers' names, for the compiler's -B.</summary>
    public static string LinkerFolder => Path.GetDirectoryName(Repository.Existing(Path.Combine(Root, "out/libexec/lto-par/ld.lld"), "run scripts/build.sh"))!;

    public static string Llvm(string tool) => LlvmTools.PathOf(tool);

    /// <summary>The SHA-256 of a file, in hexadecimal.</summary>
    public static string HashOf(string file) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));

    public static Finished Run(string program, params string[] arguments) => ProcessRunner.Run(program, arguments);

    public static Finished Run(string program, IEnumerable<string> arguments, string? folder, IEnumerable<(string Name, string Value)> environment) =>
        ProcessRunner.Run(program, arguments, null, folder, environment);

    /// <summary>Runs and requires success.</summary>
    public static string Check(string program, params string[] arguments)
    {
        Finished finished = Run(program, arguments);
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}{finished.Output}");
        return finished.Output;
    }
}
