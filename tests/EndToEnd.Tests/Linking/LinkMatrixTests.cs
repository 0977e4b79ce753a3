using System.Collections.Concurrent;
using LtoPar.EndToEnd.Tests.Programs;

namespace LtoPar.EndToEnd.Tests.Linking;

/// <summary>
/// Whole links of real programs with lto-par behind each linker: the program does what the one-partition program of LLVM's own LTO does.
/// LTO_PAR_TEST_FULL=1 runs every combination; without it, linkers, levels and outputs take turns.
/// </summary>
public sealed class LinkMatrixTests
{
    private static readonly string[] s_linkers = ["bfd", "gold", "mold", "lld"];
    private static readonly string[] s_programs = ["lua", "ninja", "sqlite", "zstd"];
    private static readonly string[] s_levels = ["O2", "O3", "Os"];

    private static readonly string[] s_outputs = ["pie", "static", "shared"];

    /// <summary>Each linker, level and output, with few objects to compile. zstd takes long; ProgramWorkTests links it.</summary>
    private static readonly (string, string, string, string)[] s_turns =
    [
        ("lua", "bfd", "O3", "static"), ("lua", "gold", "Os", "shared"), ("lua", "lld", "Os", "shared"), ("ninja", "mold", "O2", "static"),
        ("ninja", "lld", "O2", "pie"), ("lua", "gold", "O2", "static"),
    ];

    private static readonly ConcurrentDictionary<string, Lazy<string>> s_objects = new();

    public static TheoryData<string, string, string, string> Combinations()
    {
        TheoryData<string, string, string, string> combinations = [];
        foreach (string program in s_programs)
        {
            foreach (string linker in s_linkers)
            {
                foreach (string level in s_levels)
                {
                    // ninja has no library in it.
                    foreach (string output in s_outputs.Where(o => program != "ninja" || o != "shared"))
                    {
                        if (TestForm.IsFull || s_turns.Contains((program, linker, level, output)))
                        {
                            combinations.Add(program, linker, level, output);
                        }
                    }
                }
            }
        }

        return combinations;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Does_the_same_work(string program, string linker, string level, string output)
    {
        using TempFolder folder = new();
        string linked = output == "shared" ? LinkShared(folder, program, linker, level) : Link(folder, program, linker, level, output);
        ProgramWork.AssertSame(program, linked);
        // All of it went through lto-par: promoted names are in every program of more than one partition.
        if (program != "lua" || output != "shared")
        {
            string symbols = Tools.Check(Tools.Llvm("llvm-nm"), linked)
                + (output == "shared" ? Tools.Check(Tools.Llvm("llvm-nm"), folder.File("libparts.so")) : "");
            Assert.Contains(".lto_par.", symbols, StringComparison.Ordinal);
        }
    }

    private static string Link(TempFolder folder, string program, string linker, string level, string output)
    {
        string objects = Objects(program, $"{level}-lto");
        string linked = folder.File("program");
        Compile(program, linker, level, objects, [output == "pie" ? "-pie" : "-static", $"@{objects}/obj.list", .. Libraries(objects), "-o", linked]);
        return linked;
    }

    /// <summary>The program's main part linked to all the rest as a shared library.</summary>
    private static string LinkShared(TempFolder folder, string program, string linker, string level)
    {
        string objects = Objects(program, $"{level}-lto-pic");
        string[] list = File.ReadAllLines(Path.Combine(objects, "obj.list"));
        string[] main = [.. list.Where(o => IsMainPart(program, o))];
        string library = folder.File("libparts.so");
        Compile(program, linker, level, objects, ["-shared", "-fPIC", .. list.Except(main), .. Libraries(objects), "-o", library]);
        string linked = folder.File("program");
        Compile(program, linker, level, objects, ["-pie", "-rdynamic", .. main, library, $"-Wl,-rpath,{folder.Path}", .. Libraries(objects), "-o", linked]);
        return linked;
    }

    private static bool IsMainPart(string program, string file) => program switch
    {
        "lua" => file.EndsWith("/lua.c.o", StringComparison.Ordinal),
        "sqlite" => file.EndsWith("shell.c.o", StringComparison.Ordinal),
        _ => file.Contains("programs/", StringComparison.Ordinal),
    };

    private static void Compile(string program, string linker, string level, string folder, string[] arguments)
    {
        Finished finished = Tools.Run(
            Tools.Llvm(program == "ninja" ? "clang++" : "clang"),
            ["-flto", $"-{level}", $"-B{Tools.LinkerFolder}", $"-fuse-ld={linker}", "-Wl,-plugin-opt=-j2", .. arguments],
            folder,
            []);
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}{finished.Output}");
    }

    private static string Objects(string program, string variant) => s_objects.GetOrAdd($"{program} {variant}", _ => new Lazy<string>(() =>
    {
        string script = Path.Combine(Tools.Root, "scripts/objects.sh");
        Tools.Check(script, program, variant);
        return Tools.Check(script, "--print", program, variant).Trim();
    })).Value;

    private static string[] Libraries(string objects) =>
        File.ReadAllText(Path.Combine(objects, "link.args")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
