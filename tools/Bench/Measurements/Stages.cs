namespace LtoPar.Bench.Measurements;

/// <summary>The stages that are measured, and the names of the tools in them.</summary>
internal static class Stages
{
    /// <summary>The stages and their titles, in the order of the charts.</summary>
    public static IReadOnlyList<(string Stage, string Title)> All { get; } =
    [
        ("post-ipo", "Post-IPO stage"),
        ("codegen", "Code generation"),
        ("post-ipo-g", "Post-IPO stage, with debug information"),
        ("codegen-g", "Code generation, with debug information"),
        ("ipo", "Serial part of inter-procedural optimisation"),
        ("ipo-g", "Serial part of inter-procedural optimisation, with debug information"),
        ("link", "Whole links"),
        ("run", "Programs that were linked"),
    ];

    /// <summary>The tool that the others of a stage are compared with.</summary>
    public static string Base(string stage) => stage switch
    {
        "link" or "run" => "lld",
        "ipo" or "ipo-g" => "before",
        _ => "serial",
    };

    public static string Phrase(string stage) => stage switch
    {
        "link" => "the link",
        "run" => "the program that was linked",
        _ => $"{stage} stage",
    };

    /// <summary>The name of a tool that people read.</summary>
    public static string Label(string tool, string stage, int jobs) => tool switch
    {
        "lto-par" when Base(stage) == "before" => "lto-par",
        "before" => "lto-par, the build before",
        "lto-par" => $"lto-par -j {jobs}",
        "serial" => stage.StartsWith("codegen", StringComparison.Ordinal) ? "llc" : "opt + llc",
        "llvm-split" => $"llvm-split -j{jobs}",
        "lld-partitions" => $"lld, {jobs} partitions",
        "lld" => "lld, one partition",
        "thin" => $"ThinLTO, {jobs} jobs",
        "lto-par-lld" => "lto-par, lld",
        "lto-par-bfd" => "lto-par, GNU ld",
        "lto-par-gold" => "lto-par, gold",
        "lto-par-mold" => "lto-par, mold",
        "llvmgold" => "GNU ld + LLVMgold",
        "gcc" => $"GCC -flto={jobs}",
        _ => tool,
    };
}
