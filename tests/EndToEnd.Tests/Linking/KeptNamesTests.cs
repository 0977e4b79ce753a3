using LtoPar.EndToEnd.Tests.Plugin;

namespace LtoPar.EndToEnd.Tests.Linking;

/// <summary>
/// --promote-names=keep-unique: a static that other partitions use keeps its name where the rest of the link does not have it. Each name of the program is
/// one that something else has, or one that must stay.
/// </summary>
public sealed class KeptNamesTests : IDisposable
{
    private const string Main = """
        #include <stdio.h>
        #define LONE __attribute__((noinline)) static int
        #define HIDE(x) __asm__ volatile("" : "+r"(x))
        LONE lone(int x) { HIDE(x); return x + 1; }
        LONE twin(int x) { HIDE(x); return x + 2; }
        LONE library_defines(int x) { HIDE(x); return x + 3; }
        LONE archive_needs(int x) { HIDE(x); return x + 4; }
        LONE named_by_script(int x) { HIDE(x); return x + 5; }
        LONE end(int x) { HIDE(x); return x + 6; }
        static int _edata = 7;
        LONE first(int x) { _edata += x; return lone(x) * twin(x) * library_defines(x) * archive_needs(x) + named_by_script(x) - end(x); }
        LONE second(int x) { return lone(x) - twin(x) + library_defines(x) - archive_needs(x) * named_by_script(x) + end(x) + _edata; }
        int other(int), native(int), main_alias(int);
        int main(int argc, char **argv) {
          __int128 big = (__int128)argc << 100;
          printf("%d %d %d %d %d\n", first(argc), second(argc), other(argc), native(argc), (int)(big / (argc + 1) >> 90));
          return 0;
        }
        """;

    private const string Other = """
        __attribute__((noinline)) static int twin(int x) { __asm__ volatile("" : "+r"(x)); return x * 7; }
        __attribute__((noinline)) static int more(int x) { return twin(x) + 1; }
        int other(int x) { return more(x) * twin(x); }
        """;

    /// <summary>The archive's member is linked for a call that only code generation makes: no linker has looked at it when the plugin works.</summary>
    private const string Division = """
        int archive_needs(int);
        __int128 __divti3(__int128 a, __int128 b) { return (__int128)archive_needs((int)b) << 95; }
        """;

    private readonly PluginWorkshop _shop = new();

    public KeptNamesTests()
    {
        _shop.Compile("main.c", Main);
        _shop.Compile("other.c", Other);
        _shop.CompileNative("native.c", "int library_defines(int);\nint native(int x) { return library_defines(x); }\n");
        _shop.CompileNative("division.c", Division);
        _shop.CompileNative("library.c", "int library_defines(int x) { return x + 1000; }\nint archive_needs(int x) { return x + 2000; }\n");
        PluginWorkshop.Succeeds(_shop.LinkNative("bfd", "librarything.so", "-shared", "library.o"));
        File.Delete(_shop.File("libdivision.a"));
        Tools.Check(Tools.Llvm("llvm-ar"), "rcs", _shop.File("libdivision.a"), _shop.File("division.o"));
        File.WriteAllText(_shop.File("librarything2.so"), "/* GNU ld script */ INPUT(./librarything.so)\n");
        File.WriteAllText(_shop.File("symbols.rsp"), "-u named_by_script --defsym=named_by_script=native\n");
        foreach (string name in new[] { "main", "other" })
        {
            Tools.Check(Tools.Llvm("clang"), "-O1", "-fPIC", "-c", _shop.File(name + ".c"), "-o", _shop.File(name + ".native.o"));
        }
    }

    public static TheoryData<string> Linkers => [.. PluginWorkshop.Linkers, "lld"];

