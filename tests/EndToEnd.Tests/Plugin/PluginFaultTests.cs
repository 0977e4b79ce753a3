using LtoPar.EndToEnd.Tests.Workers;

namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>Every fault ends the link with our message and a status, and no file stays behind: also when the linker itself is killed.</summary>
public sealed class PluginFaultTests(PluginPrograms programs, PlantedLlvm planted) : IClassFixture<PluginPrograms>, IClassFixture<PlantedLlvm>
{
    public static TheoryData<string> Linkers => [.. PluginWorkshop.Linkers];

    /// <summary>
    /// Starts lto-par as $child, with an LLVM that takes minutes for each partition, and goes on when code is generated for the first: scratch folders are
    /// there, and work is left, however late the script comes to know.
    /// </summary>
    private string InTheMiddle =>
        $"rm -f log; LTO_PAR_LIBLLVM={planted.Library} PLANT_LOG=log PLANT_SLOW=300 {Tools.LtoPar} \"$@\" & child=$!; "
        + "read -r -t 120 -n 1 < <(exec tail -F --pid=$$ log 2>/dev/null); ";

    private PluginWorkshop Shop { get; } = programs.Shop.NewTemp();

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_missing_program_is_named_with_what_to_do(string linker)
    {
        Finished finished = Shop.LinkWith(linker, "program", [("LTO_PAR", "/nowhere/lto-par")], "main.o", "libx.a");
        Fails(finished, "/nowhere/lto-par: cannot be run: No such file or directory");
        Assert.Contains("LTO_PAR", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Errors_of_the_program_are_the_linkers(string linker)
    {
        string failing = Shop.Script(
            "failing",
            "echo 'lto-par: warning: mind the gap' >&2; echo 'lto-par: error: x.o: it is Monday' >&2; echo 'more of it' >&2; touch $TMPDIR/left; exit 1");
        Finished finished = Shop.Link(linker, "program", "main.o", "libx.a", "-Wl,-plugin-opt=lto-par=" + failing);
        Fails(finished, "lto-par: x.o: it is Monday\nmore of it");
        Assert.Contains("mind the gap", finished.Error + finished.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_killed_program_ends_the_link(string linker)
    {
        string killed = Shop.Script("killed", $"{InTheMiddle}kill -9 $child; kill -9 $$");
        Finished finished = Shop.Link(linker, "program", [.. Objects("lua"), "-Wl,-plugin-opt=lto-par=" + killed]);
        Fails(finished, "was killed (SIGKILL)");
    }

    [Theory]
    [InlineData("bfd", false)]
    [InlineData("bfd", true)]
    [InlineData("gold", true)]
    [InlineData("mold", true)]
    public void A_killed_linker_takes_the_program_with_it(string linker, bool inTheMiddle)
    {
        string status = Path.Combine(Shop.Temp, "status");
        string killer = Shop.Script(
            "killer",
            (inTheMiddle ? InTheMiddle : $"{Tools.LtoPar} \"$@\" & child=$!; ") + "grep -qE '^(ld|mold)' /proc/$PPID/comm && kill -9 $PPID; "
            + $"wait $child; echo $? >{status}.new; mv {status}.new {status}");
        Finished finished = Shop.Link(linker, "program", [.. Objects("lua"), "-Wl,-plugin-opt=lto-par=" + killer]);
        Assert.NotEqual(0, finished.Status);
        FileEvents.WaitForFile(status);
        // It ends because the linker has, not by being done with lua (0) or by a signal.
        Assert.Equal("1\n", File.ReadAllText(status));
        Shop.NothingStays();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_crash_of_LLVM_leaves_its_reproducer_and_nothing_else(string linker)
    {
        // A call that the x86 code generator knows nothing of.
        File.WriteAllText(
            Shop.File("fatal.ll"),
            "target datalayout = \"e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128\"\ntarget triple = \"x86_64-pc-linux-gnu\"\n"
            + "declare i64 @llvm.aarch64.space(i32, i64)\ndefine i32 @lib1() {\n  %r = call i64 @llvm.aarch64.space(i32 8, i64 1)\n"
            + "  %t = trunc i64 %r to i32\n  ret i32 %t\n}\n@common_ = global i32 0\n");
        Tools.Check(Tools.Llvm("llvm-as"), Shop.File("fatal.ll"), "-o", Shop.File("fatal.o"));
        Finished finished = Shop.Link(linker, "program", "main.o", "fatal.o");
        Assert.NotEqual(0, finished.Status);
        Assert.Contains("LLVM gave up: Cannot select", finished.Error, StringComparison.Ordinal);
        string left = Assert.Single(Directory.GetFileSystemEntries(Shop.Temp), e => Path.GetFileName(e).StartsWith("lto-par", StringComparison.Ordinal));
        Assert.Contains(left, finished.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(left, "run.sh")));
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_full_disk_ends_the_link(string linker)
    {
        Fails(Shop.Link(linker, "program", "main.o", "libx.a", "-Wl,-plugin-opt=job-file=/dev/full"), "/dev/full: cannot be written: No space left on device");
        string limited = Shop.Script("limited", $"ulimit -f 1; exec {Tools.LtoPar} \"$@\"");
        Finished finished = Shop.Link(linker, "program", "main.o", "libx.a", "-Wl,-plugin-opt=lto-par=" + limited);
        Assert.NotEqual(0, finished.Status);
        Assert.Contains("lto-par: ", finished.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Shop.File("program")));
        Shop.NothingStayed();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_temporary_folder_that_cannot_be_made_is_named(string linker)
    {
        Finished finished = Shop.LinkWith(linker, "program", [("TMPDIR", "/nowhere")], "main.o", "libx.a");
        Fails(finished, "/nowhere: no temporary folder can be made in it: No such file or directory");
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Bad_bitcode_in_an_archive_is_named_with_its_member(string linker)
    {
        byte[] good = File.ReadAllBytes(Shop.File("lib1.o"));
        File.WriteAllBytes(Shop.File("a_name_that_is_longer_than_fifteen.o"), good[..(good.Length / 2 / 4 * 4)]);
        PluginSources.Archive(Shop, "rcs", "libbad.a", "lib2.o", "a_name_that_is_longer_than_fifteen.o");
        Finished finished = Shop.Link(linker, "program", "main.o", "lib1.o", "-Wl,--whole-archive", "libbad.a", "-Wl,--no-whole-archive");
        Fails(finished, "libbad.a(a_name_that_is_longer_than_fifteen.o): is no valid bitcode");
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Bitcode_whose_functions_are_broken_is_refused_by_the_program(string linker)
    {
        byte[] bytes = File.ReadAllBytes(Shop.File("lib1.o"));
        // The table at the end stays; the module before it does not.
        bytes.AsSpan(bytes.Length / 3, 200).Fill(0xa5);
        File.WriteAllBytes(Shop.File("broken.o"), bytes);
        PluginSources.Archive(Shop, "rcs", "libbroken.a", "broken.o", "lib2.o");
        Finished finished = Shop.Link(linker, "program", "main.o", "-Wl,--whole-archive", "libbroken.a", "-Wl,--no-whole-archive");
        Fails(finished, "libbroken.a(broken.o)");
    }

    private static string[] Objects(string program)
    {
        string list = Corpus.File(program, "obj.list");
        return [.. File.ReadAllLines(list).Select(o => Path.Combine(Path.GetDirectoryName(list)!, o)), "-lm", "-ldl", "-lpthread"];
    }

    private void Fails(Finished finished, string message)
    {
        Assert.NotEqual(0, finished.Status);
        Assert.True(finished.Error.Contains(message, StringComparison.Ordinal), finished.Error);
        Assert.False(File.Exists(Shop.File("program")), "an output stayed");
        Shop.NothingStayed();
    }
}
