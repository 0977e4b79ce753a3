namespace LtoPar.EndToEnd.Tests.Linking;

/// <summary>Inputs of ld.lld that lie where they are not looked for, or come up when it is too late.</summary>
public sealed class LldInputTests : IDisposable
{
    private const string Hello = """
        int printf(const char *, ...);
        __attribute__((noinline)) void hello(void) { printf("hello\n"); }
        int main(int argc, char **argv) { hello(); return 0; }
        """;

    private readonly LldWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("main.o", "script.ld", "odd =[*] name.o")]
    [InlineData("main.o", "-Wl,--remap-inputs=no-such.o=f.o", "-Wl,no-such.o", "g.o")]
    [InlineData("main.o", "-Wl,--remap-inputs-file=remap.txt", "-Wl,no-such.o", "g.o")]
    [InlineData("-Wl,-b,binary", "data.txt", "-Wl,-b,default", "main.o", "f.o", "g.o")]
    [InlineData("fat.o", "f.o", "-Wl,--fat-lto-objects", "g.o")]
    [InlineData("linked.o", "f.o", "g.o")]
    public void Bitcode_is_compiled_wherever_it_is_named(params string[] inputs)
    {
        const string Main = """
            #include <stdio.h>
            int f(int), g(int);
            static __attribute__((noinline)) int both(int x) { return f(x) + g(x); }
            int main(int argc, char **argv) { printf("%d\n", both(argc)); return 0; }
            """;
        _workshop.Bitcode("main.c", Main);
        _workshop.Bitcode("fat.c", Main, "-ffat-lto-objects");
        _workshop.Bitcode("f.c", "int f(int x) { return x + 10; }");
        _workshop.Bitcode("g.c", "int g(int x) { return x + 20; }");
        // A module without a symbol table.
        Tools.Check(Tools.Llvm("llvm-link"), _workshop.File("main.o"), "-o", _workshop.File("linked.o"));
        File.Copy(_workshop.File("g.o"), _workshop.File("odd =[*] name.o"));
        _workshop.Write("script.ld", "INPUT(f.o)");
        _workshop.Write("remap.txt", "no-such.o=f.o");
        _workshop.Write("data.txt", "data");
        Finished finished = _workshop.Link("program", inputs);
        LldWorkshop.Succeed(finished);
        Assert.Empty(finished.Error);
        Assert.Equal("32\nstatus 0", _workshop.Run("program"));
        Assert.Contains("both.lto_par.", Tools.Check(Tools.Llvm("llvm-nm"), _workshop.File("program")), StringComparison.Ordinal);
    }

    /// <summary>Optimisation makes a call that no file had, and a bitcode member has the function: it is not compiled any more, and never in silence.</summary>
    [Fact]
    public void Bitcode_that_comes_up_late_is_left_out()
    {
        _workshop.Bitcode("main.c", Hello, "-Xclang", "-disable-llvm-passes");
        _workshop.Bitcode("puts.c", "int write(int, const void *, long); int puts(const char *s) { return write(1, \"wrong\\n\", 6); }", "-fno-builtin");
        _workshop.Archive("rcs", "libputs.a", "puts.o");
        LldWorkshop.Succeed(_workshop.Link("program", "main.o", "libputs.a"));
        Assert.Equal("hello\nstatus 0", _workshop.Run("program"));
        Finished failed = _workshop.Link("failed.so", "-shared", "-nostdlib", "main.o", "libputs.a", "-Wl,-z,defs");
        Assert.Equal(1, failed.Status);
        Assert.Contains("ld.lld: error: undefined symbol: puts", failed.Error, StringComparison.Ordinal);
        Assert.Contains(
            "lto-par: note: libputs.a(puts.o): this bitcode was asked for when the program had been compiled already", failed.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_workshop.File("failed.so")));
    }

    /// <summary>
    /// A weak definition in an archive was taken before a bitcode file's strong one came up: the second link cannot be told so, and lld links
    /// alone.
    /// </summary>
    [Fact]
    public void A_member_that_the_second_link_would_leave_out_is_not_lost()
    {
        _workshop.Native("main.c", "int f(void); int main(void) { return f() - 2; }");
        _workshop.Native("weak.c", """
            #include <stdio.h>
            __attribute__((weak)) int f(void) { return 1; }
            __attribute__((constructor)) static void at_start(void) { puts("weak member"); }
            """);
        _workshop.Bitcode("strong.c", "int f(void) { return 2; }");
        _workshop.Archive("rcs", "libweak.a", "weak.o");
        Finished finished = _workshop.Link("program", "main.o", "libweak.a", "strong.o");
        LldWorkshop.Succeed(finished);
        Assert.Equal("lto-par: note: libweak.a(weak.o): this archive member would be left out; ld.lld links without lto-par\n", finished.Error);
        Assert.Equal("weak member\nstatus 0", _workshop.Run("program"));
    }

    [Fact]
    public void Without_a_folder_for_temporary_files_native_links_work_and_others_say_what_is_missing()
    {
        _workshop.Native("native.c", "int main(void) { return 0; }");
        _workshop.Bitcode("bitcode.c", "int main(void) { return 0; }");
        (string, string)[] environment = [("TMPDIR", _workshop.File("no-such-folder"))];
        Finished native = _workshop.LinkWith("native", environment, "native.o");
        LldWorkshop.Succeed(native);
        Assert.Empty(native.Error);
        Finished bitcode = _workshop.LinkWith("bitcode", environment, "bitcode.o");
        Assert.Equal(1, bitcode.Status);
        Assert.StartsWith(
            $"lto-par: error: {_workshop.File("no-such-folder")}/: no such directory, and temporary files go there (TMPDIR)", bitcode.Error,
            StringComparison.Ordinal);
        Assert.False(File.Exists(_workshop.File("bitcode")));
    }

    [Fact]
    public void A_full_folder_for_temporary_files_is_one_line()
    {
        string bytes = string.Join(',', Enumerable.Range(0, 60_000).Select(i => (i * i * 7L + i) % 251));
        _workshop.Bitcode("main.c", $"const unsigned char blob[] = {{{bytes}}}; int main(int argc, char **argv) {{ return blob[argc]; }}");
        string mount = Directory.CreateDirectory(_workshop.File("full")).FullName;
        Finished finished = Tools.Run(
            "unshare",
            "-r",
            "-m",
            "bash",
            "-c",
            $"mount -t tmpfs -o size=16k none '{mount}' && cd '{_workshop.Path}' && TMPDIR='{mount}' '{Tools.LinkerFolder}/ld.lld' main.o -o "
                + $"program; s=$?; ls -A '{mount}'; umount '{mount}'; exit $s");
        Assert.Equal((1, ""), (finished.Status, finished.Output));
        Assert.Matches($"^lto-par: error: {mount}/lto-par-[^:]*: cannot be written: no space left on the device; [^\n]*TMPDIR[^\n]*\n$", finished.Error);
        Assert.False(File.Exists(_workshop.File("program")));
    }
}
