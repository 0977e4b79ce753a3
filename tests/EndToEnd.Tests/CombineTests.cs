namespace LtoPar.EndToEnd.Tests;

/// <summary>The linker that combines the objects, which waits for them where it can. When it is started: ObjectCombinerTests.</summary>
public sealed class CombineTests : IDisposable
{
    private const string Program =
        "target triple = \"x86_64-pc-linux-gnu\"\n@state = internal global i32 3\n"
        + "define i32 @left(i32 %x) noinline {\n  %v = load i32, ptr @state\n  %r = add i32 %x, %v\n  ret i32 %r\n}\n"
        + "define i32 @right(i32 %x) noinline {\n  %r = call i32 @left(i32 %x)\n  ret i32 %r\n}\n"
        + "define i32 @main() {\n  %r = call i32 @right(i32 -3)\n  ret i32 %r\n}\n";

    private readonly TempFolder _folder = new();

    public CombineTests()
    {
        Directory.CreateDirectory(Temp);
        Assemble(Program);
    }

    private string Temp => _folder.File("temporary files' folder");

    private string Output => _folder.File("x.o");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_makes_the_same_whether_it_is_told_of_the_objects_or_waits_for_them()
    {
        string linker = Linker("ld.lld", "echo \"$@\" >'arguments'\nexec ld.lld-22 \"$@\"");
        Assert.Equal((0, ""), Run(linker, "-j4"));
        Assert.EndsWith(" /dev/stdin\n", File.ReadAllText(_folder.File("arguments")), StringComparison.Ordinal);
        byte[] ahead = File.ReadAllBytes(Output);
        Assert.Equal((0, ""), Run(linker, "-j1"));
        Assert.EndsWith(" p00.o p01.o p02.o p03.o\n", File.ReadAllText(_folder.File("arguments")), StringComparison.Ordinal);
        Assert.Equal(ahead, File.ReadAllBytes(Output));
        Assert.Equal((0, ""), Run("ld.lld-22", "-j4"));
        Assert.Equal(ahead, File.ReadAllBytes(Output));
        Tools.Check("cc", "-no-pie", "-o", _folder.File("program"), Output);
        Tools.Check(_folder.File("program"));
    }

    [Theory]
    [InlineData("-j1")]
    [InlineData("-j4")]
    public void One_that_fails_at_once_is_quoted(string jobs)
    {
        (int status, string error) = Run(Linker("ld.lld", "echo out of order >&2\nexit 3"), jobs);
        Assert.Equal(1, status);
        Assert.Matches(@"^lto-par: error: .*x\.o: combining 4 objects with '.*ld\.lld -r' failed with status 3: out of order\n$", error);
        Assert.False(File.Exists(Output));
    }

    [Theory]
    [InlineData("-j1")]
    [InlineData("-j4")]
    public void The_wrapper_by_the_linkers_names_is_not_one(string jobs)
    {
        string real = _folder.File("real");
        Directory.CreateDirectory(real);
        File.CreateSymbolicLink(Path.Combine(real, "ld"), "/usr/bin/ld");
        Finished found = Tools.Run(
            Tools.LtoPar, [_folder.File("p.bc"), "--partition=max", jobs, "-v", "-o", Output], null, [("PATH", $"{Tools.LinkerFolder}:{real}")]);
        Assert.Equal(0, found.Status);
        Assert.Contains($"objects with {real}/ld\n", found.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), Run(Path.Combine(Tools.LinkerFolder, "ld.lld"), jobs));
    }

    [Fact]
    public void One_that_cannot_be_run_is_named()
    {
        string file = Linker("ld.lld", "exit 0");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        (int status, string error) = Run(file, "-j4");
        Assert.Equal(1, status);
        Assert.StartsWith($"lto-par: error: {file}: cannot be run: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void None_is_left_waiting_when_a_partition_fails()
    {
        Assemble(Program.Replace(
            "%r = call i32 @right", "call void asm sideeffect \"nosuchinstruction\", \"\"()\n  %r = call i32 @right", StringComparison.Ordinal));
        string linker = Linker("ld.lld", "echo $$ >>'started'\nexec ld.lld-22 \"$@\"");
        for (int i = 0; i < 5; i++)
        {
            (int status, string error) = Run(linker, "-j4");
            Assert.Equal(1, status);
            Assert.Contains("nosuchinstruction", error, StringComparison.Ordinal);
        }

        string started = _folder.File("started");
        Assert.All(File.Exists(started) ? File.ReadAllLines(started) : [], id => Assert.False(Directory.Exists($"/proc/{id}")));
    }

    [Theory]
    [InlineData("-j1")]
    [InlineData("-j4")]
    public void None_is_left_when_interrupted(string jobs)
    {
        // It goes on writing to its folder.
        using LifeLine alive = new(_folder.File("alive"));
        string linker = Linker("ld.lld", "exec 9>'alive'\nkill -TERM $PPID\ni=0\nwhile [ $i -lt 99999 ] && : >file$i\ndo i=$((i+1))\ndone");
        Assert.Equal((143, ""), Run(linker, jobs));
        Assert.False(File.Exists(Output));
        Assert.True(alive.HasEnded(), "the linker outlives lto-par");
    }

    private void Assemble(string program)
    {
        File.WriteAllText(_folder.File("p.ll"), program);
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("p.ll"), "-o", _folder.File("p.bc"));
    }

    /// <param name="script">Files in single quotes are the test's.</param>
    private string Linker(string name, string script) =>
        _folder.Script(name, System.Text.RegularExpressions.Regex.Replace(script, "'([^']*)'", m => $"'{_folder.File(m.Groups[1].Value)}'"));

    /// <summary>Compiles, and requires that nothing temporary is left.</summary>
    private (int Status, string Error) Run(string linker, string jobs)
    {
        Finished finished = Tools.Run(Tools.LtoPar, [_folder.File("p.bc"), "--partition=max", jobs, $"--ld={linker}", "-o", Output], null, [("TMPDIR", Temp)]);
        Assert.Empty(Directory.GetFileSystemEntries(Temp));
        return (finished.Status, finished.Error);
    }
}
