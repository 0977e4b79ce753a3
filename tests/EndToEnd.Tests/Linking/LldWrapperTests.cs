using System.Text;

namespace LtoPar.EndToEnd.Tests.Linking;

/// <summary>A link in two passes around ld.lld gives the program of a link in one.</summary>
public sealed class LldWrapperTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("main.o", "libparts.a")]
    [InlineData("main.o", "-L.", "-lparts")]
    [InlineData("libparts.a", "main.o")]
    [InlineData("main.o", "-Wl,--whole-archive", "libparts.a", "-Wl,--no-whole-archive")]
    [InlineData("main.o", "-Wl,--push-state,--whole-archive", "-L.", "-lparts", "-Wl,--pop-state")]
    [InlineData("main.o", "-Wl,--start-lib", "one.o", "two.o", "native.o", "-Wl,--end-lib")]
    [InlineData("main.o", "thin.a")]
    [InlineData("main.o", "-Wl,--whole-archive", "thin.a", "-Wl,--no-whole-archive")]
    [InlineData("main-native.o", "libparts.a")]
    [InlineData("main-native.o", "native.o", "one.o", "two.o")]
    [InlineData("@inputs.rsp")]
    [InlineData("main.o", "libparts.a", "-Wl,-plugin-opt=--partition=max", "-Wl,-plugin-opt=-j1", "-static")]
    [InlineData("main.o", "libparts.a", "-Wl,--gc-sections", "-Wl,--icf=all", "-no-pie")]
    public void Prints_what_a_link_in_one_pass_prints(params string[] inputs)
    {
        MakeParts();
        Check(inputs, "two-passes");
        LinkAlone(inputs, "one-pass");

        string expected = Tools.Check(_folder.File("one-pass"));
        Assert.Contains("constructor of a native member", expected, StringComparison.Ordinal);
        Assert.Equal(expected, Tools.Check(_folder.File("two-passes")));
    }

    [Fact]
    public void A_native_member_that_only_dead_code_asked_for_keeps_its_constructor()
    {
        MakeParts();
        Check(["main.o", "libparts.a"], "program");
        // The reference to it was in a branch that IPO removes.
        Assert.DoesNotContain(" U native", Tools.Check(Tools.Llvm("llvm-nm"), _folder.File("program")), StringComparison.Ordinal);
        Assert.StartsWith("constructor of a native member", Tools.Check(_folder.File("program")), StringComparison.Ordinal);
    }

    [Fact]
    public void Undefined_and_duplicate_symbols_are_reported_as_the_linker_reports_them()
    {
        MakeParts();
        Finished undefined = Run(["main.o"], "program");
        Assert.Equal(1, undefined.Status);
        Assert.Contains("undefined symbol: one", undefined.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("program")));

        Finished duplicate = Run(["main.o", "one.o", "one.o", "two.o", "native.o"], "program");
        Assert.Equal(1, duplicate.Status);
        Assert.Contains("duplicate symbol: one", duplicate.Error, StringComparison.Ordinal);
        Assert.Equal(1, Count(duplicate.Error, "duplicate symbol: one"));
    }

    [Fact]
    public void Options_that_are_LLVMs_own_and_ThinLTO_are_left_to_lld_with_a_note()
    {
        MakeParts();
        Finished asm = Run(["main.o", "libparts.a", "-Wl,--lto-emit-asm"], "program.s");
        Assert.Equal(0, asm.Status);
        Assert.Contains("lto-par: note: --lto-emit-asm is ld.lld's own; it links without lto-par", asm.Error, StringComparison.Ordinal);

        Compile("two", "-flto=thin");
        Finished thin = Run(["main.o", "one.o", "two.o", "native.o"], "program");
        Assert.Equal(0, thin.Status);
        Assert.Contains("lto-par: note: two.o: this is a ThinLTO module (compile with -flto instead of -flto=thin)", thin.Error, StringComparison.Ordinal);
        Assert.EndsWith("3 5\n", Tools.Check(_folder.File("program")), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_are_of_the_link_that_makes_the_program_and_no_temporary_file_stays()
    {
        MakeParts();
        string temporary = Directory.CreateDirectory(_folder.File("tmp")).FullName;
        Finished finished = Run(["main.o", "libparts.a", "-Wl,-Map=program.map", "-Wl,--trace"], "program", ("TMPDIR", temporary));
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Contains("program.lto.o:", File.ReadAllText(_folder.File("program.map")), StringComparison.Ordinal);
        Assert.Contains("libparts.a(native.o)", finished.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    /// <summary>A link that is told to end has no use for its linker, nor for what that has begun.</summary>
    [Fact]
    public void A_terminated_link_takes_its_linker_with_it()
    {
        string started = _folder.File("started");
        string temporary = Directory.CreateDirectory(_folder.File("tmp")).FullName;
        // It never ends by itself: only the wrapper can have ended it.
        string linker = _folder.Script("linker", $"echo $$ >'{started}'\nkill -TERM $PPID\nexec tail -f /dev/null");
        Finished finished = Tools.Run(
            Path.Combine(Tools.LinkerFolder, "ld.lld"), ["x.o", "-o", "x"], _folder.Path, [("LTO_PAR_LD", linker), ("TMPDIR", temporary)]);
        Assert.Equal((143, ""), (finished.Status, finished.Error));
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(started).Trim()}"), "the linker outlives the link");
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [Fact]
    public void A_link_without_bitcode_is_the_linkers_own()
    {
        Write("main.c", "int main(void) { return 0; }");
        Compile("main", "-fno-lto");
        LinkAlone(["main.o"], "one-pass");
        Check(["main.o"], "program");
        Assert.Equal(File.ReadAllBytes(_folder.File("one-pass")), File.ReadAllBytes(_folder.File("program")));
    }

    [Fact]
    public void Two_relocatable_links_make_one_program()
    {
        MakeParts();
        Check(["-r", "-nostdlib", "main.o", "one.o"], "first.o");
        Check(["-r", "-nostdlib", "two.o", "native.o"], "second.o");
        Check(["first.o", "second.o"], "program");
        Assert.EndsWith("3 5\n", Tools.Check(_folder.File("program")), StringComparison.Ordinal);
    }

    private void MakeParts()
    {
        Write("main.c", """
            #include <stdio.h>
            int one(int), two(int), native(void);
            static volatile int twice = 1;
            int main(int argc, char **argv) {
                printf("%d %d\n", one(twice), two(twice));
                if (argc < 0) return native();
                return 0;
            }
            """);
        Write("one.c", "int one(int x) { return x * 3; }");
        Write("two.c", "int two(int x) { return x * 5; }");
        Write("native.c", """
            #include <stdio.h>
            __attribute__((constructor)) static void at_start(void) { puts("constructor of a native member"); }
            int native(void) { return 7; }
            """);
        Compile("main", "-flto");
        Compile("one", "-flto");
        Compile("two", "-flto");
        Compile("native", "-fno-lto");
        Tools.Check(Tools.Llvm("clang"), "-O2", "-c", _folder.File("main.c"), "-o", _folder.File("main-native.o"));
        Archive("rc", "libparts.a");
        Archive("rcT", "thin.a");
        Write("inputs.rsp", "main.o\nlibparts.a\n");
    }

    private void Archive(string how, string name)
    {
        Finished finished = Tools.Run(Tools.Llvm("llvm-ar"), [how, name, "one.o", "two.o", "native.o"], _folder.Path, []);
        Assert.True(finished.Status == 0, finished.Error);
    }

    private void Write(string name, string text) => File.WriteAllText(_folder.File(name), text + "\n", new UTF8Encoding(false));

    private void Compile(string name, string how) =>
        Tools.Check(Tools.Llvm("clang"), "-O2", "-fPIE", how, "-c", _folder.File($"{name}.c"), "-o", _folder.File($"{name}.o"));

    private void Check(string[] inputs, string output)
    {
        Finished finished = Run(inputs, output);
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}{finished.Output}");
    }

    private Finished Run(string[] inputs, string output, params (string, string)[] environment) =>
        Tools.Run(Tools.Llvm("clang"), ["-flto", "-O2", $"-B{Tools.LinkerFolder}", "-fuse-ld=lld", .. inputs, "-o", output], _folder.Path, environment);

    private void LinkAlone(string[] inputs, string output)
    {
        string[] own = [.. inputs.Where(i => !i.StartsWith("-Wl,-plugin-opt=-", StringComparison.Ordinal))];
        Finished finished = Tools.Run(Tools.Llvm("clang"), ["-flto", "-O2", "-fuse-ld=lld", .. own, "-o", output], _folder.Path, []);
        Assert.True(finished.Status == 0, $"{finished.Command}\n{finished.Error}");
    }

    private static int Count(string text, string what) => text.Split(what).Length - 1;
}
