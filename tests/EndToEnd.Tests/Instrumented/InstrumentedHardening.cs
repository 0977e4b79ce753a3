namespace LtoPar.EndToEnd.Tests.Instrumented;

/// <summary>Control-flow integrity and other checks that end the program, and code that others patch or are told about.</summary>
public sealed class InstrumentedHardening : InstrumentedTests
{
    private static readonly string[] s_illegalCalls = ["none", "icall", "vcall", "sibling", "downcast", "unrelated", "member"];

    private static readonly InstrumentedCase[] s_cases =
    [
        new("-fsanitize=cfi", "faults", "-fsanitize=cfi -fvisibility=hidden")
        {
            Runs = s_illegalCalls,
            Expected = ["none: ", "run icall: status 132", "run vcall: status 132"],
            Codegen = true,
        },
        new("-fsanitize=cfi, diagnosed", "faults", "-fsanitize=cfi -fvisibility=hidden -fno-sanitize-trap=cfi -fsanitize-recover=cfi -g")
        {
            Runs = s_illegalCalls,
            Environment = ["UBSAN_OPTIONS=print_stacktrace=1"],
            Expected = ["none: ", "control flow integrity check for type 'int (int)' failed during indirect function call"],
        },
        new("-fsanitize=cfi, C++", "zoo", "-fsanitize=cfi -fvisibility=hidden -pthread -fwhole-program-vtables") { Expected = ["counter 105"], Codegen = true },
        new("-fsanitize=cfi-icall, C", "plainc", "-fsanitize=cfi-icall -fvisibility=hidden") { Runs = ["none", "icall"], Expected = ["run icall: status 132"] },
        new("-fsanitize=kcfi", "plainc", "-fsanitize=kcfi") { Runs = ["none", "icall"], Expected = ["run icall: status 132"], Sections = [".kcfi_traps"] },
        new("-fsanitize=safe-stack", "plainc", "-fsanitize=safe-stack"),
        new("-fstack-protector-all", "faults", "-fstack-protector-all")
        {
            Runs = ["none", "smash"], Expected = ["run smash: status 134", "stack smashing detected"], Codegen = true,
        },
        new(
            "-fstack-protector-strong and more", "faults",
            "-fstack-protector-strong -fcf-protection=full -fstack-clash-protection -D_FORTIFY_SOURCE=2 -ftrivial-auto-var-init=pattern")
        {
            Runs = ["none", "smash"],
            Expected = ["run smash: status 134", "x86 feature: IBT, SHSTK"],
            Report = (program, _) => Tools.Check(Tools.Llvm("llvm-readelf"), "-n", Path.ChangeExtension(program, ".obj"))
                .Split('\n')
                .First(line => line.Contains("x86 feature:", StringComparison.Ordinal)),
        },
        new("-fxray-instrument", "zoo", "-fxray-instrument -fxray-instruction-threshold=1 -pthread")
        {
            Environment =
            [
                "XRAY_OPTIONS=patch_premain=true xray_mode=xray-basic xray_logfile_base={dir}/log verbosity=0",
                "XRAY_BASIC_OPTIONS=func_duration_threshold_us=0",
            ],
            Sections = ["xray_instr_map", "xray_fn_idx"],
            Report = XRay.Report,
            Expected = ["fold(int", "counter 105"],
            Codegen = true,
        },
        new("-fsanitize-coverage", "zoo", "-fsanitize-coverage=inline-8bit-counters,pc-table,trace-pc-guard,trace-cmp -fsanitize=address -pthread")
        {
            Environment = ["ASAN_OPTIONS=detect_leaks=0:coverage=0"],
            Sections = ["__sancov_guards", "__sancov_cntrs", "__sancov_pcs"],
            Expected = ["counter 105"],
        },
        new("-fpseudo-probe-for-profiling", "zoo", "-pthread -fpseudo-probe-for-profiling -g") { Expected = ["counter 105"] },
        new("-fpatchable-function-entry", "plainc", "-fpatchable-function-entry=4,2") { Sections = ["__patchable_function_entries"] },
    ];

    public static TheoryData<string> Cases => Names(s_cases);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Checks_as_one_partition_does(string name) => Compare(s_cases, name);
}
