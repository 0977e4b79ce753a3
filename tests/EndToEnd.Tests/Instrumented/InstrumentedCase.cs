namespace LtoPar.EndToEnd.Tests.Instrumented;

/// <summary>A program of tests/instrumented, built with flags whose effect must survive partitioning.</summary>
/// <param name="Name">Shown as the test's name, mostly the flag.</param>
/// <param name="Program">Folder of the sources below tests/instrumented.</param>
/// <param name="Flags">The flags of clang when it compiles and when it links, separated by spaces.</param>
internal sealed record InstrumentedCase(string Name, string Program, string Flags)
{
    /// <summary>Only for the compiler.</summary>
    public string CompileFlags { get; init; } = "";

    /// <summary>Only for the linker driver.</summary>
    public string LinkFlags { get; init; } = "";

    /// <summary>First arguments of the runs; each is a run. "none" is the clean run of programs that can go wrong.</summary>
    public string[] Runs { get; init; } = ["none"];

    /// <summary>The program's environment as "NAME=VALUE"; {dir} is the run's own folder.</summary>
    public string[] Environment { get; init; } = [];

    /// <summary>The text that the one-partition program must print, so that the comparison compares something.</summary>
    public string[] Expected { get; init; } = [];

    /// <summary>Sections whose size must be the one-partition program's.</summary>
    public string[] Sections { get; init; } = [];

    /// <summary>Lines on standard error count only if they contain one of these; empty: all count.</summary>
    public string[] ErrorLines { get; init; } = [];

    /// <summary>More to compare, from the finished program and the folder it ran in.</summary>
    public Func<string, string, string>? Report { get; init; }

    /// <summary>Also partitioned after the whole pipeline, for code generation alone.</summary>
    public bool Codegen { get; init; }

    /// <summary>llvm-dwarfdump --verify must pass on every object.</summary>
    public bool VerifyDebugInfo => Flags.Split(' ').Contains("-g") || CompileFlags.Split(' ').Contains("-g");
}
