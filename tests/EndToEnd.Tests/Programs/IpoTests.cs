using System.Text.Json;

namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>
/// --stage=ipo and "ipo": prefix and suffix together are lto&lt;Ox&gt; to the byte, in one step or in two, and cut programs do what the linker's
/// own do. opt is told the relocation model: its own default is another, and passes ask for it.
/// </summary>
[Collection(nameof(IpoCollection))]
public sealed class IpoTests(IpoProgram program) : IDisposable
{
    private const string Plain = "-O2";
    private const string Devirtualized = "-O2 -fwhole-program-vtables -fvisibility=hidden";
    private const string Eliminated = "-O2 -fwhole-program-vtables -fvirtual-function-elimination -fvisibility=hidden";
    private const string Profiled = "-O2 -fprofile-use";
    private const string Raw = "-O2 -Xclang -disable-llvm-passes";
    private const string Guarded = "-O2 -fsanitize=cfi -fvisibility=hidden";

    private static readonly string[] s_levels = ["O0", "O1", "O2", "O3", "Os", "Oz"];

    private readonly TempFolder _folder = new();

    public static TheoryData<string, string> Programs()
    {
        TheoryData<string, string> programs = [];
        // -Os: functions that are optsize have thresholds of their own, whatever the level says. Raw: coroutines are split in the link. Profiled:
        // calls through pointers are promoted to statics of other modules.
        foreach ((int number, string flags) in new[] { Plain, "-Os", Raw, Devirtualized, Eliminated, Profiled }.Index())
        {
            foreach ((int turn, string level) in s_levels.Index())
            {
                // In the short form each has two levels, and the plain one all.
                if (TestForm.IsFull || number == 0 || (number + turn) % 3 == 0)
                {
                    programs.Add(flags, level);
                }
            }
        }

        return programs;
    }

