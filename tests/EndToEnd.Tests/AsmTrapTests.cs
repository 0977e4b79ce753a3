using LtoPar.EndToEnd.Tests.Traps;

namespace LtoPar.EndToEnd.Tests;

/// <summary>
/// Programs with assembly (tests/traps/asm_*): each is cut as the other traps are (TrapTests), in both stages, linked, run, and must print what it
/// prints uncut. And what assembly does not touch must be free to go elsewhere.
/// </summary>
public sealed class AsmTrapTests
{
    private static readonly string[] s_cuts = [.. TrapTests.Counts.Select(c => $"{c}"), "max"];

    public static TheoryData<string, string, string> Cases()
    {
        TheoryData<string, string, string> cases = [];
        foreach (string stage in new[] { "post-ipo", "codegen" })
        {
            cases.Add(stage, "asm_words.c", "15 71 98\n");
            cases.Add(stage, "asm_pasted.c", "6 10 30 33 101 101\n");
            cases.Add(stage, "asm_labels.c", "42 43 7 7 9 11 12\n");
            cases.Add(stage, "asm_directives.c", "4 8 6 1 1 3 1 3 1 3 10 6 12 23\n");
            cases.Add(stage, "asm_inline.c", "1 2 3 4 5 6 7\n");
            cases.Add(stage, "asm_unassembled.c", "5 7 9\n");
            cases.Add(stage, "asm_merged_a.c+asm_merged_b.c", "1 12 3\n");
            cases.Add(stage, "asm_difference.ll", "ok\n");
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Behaves_as_one_partition_does_at_every_cut(string stage, string trap, string expected)
    {
        using TempFolder folder = new();
        string bitcode = Compile(trap, folder);
        foreach (string cut in s_cuts)
        {
            string[] options = cut == "max" ? ["--partition=max"] : ["--max-functions=1", $"--partitions={cut}"];
            string combined = folder.File($"cut{cut}.o");
            Tools.Check(Tools.LtoPar, [bitcode, "-o", combined, $"--stage={stage}", "-j2", "-fPIC", .. options]);
            string program = folder.File($"cut{cut}");
            Tools.Check("c++", "-o", program, combined);
            Finished finished = Tools.Run(program);
            Assert.True((0, expected) == (finished.Status, finished.Output), $"{trap} at {cut}: status {finished.Status}, output '{finished.Output}'");
        }
    }

    [Fact]
    public void Statics_that_only_look_like_names_in_asm_are_free()
    {
        using TempFolder folder = new();
        string plan = Dump("asm_words.c", folder);
        Assert.DoesNotContain("together", plan, StringComparison.Ordinal);
        string[] names = ["add", "mov", "ret", "rax", "data", "text", "comment_only", "quoted_only"];
        Assert.Equal(names.Length, names.Select(n => PartitionOf(plan, n)).Distinct().Count());
    }

    [Theory]
    [InlineData("asm_labels.c", "together c1 <module asm>: c1 uses local_code, which asm defines locally")]
    [InlineData("asm_labels.c", "together d2 <module asm>: inline asm of d2 names local_data, which asm defines")]
    [InlineData("asm_directives.c", "together versioned <module asm>: asm uses versioned")]
    [InlineData("asm_directives.c", "together u4 <module asm>: u4 uses nowhere, which asm gives an attribute")]
    [InlineData("asm_pasted.c", "together f5 <module asm>: inline asm of f5 names ADDRESS, a macro of asm")]
    [InlineData("asm_pasted.c", "together inline_target f5: inline asm of f5 names inline_target")]
    [InlineData("asm_unassembled.c", "note: the module's asm cannot be assembled alone (")]
    [InlineData("asm_difference.ll", "together distance <module asm>: distance uses asm_end, which asm defines")]
    public void The_plan_says_what_asm_holds(string trap, string line)
    {
        using TempFolder folder = new();
        Assert.Contains(line, Dump(trap, folder), StringComparison.Ordinal);
    }

    [Fact]
    public void What_uses_a_global_label_of_asm_is_free()
    {
        using TempFolder folder = new();
        string plan = Dump("asm_labels.c", folder);
        Assert.NotEqual(PartitionOf(plan, "g1"), PartitionOf(plan, "g2"));
    }

    private static string Dump(string trap, TempFolder folder) => Tools.Check(Tools.LtoPar, "dump-partitions", Compile(trap, folder), "--partition=max");

    private static string PartitionOf(string plan, string function)
    {
        string line = plan.Split('\n').Single(l => l.StartsWith($"  function {function} @@ ", StringComparison.Ordinal));
        return line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
    }

    private static string Compile(string trap, TempFolder folder)
    {
        List<string> modules = [];
        foreach (string source in trap.Split('+'))
        {
            string path = Path.Combine(Tools.Root, "tests/traps", source);
            if (source.EndsWith(".ll", StringComparison.Ordinal))
            {
                modules.Add(path);
                continue;
            }

            // The input is text: writing bitcode assembles its asm, and not all of these can be.
            modules.Add(folder.File(source + ".ll"));
            Tools.Check(Tools.Llvm("clang"), "-O2", "-fPIC", "-S", "-emit-llvm", path, "-o", modules[^1]);
        }

        string bitcode = folder.File("input.bc");
        Tools.Check(Tools.Llvm("llvm-link"), [.. modules, "-o", bitcode]);
        return bitcode;
    }
}
