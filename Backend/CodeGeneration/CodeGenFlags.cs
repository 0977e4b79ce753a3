using System.Collections.Frozen;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>
/// The effect of each option behind -mllvm that LLVM's passes do not read for themselves. There are three kinds: those that tools copy into TargetOptions
/// and MCTargetOptions (llvm::codegen and llvm::mc, which clang, LLVMgold and ld.lld rely on in LTO), those of llvm::lto, and those that decide
/// which passes a pipeline is built from. The C API does not read them, so without this table they would be taken and do nothing.
/// docs/codegen-options.md shows the same table, and a test holds the two and LLVM's own list together.
/// </summary>
public static class CodeGenFlags
{
    private const string InModules = "LLVM's LTO does nothing with it either; it is an attribute of functions, so compile with ";

    private static readonly string[] s_options = ["addrsig", "code-model", "data-sections", "function-sections", "mattr", "mcpu", "relocation-model"];

    private static readonly string[] s_codeGenerator =
    [
        // llvm::codegen
        "align-loops", "basic-block-address-map", "basic-block-sections", "call-graph-section", "debug-entry-values", "debugger-tune",
        "emit-call-site-info", "emulated-tls", "enable-jmc-instrument", "enable-no-infs-fp-math", "enable-no-nans-fp-math",
        "enable-no-signed-zeros-fp-math", "enable-no-trapping-fp-math", "enable-sign-dependent-rounding-fp-math", "enable-tlsdesc", "exception-model",
        "float-abi", "force-dwarf-frame-section", "fp-contract", "meabi", "nozero-initialized-in-bss", "partition-static-data-sections",
        "separate-named-sections", "split-machine-functions", "stack-size-section", "stack-symbol-ordering", "strict-dwarf", "swift-async-fp",
        "tailcallopt", "thread-model", "tls-size", "unique-basic-block-section-names", "unique-section-names", "vector-library",
        "xray-function-index",

        // llvm::mc
        "crel", "dwarf-version", "dwarf64", "emit-compact-unwind-non-canonical", "emit-dwarf-unwind", "fatal-warnings", "fdpic", "gsframe",
        "implicit-mapsyms", "incremental-linker-compatible", "mc-relax-all", "no-deprecated-warn", "no-type-check", "no-warn", "save-temp-labels",
        "target-abi", "x86-relax-relocations", "x86-sse2avx",
    ];

    private static readonly (string Name, string Note)[] s_ignored =
    [
        ("debug-pass-manager", "passes are not printed"),
        ("lto-discard-value-names", "names of local values are never kept"),
        ("lto-pass-remarks-filter", "give -pass-remarks-output to lto-par itself, which this is behind -plugin-opt"),
        ("lto-pass-remarks-format", "remarks are written as YAML"),
        ("lto-pass-remarks-hotness-threshold", "give -pass-remarks-output to lto-par itself, which this is behind -plugin-opt"),
        ("lto-pass-remarks-output", "give -pass-remarks-output to lto-par itself, which this is behind -plugin-opt"),
        ("lto-pass-remarks-with-hotness", "give -pass-remarks-output to lto-par itself, which this is behind -plugin-opt"),
        ("lto-stats-file", "no statistics of LLVM are written; see --stats-json"),
        ("pass-remarks", "give -Rpass to lto-par itself, which this is behind -plugin-opt"),
        ("pass-remarks-analysis", "give -Rpass to lto-par itself, which this is behind -plugin-opt"),
        ("pass-remarks-missed", "give -Rpass to lto-par itself, which this is behind -plugin-opt"),
        ("print-pipeline-passes", "passes are not printed"),
        ("stats", "no statistics of LLVM are printed; see --print-stats"),
        ("stats-json", "no statistics of LLVM are printed; see --print-stats"),
        ("time-passes", "times of passes are not printed; see --print-stats"),
        ("time-passes-per-run", "times of passes are not printed; see --print-stats"),
    ];

