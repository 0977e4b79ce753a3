namespace LtoPar.EndToEnd.Tests.Instrumented;

/// <summary>C++ whose runtime behaviour hangs on symbols that the compiler makes up, and OpenMP.</summary>
public sealed class InstrumentedLanguage : InstrumentedTests
{
    private static readonly InstrumentedCase[] s_cases =
    [
        new("plain C++", "zoo", "-pthread") { CompileFlags = "-g", Codegen = true, Sections = [".init_array", ".tbss"], Expected = ["areas ", "counter 105"] },
        new("-fwhole-program-vtables", "zoo", "-pthread -fwhole-program-vtables")
        {
            CompileFlags = "-fvisibility=hidden",
            LinkFlags = "-Wl,--lto-whole-program-visibility",
            Codegen = true,
            Expected = ["counter 105"],
        },
        new("C++20 coroutines and modules", "cxx20", "-std=c++20") { CompileFlags = "-g", Codegen = true, Expected = ["caught no more\n1616 6 99987 14 40"] },
        new("-fopenmp", "openmp", "-fopenmp") { Codegen = true, Expected = ["14996000 610 4971 835468 7400 63 1072.0"] },
    ];

    public static TheoryData<string> Cases => Names(s_cases);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Does_as_one_partition_does(string name) => Compare(s_cases, name);
}