    public void Dispose() => _shop.Dispose();

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Names_that_nothing_else_has_stay_and_no_other_does(string linker)
    {
        // gold looks into no archive again that stands before the one in which it finds the function.
        string[] rest =
        [
            .. linker == "gold" ? new[] { "-Wl,-u,__divti3" } : [], "native.o", "-L.", "-ldivision", "-l:librarything2.so", "-Wl,-rpath,$ORIGIN",
            "-Wl,@symbols.rsp",
        ];
        PluginWorkshop.Succeeds(_shop.LinkNative(linker, "expected", ["main.native.o", "other.native.o", .. rest]));
        Finished linked = _shop.LinkThroughWrapper(
            linker, "program", [], ["-O2", "-Wl,-plugin-opt=--partition=max", "-Wl,-plugin-opt=promote-names=keep-unique", "main.o", "other.o", .. rest]);
        PluginWorkshop.Succeeds(linked);
        Assert.DoesNotContain("warning", linked.Error, StringComparison.Ordinal);
        Assert.Equal(_shop.Run("expected"), _shop.Run("program"));
        HashSet<string> names = Names("program");
        Assert.Superset(new HashSet<string> { "lone", "first", "second", "more" }, names);
        string[] renamed = ["twin", "library_defines", "archive_needs", "named_by_script", "end", "_edata"];
        Assert.All(renamed, name => Assert.Contains(names, n => n.StartsWith($"{name}.", StringComparison.Ordinal) && n.Contains(".lto_par.")));
    }

    [Fact]
    public void A_library_that_is_not_found_is_a_warning_and_all_names_are_new()
    {
        // "=" stands for the folder of --sysroot, and mold shows plugins no native file.
        Directory.CreateDirectory(_shop.File("root/lib"));
        File.Copy(_shop.File("librarything.so"), _shop.File("root/lib/libthird.so"));
        Finished linked = Tools.Run(
            "mold",
            [
                "-m", "elf_x86_64", "-shared", _shop.File("other.o"), $"--sysroot={_shop.File("root")}", "-L=/lib", "-lthird", "-plugin", PluginWorkshop.Plugin,
                "-plugin-opt=--partition=max", "-plugin-opt=promote-names=keep-unique", "-o", _shop.File("other.so"),
            ]);
        PluginWorkshop.Succeeds(linked);
        Assert.Contains(
            "-lthird was not found, so not all names of the link are known: promoted symbols get new names", linked.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("more", Names("other.so"));
    }

    [Fact]
    public void An_object_that_is_linked_again_has_new_names()
    {
        PluginWorkshop.Succeeds(_shop.LinkThroughWrapper(
            "bfd", "both.o", [], "-r", "-nostdlib", "-Wl,-plugin-opt=--partition=max", "-Wl,-plugin-opt=promote-names=keep-unique", "main.o", "other.o"));
        Assert.DoesNotContain("lone", Names("both.o"));
    }

    [Fact]
    public void Without_a_linker_the_files_of_the_link_have_to_be_named()
    {
        string[] options = [_shop.File("other.o"), "--partition=max", "--final-link", "--promote-names=keep-unique"];
        Finished unknown = Tools.Run(Tools.LtoPar, [.. options, "-o", _shop.File("x.o")]);
        Assert.Equal(1, unknown.Status);
        Assert.Contains("has to know all other files of the link", unknown.Error, StringComparison.Ordinal);
        string[] named = [.. options, $"--linked-with={_shop.File("native.o")}"];
        Tools.Check(Tools.LtoPar, [.. named, "-o", _shop.File("x.o")]);
        Assert.Contains("more", Names("x.o"));
        Assert.Contains("0 differences", Tools.Check(Tools.LtoPar, ["verify", .. named]), StringComparison.Ordinal);
        Finished absent = Tools.Run(Tools.LtoPar, [.. options, "--linked-with=absent.o", "-o", _shop.File("y.o")]);
        Assert.Equal(1, absent.Status);
        Assert.Contains("absent.o: cannot be read", absent.Error, StringComparison.Ordinal);
    }

    private HashSet<string> Names(string file) =>
        [.. Tools.Check(Tools.Llvm("llvm-nm"), "--format=just-symbols", _shop.File(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
