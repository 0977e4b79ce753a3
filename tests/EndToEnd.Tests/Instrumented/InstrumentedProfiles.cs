namespace LtoPar.EndToEnd.Tests.Instrumented;

/// <summary>Counters and coverage: the data written and what is made of it.</summary>
public sealed class InstrumentedProfiles : InstrumentedTests
{
    private static readonly string[] s_counters = ["__llvm_prf_cnts", "__llvm_prf_data", "__llvm_prf_names"];

    private static readonly InstrumentedCase[] s_cases =
    [
        new("-fprofile-instr-generate -fcoverage-mapping", "zoo", "-pthread -fprofile-instr-generate -fcoverage-mapping")
        {
            CompileFlags = "-g",
            Environment = ["LLVM_PROFILE_FILE={dir}/raw"],
            Sections = [.. s_counters, "__llvm_covmap", "__llvm_covfun", "__llvm_prf_vnds"],
            Report = (program, folder) => Profile(folder) + Coverage(program, folder),
            Expected = ["Block counts:", "makeShape", "zoo.h", "|"],
            Codegen = true,
        },
        new("-fprofile-generate", "zoo", "-pthread -fprofile-generate -fprofile-update=atomic")
        {
            Environment = ["LLVM_PROFILE_FILE={dir}/raw"],
            Sections = [.. s_counters, "__llvm_prf_vnds"],
            Report = (_, folder) => Profile(folder),
            Expected = ["Indirect Target Results:", "dispatch.cpp;_ZL3addii"],
            Codegen = true,
        },
        new("-fprofile-instr-generate -fcoverage-mcdc", "plainc", "-fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc")
        {
            Environment = ["LLVM_PROFILE_FILE={dir}/raw"],
            Sections = [.. s_counters, "__llvm_prf_bits", "__llvm_covmap", "__llvm_covfun"],
            Report = (program, folder) => Profile(folder) + Coverage(program, folder, "--show-mcdc"),
            Expected = ["MC/DC"],
        },
    ];

    public static TheoryData<string> Cases => Names(s_cases);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Records_as_one_partition_does(string name) => Compare(s_cases, name);

    /// <summary>A partitioned program's profile guides a second build, which is partitioned too.</summary>
    [Fact]
    public void A_partitioned_programs_profile_serves_the_next_build()
    {
        using TempFolder folder = new();
        using InstrumentedProgram generating = new(s_cases.Single(c => c.Name == "-fprofile-generate"));
        string program = generating.Link(generating.Partition("max", "post-ipo", "--partition=max"));
        Finished finished = Tools.Run(program, [], folder.Path, [("LLVM_PROFILE_FILE", folder.File("raw"))]);
        Assert.True(finished.Status == 0, finished.Error);
        Profile(folder.Path);
        Compare(new("-fprofile-use", "zoo", $"-pthread -fprofile-use={folder.File("indexed")} -Werror=profile-instr-missing -Werror=profile-instr-out-of-date")
        {
            Expected = ["counter 105"],
            Codegen = true,
        });
    }

    /// <summary>Counters and values of every function; merging brings functions into an order of their own.</summary>
    private static string Profile(string folder)
    {
        string indexed = Path.Combine(folder, "indexed");
        Tools.Check(Tools.Llvm("llvm-profdata"), "merge", "-o", indexed, Path.Combine(folder, "raw"));
        string shown = Tools.Check(Tools.Llvm("llvm-profdata"), "show", "--all-functions", "--counts", "--ic-targets", "--memop-sizes", indexed);
        // Values are counted without locks, whatever -fprofile-update says: of calls that threads make at a time some are lost.
        return string.Join('\n', shown.Split('\n').Where(line => !line.Contains("threads.cpp;_ZL4work", StringComparison.Ordinal) || line.EndsWith(':')));
    }

    private static string Coverage(string program, string folder, params string[] options)
    {
        string profile = "--instr-profile=" + Path.Combine(folder, "indexed");
        return Tools.Check(Tools.Llvm("llvm-cov"), ["report", program, profile, "--show-functions", Path.Combine(Tools.Root, "tests/instrumented")])
            + Tools.Check(Tools.Llvm("llvm-cov"), ["show", program, profile, .. options]);
    }
}