    private static readonly (string Name, string Note)[] s_refused =
    [
        ("O", "give the level to lto-par itself, as -O3, or --codegen-opt-level=3 for code generation alone"),
        ("as-secure-log-file", "lto-par writes no log of the assembler's"),
        ("cs-profile-generate", "lto-par does no context-sensitive instrumentation"),
        ("cs-profile-path", "lto-par reads no context-sensitive profiles"),
        ("denormal-fp-math", InModules + "-fdenormal-fp-math="),
        ("denormal-fp-math-f32", InModules + "-fdenormal-fp-math-f32="),
        ("disable-llvm-verifier", "give --no-verify to lto-par itself"),
        ("disable-tail-calls", InModules + "-fno-optimize-sibling-calls"),
        ("filetype", "lto-par writes objects"),
        ("frame-pointer", InModules + "-fno-omit-frame-pointer"),
        ("ignore-xcoff-visibility", "it is for AIX"),
        ("large-data-threshold", "compile with -mlarge-data-threshold=, which the modules say"),
        ("lto-aix-system-assembler", "it is for AIX"),
        ("lto-embed-bitcode", "lto-par embeds no bitcode in objects"),
        ("lto-freestanding", "compile with -ffreestanding or -fno-builtin"),
        ("march", "the modules' triple says what they were compiled for"),
        ("mxcoff-roptr", "it is for AIX"),
        ("no-integrated-as", "lto-par runs no assembler"),
        ("stackrealign", InModules + "-mstackrealign"),
        ("trap-func", InModules + "-ftrap-function="),
        ("use-ctors", "constructors are in .init_array, which all linkers run"),
        ("vec-extabi", "it is for AIX"),
        ("xcoff-traceback-table", "it is for AIX"),
    ];

    private static readonly string[] s_thinLto =
    [
        "disable-thinlto-funcattrs", "legacy-thinlto-cache-dir", "legacy-thinlto-cache-entry-expiration", "legacy-thinlto-cache-max-size-bytes",
        "legacy-thinlto-cache-max-size-files", "legacy-thinlto-cache-pruning-interval", "thinlto-assume-merged", "thinlto-move-ctxprof-trees",
        "thinlto-move-symbols", "thinlto-workload-def", "codegen-data-thinlto-two-rounds",
    ];

    /// <summary>Read where LLVM builds a pipeline; lto-par's are texts (<see cref="Pipelines"/>).</summary>
    private static readonly string[] s_pipeline =
    [
        "attributor-enable", "eagerly-invalidate-analyses", "enable-chr", "enable-constraint-elimination", "enable-devirtualize-speculatively",
        "enable-dfa-jump-thread", "enable-global-analyses", "enable-gvn-hoist", "enable-gvn-sink", "enable-jump-table-to-switch",
        "enable-loop-flatten", "enable-loop-versioning-licm", "enable-loop-header-duplication", "enable-loopinterchange", "enable-matrix",
        "enable-memprof-context-disambiguation", "enable-merge-functions", "enable-ml-inliner", "enable-module-inliner", "enable-newgvn",
        "enable-npm-pgo-inline-deferral", "enable-partial-inlining", "enable-post-pgo-loop-rotation", "enable-sampled-instrumentation",
        "enable-unroll-and-jam", "extra-vectorizer-passes", "flattened-profile-used", "hot-cold-split", "instrument-cold-function-only-path",
        "ir-outliner", "mandatory-inlining-first",
    ];

    private static readonly FrozenDictionary<string, CodeGenFlag> s_flags = Build().ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>All of them, by name.</summary>
    public static IEnumerable<CodeGenFlag> All => s_flags.Values.OrderBy(f => f.Name, StringComparer.Ordinal);

    /// <summary>Null: passes read it, or LLVM does not know it.</summary>
    /// <param name="argument">The argument as given behind -mllvm: "-name", "--name", either with "=value".</param>
    public static CodeGenFlag? Find(string argument)
    {
        string name = NameOf(argument);
        return s_flags.GetValueOrDefault(name) ?? (name is ['O', >= '0' and <= '9' or 's' or 'z'] ? s_flags["O"] : null);
    }

    /// <summary>Whether libLTO is to generate code for its sake; tuning for gdb is what LLVM does anyway.</summary>
    internal static bool IsForCodeGenerator(string argument) =>
        Find(argument)?.Effect == FlagEffect.CodeGenerator && argument.TrimStart('-') != "debugger-tune=gdb";

    internal static string NameOf(string argument) => argument.TrimStart('-').Split('=', 2)[0];

    private static IEnumerable<CodeGenFlag> Build() =>
    [
        .. s_options.Select(name => new CodeGenFlag(name, FlagEffect.Option, "")),
        .. s_codeGenerator.Select(name => new CodeGenFlag(name, FlagEffect.CodeGenerator, "")),
        .. s_ignored.Select(f => new CodeGenFlag(f.Name, FlagEffect.Ignored, f.Note)),
        .. s_refused.Select(f => new CodeGenFlag(f.Name, FlagEffect.Refused, f.Note)),
        .. s_thinLto.Select(name => new CodeGenFlag(name, FlagEffect.Refused, "lto-par does full LTO")),
        .. s_pipeline.Select(name => new CodeGenFlag(name, FlagEffect.Refused, "it makes LLVM build another pipeline, and lto-par's is fixed")),
    ];
}