    public static TheoryData<string, string> Executions() => new()
    {
        { Plain, "O2" }, { "-O0", "O0" }, { Raw, "O1" }, { Profiled, "O3" }, { Devirtualized, "O1" }, { Devirtualized, "O2" }, { Eliminated, "O2" },
        { Guarded, "O0" }, { Guarded, "O1" }, { Guarded, "O2" }, { Guarded, "Oz" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("O2")]
    [FullData("O0")]
    [FullData("O1")]
    [FullData("O3")]
    [FullData("Os")]
    [FullData("Oz")]
    public void One_partition_of_lua_is_the_object_of_the_whole_pipeline(string level) =>
        CompareWithLto(Corpus.File("lua", "merged.bc"), level, "--partition=one");

    /// <summary>Not cut at all: a cut leaves out what nothing refers to, and lto&lt;O0&gt; keeps it.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_in_cxx_is_the_object_of_the_whole_pipeline(string flags, string level) => CompareWithLto(program.Merged(flags), level, "compile");

    /// <summary>The module between can be looked at, or given to another tool.</summary>
    [Theory]
    [InlineData("O1")]
    [InlineData("O2")]
    [InlineData("Oz")]
    public void A_prefix_with_its_function_passes_leaves_the_rest_of_the_pipeline(string level)
    {
        string merged = program.Merged(Plain);
        string between = _folder.File("between.bc");
        Tools.Check(Tools.LtoPar, "ipo", merged, $"-{level}", "-o", between);
        Assert.Equal(File.ReadAllBytes(Reference(merged, level, $"lto<{level}>")), File.ReadAllBytes(Compile(between, level, "compile", "post-ipo")));
    }

    /// <summary>lowertypetests needs the whole program, so it runs before the function passes, not after them. Nothing else differs.</summary>
    [Fact]
    public void Control_flow_integrity_is_lowered_before_the_cut()
    {
        string merged = program.Merged(Guarded);
        string prefix = Pipeline("prefix");
        int functions = prefix.LastIndexOf(",function<eager-inv>(", StringComparison.Ordinal);
        string expected = Reference(
            merged,
            "O2",
            $"{prefix[..functions]},lowertypetests,require<profile-summary>"
                + $"{prefix[functions..].Replace(",lowertypetests", "", StringComparison.Ordinal)},{Pipeline("suffix")}");
        Assert.NotEqual(File.ReadAllBytes(Reference(merged, "O2", "lto<O2>")), File.ReadAllBytes(expected));
        Assert.Equal(File.ReadAllBytes(expected), File.ReadAllBytes(Compile(merged, "O2", "compile")));
    }

    [Theory]
    [MemberData(nameof(Executions))]
    public void Cut_programs_do_what_the_linkers_do(string flags, string level)
    {
        foreach (string cut in new[] { "dfs", "max" })
        {
            program.DoesWhatTheReferenceDoes(flags, IpoProgram.Link(_folder, program.Merged(flags), ["--stage=ipo", $"-{level}", $"--partition={cut}"]));
        }
    }

    /// <summary>llvm.public.type.test, which the linker turns into llvm.type.test or true, is left in.</summary>
    [Theory]
    [InlineData("O0")]
    [InlineData("O1")]
    [InlineData("O2")]
    public void Type_tests_that_nobody_decided_do_no_harm(string level)
    {
        string merged = program.Undecided("-O2 -fwhole-program-vtables");
        Assert.Contains("llvm.public.type.test", Tools.Check(Tools.Llvm("llvm-dis"), merged, "-o", "-"), StringComparison.Ordinal);
        string linked = IpoProgram.Link(_folder, merged, ["--stage=ipo", $"-{level}", "--partition=max"]);
        Assert.Equal(Tools.Check(program.Reference(Plain)), Tools.Check(linked));
        CompareWithLto(merged, level, "compile");
    }

    [Theory]
    [InlineData("O2")]
    [FullData("Os")]
    public void One_step_two_steps_and_any_number_of_jobs_give_the_same_object(string level)
    {
        string merged = TestForm.IsFull ? Corpus.File("lua", "merged.bc") : program.Merged(Plain);
        string[] common = [$"-{level}", "--unique-id=x", TestForm.IsFull ? "--max-functions=60" : "--max-functions=3"];
        Tools.Check(Tools.LtoPar, [merged, "--stage=ipo", "-j1", .. common, "-o", _folder.File("j1.o"), "-save-temps=ipo"]);
        Tools.Check(Tools.LtoPar, [merged, "--stage=ipo", "-j4", .. common, "-o", _folder.File("j4.o")]);
        Tools.Check(Tools.LtoPar, "ipo", merged, $"-{level}", "--to=post-inline", "-o", _folder.File("post.bc"));
        Tools.Check(Tools.LtoPar, [_folder.File("post.bc"), "--stage=post-inline", "-j2", .. common, "-o", _folder.File("two.o")]);
        byte[] expected = File.ReadAllBytes(_folder.File("j1.o"));
        Assert.Equal(expected, File.ReadAllBytes(_folder.File("j4.o")));
        Assert.Equal(expected, File.ReadAllBytes(_folder.File("two.o")));
        Assert.Equal(File.ReadAllBytes(_folder.File("post.bc")), File.ReadAllBytes(_folder.File("j1.o.0.ipo.bc")));
    }

    [Fact]
    public void The_printed_commands_make_the_same_object()
    {
        string merged = program.Merged(Devirtualized);
        string script = PrintedCommands.MakeTheSameObject(
            _folder, [merged, "--stage=ipo", "-O3", "--partition=max", "-mcpu=native", "-o", "x.o"]);
        Assert.StartsWith("lto-par ipo ", script, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_is_that_of_the_optimised_module()
    {
        string merged = program.Merged(Plain);
        Tools.Check(Tools.LtoPar, "ipo", merged, "-O3", "--to=post-inline", "-o", _folder.File("post.bc"));
        string expected = Tools.Check(Tools.LtoPar, "dump-partitions", _folder.File("post.bc"), "--unique-id=x");
        Assert.Equal(expected, Tools.Check(Tools.LtoPar, "dump-partitions", merged, "--stage=ipo", "-O3", "--unique-id=x"));
        Assert.NotEqual(expected, Tools.Check(Tools.LtoPar, "dump-partitions", merged, "--unique-id=x"));
    }

    [Fact]
    public void Verify_compares_what_ipo_made()
    {
        foreach (string flags in new[] { Devirtualized, Guarded })
        {
            string said = Tools.Check(Tools.LtoPar, "verify", program.Merged(flags), "--stage=ipo", "--partition=max", "-O2");
            Assert.Contains("4 modes identical", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Its_steps_are_phases_of_the_run()
    {
        Tools.Check(Tools.LtoPar, program.Merged(Plain), "--stage=ipo", $"--stats-json={_folder.File("stats.json")}", "-o", _folder.File("x.o"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder.File("stats.json")));
        IEnumerable<string> names = [.. json.RootElement.GetProperty("phases").EnumerateArray().Select(p => p.GetProperty("name").GetString() ?? "")];
        Assert.Equal(["load", "open", "ipo read", "ipo", "ipo write", "ipo free", "read", "plan", "linkage", "compile", "combine"], names);
    }

    [Fact]
    public void The_default_output_and_pipes()
    {
        string merged = program.Merged(Plain);
        File.Copy(merged, _folder.File("merged.bc"));
        Tools.Check(Tools.LtoPar, "ipo", _folder.File("merged.bc"));
        Tools.Check("sh", "-c", $"'{Tools.LtoPar}' ipo - <'{merged}' >'{_folder.File("piped.bc")}'");
        Assert.Equal(File.ReadAllBytes(_folder.File("merged.ipo.bc")), File.ReadAllBytes(_folder.File("piped.bc")));
    }

    /// <summary>The inliner's threshold is the level's; what the user says counts more.</summary>
    [Fact]
    public void An_option_of_llvm_overrules_the_level()
    {
        string merged = Corpus.File("lua", "merged.bc");
        Tools.Check(Tools.LtoPar, "ipo", merged, "-Oz", "-o", _folder.File("small.bc"));
        Tools.Check(Tools.LtoPar, "ipo", merged, "-Oz", "-mllvm", "-inlinedefault-threshold=500", "-o", _folder.File("large.bc"));
        Assert.True(new FileInfo(_folder.File("large.bc")).Length > new FileInfo(_folder.File("small.bc")).Length * 1.2);
    }

    [Fact]
    public void A_fatal_error_leaves_a_reproducer_that_runs_the_prefix_alone()
    {
        File.WriteAllText(
            _folder.File("section.ll"),
            "target triple = \"x86_64-pc-linux-gnu\"\n@v = internal constant [2 x i32] [i32 1, i32 2], section \"mine\", !type !0\n"
            + "declare i1 @llvm.type.test(ptr, metadata)\n"
            + "define i1 @main(ptr %p) {\n  %t = call i1 @llvm.type.test(ptr %p, metadata !\"T\")\n  ret i1 %t\n}\ndefine ptr @get() {\n"
            + "  ret ptr @v\n}\n!0 = !{i64 0, !\"T\"}\n");
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("section.ll"), "-o", _folder.File("section.bc"));
        foreach ((string[] command, string next) in new (string[], string)[]
        {
            ([_folder.File("section.bc"), "--stage=ipo"], "post-inline"), (["ipo", _folder.File("section.bc")], "post-ipo"),
        })
        {
            Finished finished = Tools.Run(Tools.LtoPar, [.. command, "-O1", "-o", _folder.File("out")], null, [("TMPDIR", _folder.Path)]);
            Assert.Equal(1, finished.Status);
            Assert.StartsWith(
                $"lto-par: error: {_folder.File("section.bc")}: inter-procedural optimisation: LLVM gave up: A member of a type identifier",
                finished.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(_folder.File("out")));
            string script = finished.Error.Split("reproduce with ")[1].Trim();
            Assert.Contains($"lto-par ipo merged.bc -o ipo.bc --to={next} -O1", File.ReadAllText(script), StringComparison.Ordinal);
            Finished again = Tools.Run(
                script, [], null, [("PATH", Path.GetDirectoryName(Tools.LtoPar) + ":" + Environment.GetEnvironmentVariable("PATH")), ("TMPDIR", _folder.Path)]);
            Assert.Equal(1, again.Status);
            Assert.Contains("A member of a type identifier", again.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Invalid_ir_is_refused_before_a_pass_sees_it()
    {
        File.WriteAllText(_folder.File("invalid.ll"), "target triple = \"x86_64-pc-linux-gnu\"\ndefine void @f(ptr %p, i1 %b) {\n"
            + "  call void @llvm.memcpy.p0.p0.i64(ptr %p, ptr %p, i64 1, i1 %b)\n  ret void\n}\ndeclare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)\n");
        Tools.Check(Tools.Llvm("llvm-as"), "--disable-verify", _folder.File("invalid.ll"), "-o", _folder.File("invalid.bc"));
        Finished finished = Tools.Run(Tools.LtoPar, "ipo", _folder.File("invalid.bc"), "-o", _folder.File("out.bc"));
        Assert.Equal(1, finished.Status);
        Assert.Contains("the module is not valid IR: immarg", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Flipped_bits_are_an_error_or_fine()
    {
        byte[] good = File.ReadAllBytes(program.Merged(Devirtualized));
        int failed = 0;
#pragma warning disable CA5394 // the same bits every time
        Random random = new(13);
        for (int i = 0; i < 40; i++)
        {
            byte[] bad = [.. good];
            for (int flips = 1 + random.Next(3); flips > 0; flips--)
            {
                bad[random.Next(8, bad.Length)] ^= (byte)(1 << random.Next(8));
            }
#pragma warning restore CA5394
            File.WriteAllBytes(_folder.File("bad.bc"), bad);
            Finished finished = Tools.Run(Tools.LtoPar, ["ipo", _folder.File("bad.bc"), "-o", _folder.File("out.bc")], null, [("TMPDIR", _folder.Path)]);
            Assert.True(finished.Status is 0 or 1, $"case {i}: status {finished.Status}\n{finished.Error}");
            Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
            Assert.Equal(finished.Status == 0, File.Exists(_folder.File("out.bc")));
            failed += finished.Status;
            File.Delete(_folder.File("out.bc"));
        }

        Assert.True(failed > 5, "the flips did not break anything: the test tests nothing");
    }

    private void CompareWithLto(string merged, string level, string how)
    {
        byte[] expected = File.ReadAllBytes(Reference(merged, level, $"lto<{level}>"));
        Assert.Equal(expected, File.ReadAllBytes(Compile(merged, level, how)));
    }

    private string Reference(string merged, string level, string passes)
    {
        string bitcode = _folder.File("reference.bc");
        string output = _folder.File($"reference-{passes.Length}.o");
        Tools.Check(Tools.Llvm("opt"), "-relocation-model=pic", $"-passes={passes}", merged, "-o", bitcode);
        // llc's -O is the level of code generation; functions say by attributes whether size matters.
        Tools.Check(Tools.Llvm("llc"), level is "Os" or "Oz" ? "-O2" : $"-{level}", "-relocation-model=pic", "-filetype=obj", bitcode, "-o", output);
        return output;
    }

    /// <summary>Without sections for each symbol: llc gives them other names.</summary>
    private string Compile(string merged, string level, string how, string stage = "ipo")
    {
        string output = _folder.File("compiled.o");
        Tools.Check(Tools.LtoPar, how, merged, $"--stage={stage}", $"-{level}", "-fno-function-sections", "-fno-data-sections", "-o", output);
        return output;
    }

    private static string Pipeline(string part) => File.ReadAllText(Path.Combine(Tools.Root, $"scripts/pipelines/lto-O2-{part}.txt")).Trim();
}
