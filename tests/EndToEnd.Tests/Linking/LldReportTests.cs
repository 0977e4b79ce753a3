namespace LtoPar.EndToEnd.Tests.Linking;

/// <summary>The files that ld.lld writes beside the program, and its messages, name the user's files, and are there once.</summary>
public sealed class LldReportTests : IDisposable
{
    private readonly LldWorkshop _workshop = new();

    public LldReportTests()
    {
        _workshop.Bitcode("main.c", """
            #include <stdio.h>
            int f(int), unused(int);
            static int dead(int x) { return unused(x); }
            int main(int argc, char **argv) { printf("%d\n", f(argc)); return argc < 0 ? dead(argc) : 0; }
            """);
        _workshop.Bitcode("f.c", "__attribute__((noinline)) int f(int x) { return x + 10; }");
        _workshop.Native("unused.c", "int unused(int x) { return x; }");
        _workshop.Archive("rcs", "libparts.a", "f.o", "unused.o");
        File.Copy(_workshop.File("f.o"), _workshop.File("odd =[$] name.o"));
        _workshop.Write("script.ld", "INPUT(f.o)");
    }

    public void Dispose() => _workshop.Dispose();

    /// <summary>The inputs that ninja and make read: all that count, and no file that is gone.</summary>
    [Theory]
    [InlineData("main.o", "libparts.a")]
    [InlineData("main.o", "-L.", "-lparts")]
    [InlineData("main.o", "odd =[$] name.o", "unused.o")]
    [InlineData("main.o", "script.ld", "./unused.o")]
    public void Dependencies_are_those_of_one_pass(params string[] inputs)
    {
        _workshop.LinkBoth("program", "program", [.. inputs, "-Wl,--dependency-file=alone.d"]);
        LldWorkshop.Succeed(_workshop.Link("program", [.. inputs, "-Wl,--dependency-file=ours.d"]));
        Assert.Equal(File.ReadAllText(_workshop.File("alone.d")), File.ReadAllText(_workshop.File("ours.d")));
    }

    [Fact]
    public void Maps_and_traces_name_inputs_and_objects_as_lld_names_them()
    {
        Finished finished = _workshop.Link(
            "program", "main.o", "-L.", "-lparts", "-Wl,-Map=program.map,--trace,--cref,--print-gc-sections,--why-extract=why.tsv");
        LldWorkshop.Succeed(finished);
        string map = File.ReadAllText(_workshop.File("program.map"));
        Assert.Contains("program.lto.o:(.text.main)", map, StringComparison.Ordinal);
        Assert.Matches(@"program\.lto\.1\.o:\(\.text\.", map);
        Assert.Contains("./libparts.a(unused.o):(.text", map, StringComparison.Ordinal);
        Assert.DoesNotContain(_workshop.Temp, map + finished.Output + finished.Error, StringComparison.Ordinal);
        Assert.Contains("main.o\n./libparts.a(f.o)\n", finished.Output, StringComparison.Ordinal);
        LldWorkshop.Succeed(_workshop.LinkAlone("program", "main.o", "-L.", "-lparts", "-Wl,--why-extract=alone.tsv"));
        Assert.Equal(File.ReadAllText(_workshop.File("alone.tsv")), File.ReadAllText(_workshop.File("why.tsv")));
        Assert.Empty(Directory.GetFileSystemEntries(_workshop.Temp));
    }

    [Fact]
    public void The_archive_of_reproduce_repeats_the_link_that_was_asked_for()
    {
        LldWorkshop.Succeed(_workshop.Link("program", "main.o", "libparts.a", "-Wl,--reproduce=again.tar,-Map=program.map"));
        Directory.CreateDirectory(_workshop.File("unpacked"));
        Tools.Check("tar", "-xf", _workshop.File("again.tar"), "-C", _workshop.File("unpacked"));
        string folder = Path.Combine(_workshop.File("unpacked"), "again");
        string response = File.ReadAllText(Path.Combine(folder, "response.txt"));
        Assert.Contains("-o program\n", response, StringComparison.Ordinal);
        Assert.DoesNotContain("lto-emit-llvm", response, StringComparison.Ordinal);
        Assert.DoesNotContain("why-extract", response, StringComparison.Ordinal);
        LldWorkshop.Succeed(Tools.Run(Tools.Llvm("ld.lld"), ["@response.txt"], folder, []));
        Assert.Equal("11\n", Tools.Check(Path.Combine(folder, "program")));
    }

    [Fact]
    public void Objects_and_stages_are_kept_where_lld_keeps_them()
    {
        LldWorkshop.Succeed(_workshop.Link("program", "main.o", "libparts.a", "-Wl,--lto-obj-path=kept.o,--save-temps"));
        foreach (string kept in new[] { "kept.o", "kept.o1", "program.lto.o", "program.lto.1.o" })
        {
            Assert.Contains("elf64-x86-64", Tools.Check(Tools.Llvm("llvm-objdump"), "-h", _workshop.File(kept)), StringComparison.Ordinal);
        }

        Assert.Contains("define", Tools.Check(Tools.Llvm("llvm-dis"), _workshop.File("program.0.0.preopt.bc"), "-o", "-"), StringComparison.Ordinal);
        Assert.Contains("-r=main.o,main,plx", File.ReadAllText(_workshop.File("program.resolution.txt")), StringComparison.Ordinal);
        LldWorkshop.Succeed(_workshop.Link("other", "main.o", "libparts.a", "-Wl,-plugin-opt=--save-temps"));
        Assert.True(File.Exists(_workshop.File("other.2.plan.txt")), "the stages of lto-par are beside the output");
    }

    [Fact]
    public void Warnings_of_either_link_are_there_once()
    {
        Finished finished = _workshop.Link("program", "-Wl,--warn-backrefs", "-Wl,--start-lib", "f.o", "-Wl,--end-lib", "main.o", "unused.o");
        LldWorkshop.Succeed(finished);
        Assert.Equal(2, finished.Error.Split("backward reference detected").Length);
        Assert.Contains("ld.lld: warning:", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_links_show_lto_par()
    {
        Finished finished = _workshop.Link("program", "main.o", "libparts.a", "-Wl,-v");
        LldWorkshop.Succeed(finished);
        Assert.Matches(@"LLD 22[^\n]*\nlto-par [0-9.]+ \(/[^\n]*\)\n", finished.Output);
        Assert.Equal(2, finished.Output.Split("compatible with GNU linkers").Length);
        Assert.Equal("11\nstatus 0", _workshop.Run("program"));
    }
}
