namespace LtoPar.EndToEnd.Tests.Instrumented;

/// <summary>Sanitizers: a clean run stays clean, and each fault is reported in the same words, at the same place, about the same variable.</summary>
public sealed class InstrumentedSanitizers : InstrumentedTests
{
    private static readonly InstrumentedCase[] s_cases =
    [
        new("-fsanitize=address", "faults", "-fsanitize=address -g")
        {
            CompileFlags = "-fno-omit-frame-pointer",
            Runs = ["none", "first", "second", "hidden", "greeting", "heap", "freed", "stack", "scope", "smash"],
            Environment = ["ASAN_OPTIONS=detect_odr_violation=2:strict_init_order=1:detect_leaks=0"],
            Sections = ["asan_globals", ".preinit_array", ".init_array"],
            Expected =
            [
                "none: ", "global variable 'firstTable'", "global variable 'secondTable'", "global variable 'hidden'", "global variable 'greeting'",
                "heap-buffer-overflow", "heap-use-after-free", "stack-buffer-overflow", "stack-use-after-scope",
            ],
        },
        new("-fsanitize=address, init order", "faults", "-fsanitize=address -g")
        {
            Environment = ["ASAN_OPTIONS=strict_init_order=1:check_initialization_order=1:detect_leaks=0", "TOO_EARLY=1"],
            Expected = ["initialization-order-fiasco", "global variable 'laterValue'"],
        },
        new("-fsanitize=address, C++", "zoo", "-fsanitize=address -pthread")
        {
            Environment = ["ASAN_OPTIONS=detect_odr_violation=2:strict_init_order=1:detect_leaks=0"],
            Sections = ["asan_globals", ".preinit_array", ".init_array"],
            Expected = ["counter 105"],
            Codegen = true,
        },
        new("-fsanitize=undefined,function", "faults", "-fsanitize=undefined,function,vptr -g")
        {
            Runs = ["none", "add", "multiply", "negate", "shift", "bool", "align", "bounds", "icall", "vcall", "downcast"],
            Environment = ["UBSAN_OPTIONS=print_stacktrace=1"],
            Expected =
            [
                "none: ", "signed integer overflow", "shift exponent 40", "negation of", "load of value 3", "misaligned address", "index 5 out of bounds",
                "through pointer to incorrect function type", "does not point to an object of type",
            ],
        },
        new("-fsanitize=thread", "faults", "-fsanitize=thread -g")
        {
            Runs = ["none", "race"],
            ErrorLines = ["SUMMARY", "Location is", "#0 increment"],
            Expected = ["none: ", "data race", "Location is global 'shared'"],
        },
        new("-fsanitize=memory", "plainc", "-fsanitize=memory -fsanitize-memory-track-origins -g")
        {
            Runs = ["none", "undefined"],
            Expected = ["none: ", "use-of-uninitialized-value", "undefinedSum"],
        },
        new("-ftrapv", "faults", "-ftrapv")
        {
            Runs = ["none", "add", "multiply", "negate"], Expected = ["run add: status 132", "run negate: status 132"], Codegen = true,
        },
    ];

    public static TheoryData<string> Cases => Names(s_cases);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reports_as_one_partition_does(string name) => Compare(s_cases, name);
}
