namespace LtoPar.EndToEnd.Tests;

/// <summary>
/// Inputs on which partitioners go wrong (tests/traps, from what peers do): each is cut as finely as it can be, at every partition count from 1
/// to 8 and with every group apart, linked, run, and must do what one partition does.
/// </summary>
public abstract class TrapTests(string stage)
{
    private static readonly string[] s_cuts = ["1", "2", "3", "4", "5", "6", "7", "8", "max"];

    public static TheoryData<string> Cases()
    {
        TheoryData<string> cases = [];
        foreach (string trap in new[]
        {
            "ctor_comdat_key.ll", "ctor_comdat_key.cpp", "dotL.ll", "symdiff.ll", "reltab.ll", "used_retain.ll", "asmset.ll", "dup.ll", "asm_local.c", "asm_macro.c",
            "asm_refs_static.c", "clash_a.c", "funnel.ll", "ifunc.ll", "blockaddress.ll", "associated.ll", "tls_alias.ll", "odd_names.ll", "linkages.ll", "asm_inline_static.c",
            "structors_lld.ll", "odd_constants.ll", "section_order.ll",
        })
        {
            cases.Add(trap);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Behaves_as_one_partition_does_at_every_cut(string trap)
    {
        using TempFolder folder = new();
        string bitcode = Compile(trap, folder);
        foreach (string cut in s_cuts)
        {
            string[] options = cut == "max" ? ["--partition=max"] : ["--max-functions=1", $"--partitions={cut}"];
            string combined = folder.File($"cut{cut}.o");
            Tools.Check(Tools.LtoPar, [bitcode, "-o", combined, $"--stage={stage}", "-j2", "-fPIC", .. options]);
            string program = folder.File($"cut{cut}");
            Tools.Check("c++", ["-o", program, combined, .. LinkArguments(trap, folder)]);
            (int status, string output) = Expected(trap);
            Finished finished = Tools.Run(program);
            Assert.True((status, output) == (finished.Status, finished.Output), $"{trap} at {cut}: status {finished.Status}, output '{finished.Output}'");
            CheckSections(trap, program, cut);
        }
    }

    private static string Compile(string trap, TempFolder folder)
    {
        string source = Path.Combine(Tools.Root, "tests/traps", trap);
        string bitcode = folder.File("input.bc");
        switch (Path.GetExtension(trap))
        {
            case ".ll":
                Tools.Check(Tools.Llvm("llvm-as"), source, "-o", bitcode);
                break;
            case ".cpp":
                Tools.Check(Tools.Llvm("clang++"), "-O2", "-fPIC", "-flto", "-c", source, "-o", bitcode);
                break;
            default:
                Tools.Check(Tools.Llvm("clang"), "-O2", "-fPIC", "-flto", "-c", source, "-o", bitcode);
                break;
        }

        return bitcode;
    }

    private static string[] LinkArguments(string trap, TempFolder folder)
    {
        string main = folder.File("main.c");
        switch (trap)
        {
            case "clash_a.c":
                return [Path.Combine(Tools.Root, "tests/traps/clash_native.c") is var native ? CompileNative(native, folder) : ""];
            case "funnel.ll":
                File.WriteAllText(main, "extern void *g1(void); extern int f1(void); int main(void) { return ((int (**)(void))g1())[0]() == 1 ? 0 : 1; }\n");
                return [CompileNative(main, folder)];
            case "ifunc.ll":
                File.WriteAllText(main, "int u0(void),u1(void),u2(void),u3(void); int main(void) { return u0() == 0 && u1() == 1 && u2() == 2 && u3() == 3 ? 0 : 1; }\n");
                return [CompileNative(main, folder)];
            case "structors_lld.ll":
                return [$"-B{Path.GetDirectoryName(Tools.Llvm("ld.lld"))}", "-fuse-ld=lld"];
            case "used_retain.ll" or "associated.ll":
                return [$"-B{Path.GetDirectoryName(Tools.Llvm("ld.lld"))}", "-fuse-ld=lld", "-Wl,--gc-sections"];
            default:
                return [];
        }
    }

    private static string CompileNative(string source, TempFolder folder)
    {
        string native = folder.File("native.o");
        Tools.Check("cc", "-O1", "-fPIC", "-c", source, "-o", native);
        return native;
    }

    private static (int Status, string Output) Expected(string trap) => trap switch
    {
        "ctor_comdat_key.ll" => (7, ""),
        "structors_lld.ll" => (0, "done\n"),
        "ctor_comdat_key.cpp" => (0, "n=715\n"),
        "asm_local.c" => (0, "43 42 41\n"),
        "asm_refs_static.c" => (0, "6 5 4\n"),
        "clash_a.c" => (0, "4 6 8 101\n"),
        _ => (0, ""),
    };

    private static void CheckSections(string trap, string program, string cut)
    {
        if (trap is not ("used_retain.ll" or "associated.ll"))
        {
            return;
        }

        string sections = Tools.Check(Tools.Llvm("llvm-readelf"), "-S", program);
        (string name, int expected) = trap == "used_retain.ll" ? ("mysec", 3) : ("meta", 2);
        int found = sections.Split('\n').Count(line => line.Contains(" " + name, StringComparison.Ordinal));
        Assert.True(found == expected, $"{trap} at {cut}: --gc-sections kept {found} of {expected}\n{sections}");
    }
}
