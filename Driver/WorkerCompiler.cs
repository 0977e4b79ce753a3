using LtoPar.Distribution.Running;

namespace LtoPar.Driver;

/// <summary>lto-par-cc is `lto-par compile` with the command line of a compiler, for distcc: its -c says nothing new.</summary>
internal static class WorkerCompiler
{
    /// <param name="calledAs">What the process was started as.</param>
    /// <returns>The arguments of lto-par that are meant; null: it was not called so.</returns>
    public static string[]? Arguments(string calledAs, string[] arguments) =>
        Path.GetFileName(calledAs) == DistccSite.Compiler ? ["compile", .. arguments.Where(a => a != "-c")] : null;

    /// <returns>What is wrong with compiling here; null: nothing is.</returns>
    public static string? Refusal =>
        Environment.GetEnvironmentVariable(DistccSite.RefusesVariable) is { Length: > 0 }
            ? $"distcc would compile on this machine and not on the host that it was given; is {DistccSite.Compiler} among the compilers of the host's distccd?"
            : null;
}
