namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>Tests decisions that linkers do not tell plugins: each link beside the same link of native objects. '%' in a word is "n" there.</summary>
public sealed class LinkerDecisionTests : IDisposable
{
    private readonly PluginWorkshop _shop = new();

    public static TheoryData<string> Linkers => [.. PluginWorkshop.Linkers];

    public void Dispose() => _shop.Dispose();

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Symbols_of_excluded_archives_are_not_exported(string linker)
    {
        Both("api", "int lib_value(int); int api(int x) { return lib_value(x); }");
        Both("lib", "int seen; int lib_value(int x) { seen++; return x * 3; } __attribute__((weak)) int shared(int x) { return x; }");
        Both("shared", "__attribute__((weak)) int shared(int x) { return x; } int keep(int x) { return shared(x); }");
        foreach (string kind in new[] { "", "n" })
        {
            PluginSources.Archive(_shop, "rcs", $"libx{kind}.a", $"lib{kind}.o");
            PluginSources.Archive(_shop, "rcsT", $"thin{kind}.a", $"lib{kind}.o");
        }

        string[][] forms =
        [
            ["libx%.a", "-Wl,--exclude-libs,ALL"],
            ["-L.", "-l:libx%.a", "-Wl,--exclude-libs,libx%.a"],
            ["thin%.a", "-Wl,--exclude-libs,thin%.a"],
            ["libx%.a", "-Wl,--exclude-libs,libother.a"],
        ];
        foreach (string[] form in forms)
        {
            string expected = Exports(linker, "n", ["-shared", "apin.o", "sharedn.o", .. form]);
            Assert.Contains("api", expected, StringComparison.Ordinal);
            Assert.Equal(form[^1].EndsWith("other.a", StringComparison.Ordinal), expected.Contains("lib_value", StringComparison.Ordinal));
            // What refers to the archive is native or not.
            Assert.Equal(expected, Exports(linker, "", ["-shared", "api.o", "sharedn.o", .. form]));
            Assert.Equal(expected, Exports(linker, "", ["-shared", "apin.o", "shared.o", .. form]));
        }
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Functions_that_options_and_scripts_name_are_there(string linker)
    {
        Both("begin", "#include <stdio.h>\nvoid my_init(void) { printf(\"init \"); } void my_fini(void) { puts(\"fini\"); fflush(stdout); } int "
            + "main(void) { return 0; }");
        Same(linker, ["begin%.o", "-Wl,-init,my_init", "-Wl,-fini=my_fini"]);
        Both("library", "#include <stdio.h>\nvoid _init(void) { puts(\"default init\"); } __attribute__((visibility(\"hidden\"))) void "
            + "hidden(void) { puts(\"hidden init\"); } int value(void) { return 0; }");
        Both("user", "int value(void); int main(void) { return value(); }");
        foreach (string[] init in new string[][] { [], ["-Wl,-init,hidden"] })
        {
            Make(linker, "", "liby.so", ["-shared", "-nostartfiles", "library.o", .. init]);
            PluginWorkshop.Succeeds(_shop.LinkNative(linker, "program", "usern.o", _shop.File("liby.so")));
            Assert.Equal((init.Length == 0 ? "default" : "hidden") + " init\nstatus 0", _shop.Run("program"));
        }

        const string Bare =
            "static void say(const char *s, long n) { long r; __asm__ volatile(\"syscall\" : \"=a\"(r) : \"a\"(1L), \"D\"(1L), \"S\"(s), \"d\"(n) "
            + ": \"rcx\", \"r11\", \"memory\"); }\n"
            + "static void leave(void) { __asm__ volatile(\"syscall\" : : \"a\"(60L), \"D\"(0L)); __builtin_unreachable(); }\n"
            + "void _start(void) { say(\"start\", 5); leave(); }\nvoid other(void) { say(\"other\", 5); leave(); }\nint extra(void) { return 1; }\n";
        Both("bare", Bare);
        Same(linker, ["bare%.o", "-nostdlib", "-static"]);
        if (linker == "bfd")
        {
            File.WriteAllText(_shop.File("entry.t"), "/* one */ ENTRY(other) EXTERN( extra )");
            Same(linker, ["bare%.o", "-nostdlib", "-static", "entry.t"]);
            Assert.Contains(" T extra", Tools.Check(Tools.Llvm("llvm-nm"), _shop.File("program")), StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// gold takes the first symbol of a name, and its size from the object that replaces the bitcode; mold the first one's size, of native objects
    /// too.
    /// </summary>
    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_common_is_as_large_and_as_aligned_as_the_largest_of_all_objects(string linker)
    {
        Both("use", "#include <stdio.h>\nextern int common[]; int sum(void); int main(void) { common[0] = 1; printf(\"%d\\n\", sum()); return 0; }");
        Both("small", "int common[2]; int sum(void) { return common[0] + common[1]; }");
        Both("large", "__attribute__((aligned(256))) int common[64];");
        foreach (string inputs in new[] { "use.o small.o largen.o", "use.o smalln.o large.o", "largen.o use.o small.o", "usen.o small.o largen.o" })
        {
            Make(
                linker, "n", "native",
                [.. inputs.Split(' ').Select(i => i.Replace("n.o", ".o", StringComparison.Ordinal).Replace(".o", "n.o", StringComparison.Ordinal))]);
            Make(linker, "", "program", inputs.Split(' '));
            Assert.Equal("1\nstatus 0", _shop.Run("program"));
            (string size, string address) = Common("program");
            Assert.Equal(Common("native").Size, size);
            if (linker != "mold")
            {
                Assert.Equal(($"{256:x16}", "00"), (size, address[^2..]));
            }
        }
    }

    /// <summary>The merged module has the -fPIE file's "PIE Level", with which LLVM makes local-exec accesses (R_X86_64_TPOFF32).</summary>
    [Theory]
    [MemberData(nameof(Linkers))]
    public void One_file_for_an_executable_does_not_spoil_the_thread_locals_of_a_library(string linker)
    {
        _shop.Compile("tls.c", "__thread int counter = 5; static __thread int own = 2; int bump(void) { own++; return ++counter + own; }", "-fPIC");
        _shop.Compile("pie.c", "int pie(int x) { return x + 1; }", "-fPIE");
        _shop.Compile("nopic.c", "int nopic(int x) { return x + 1; }", "-fno-pic");
        _shop.CompileNative("check.c", "int bump(void); int main(void) { return bump() - 9; }");
        foreach (string[] files in new string[][] { ["tls.o", "pie.o"], ["pie.o", "tls.o"], ["tls.o", "nopic.o", "pie.o"] })
        {
            Make(linker, "", "libtls.so", ["-shared", .. files, "-Wl,-plugin-opt=--partition=max"]);
            PluginWorkshop.Succeeds(_shop.LinkNative(linker, "program", "check.o", _shop.File("libtls.so")));
            Assert.Equal("status 0", _shop.Run("program"));
        }

        // A relocatable output goes into either.
        Make(linker, "", "both.o", ["-r", "-nostdlib", "tls.o", "pie.o"]);
        PluginWorkshop.Succeeds(_shop.LinkNative(linker, "libboth.so", "-shared", "both.o"));
        PluginWorkshop.Succeeds(_shop.LinkNative(linker, "program", "check.o", "both.o"));
        Assert.Equal("status 0", _shop.Run("program"));
    }

    /// <summary>
    /// Native linkers refuse such a library: its code does not look where the executable's copy is. LLVM's LTO links it for -fno-pic, and the
    /// program is wrong.
    /// </summary>
    [Theory]
    [MemberData(nameof(Linkers))]
    public void An_executables_copy_of_a_variable_is_seen_by_a_library_of_files_for_executables(string linker)
    {
        _shop.CompileNative("copy.c", "extern int own; int get(void); int main(void) { own = 7; return get() - 7; }", "-fno-pic");
        foreach (string model in new[] { "-fPIE", "-fno-pic" })
        {
            _shop.Compile("own.c", "int own = 4; int get(void) { return own; }", model);
            Make(linker, "", "libown.so", ["-shared", "own.o"]);
            PluginWorkshop.Succeeds(_shop.LinkNative(linker, "program", "-no-pie", "copy.o", _shop.File("libown.so")));
            Assert.Equal("status 0", _shop.Run("program"));
        }

        _shop.Compile("far.c", "extern int far; int get(void) { return far; }", "-fno-pic");
        Assert.NotEqual(0, _shop.Link(linker, "libfar.so", "-shared", "far.o").Status);
    }

    /// <summary>mold does not see the definition that an object in front preempts.</summary>
    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_name_that_an_object_defines_too_is_refused_as_in_a_native_link(string linker)
    {
        Both("twice", "int f(void) { return 1; }");
        Both("once", "int f(void) { return 1; } int g(void) { return 0; } int main(void) { return f(); }");
        foreach (string[] inputs in new string[][] { ["twicen.o", "once.o"], ["once.o", "twicen.o"] })
        {
            Finished finished = _shop.Link(linker, "program", inputs);
            Assert.NotEqual(0, finished.Status);
            Assert.Matches("(multiple|duplicate).*f", finished.Error + finished.Output);
        }

        if (linker == "mold")
        {
            Same(linker, ["once%.o", "-Wl,--defsym=f=g"]);
        }
    }

    private (string Size, string Address) Common(string program)
    {
        string[] words = Tools.Check(Tools.Llvm("llvm-nm"), "-S", _shop.File(program))
            .Split('\n')
            .Single(l => l.EndsWith(" common", StringComparison.Ordinal))
            .Split(' ');
        return (words[1], words[0]);
    }

    private void Both(string name, string text)
    {
        _shop.Compile($"{name}.c", text, "-fcommon");
        _shop.CompileNative($"{name}n.c", text, "-fcommon");
    }

    private void Make(string linker, string kind, string output, string[] arguments)
    {
        string[] words = [.. arguments.Select(a => a.Replace("%", kind, StringComparison.Ordinal))];
        PluginWorkshop.Succeeds(kind == "n" ? _shop.LinkNative(linker, output, words) : _shop.Link(linker, output, [.. words, "-Wl,-plugin-opt=-j1"]));
    }

    private void Same(string linker, string[] arguments)
    {
        Make(linker, "n", "native", arguments);
        Make(linker, "", "program", arguments);
        Assert.Equal(_shop.Run("native"), _shop.Run("program"));
    }

    private string Exports(string linker, string kind, string[] arguments)
    {
        Make(linker, kind, "exports.so", arguments);
        string[] lines = Tools.Check(Tools.Llvm("llvm-nm"), "-D", "--defined-only", "-j", _shop.File("exports.so")).Split('\n');
        return string.Join(' ', lines.Where(l => l.Length > 0 && l[0] != '_').Order(StringComparer.Ordinal));
    }
}
