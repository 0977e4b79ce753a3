using LtoPar.EndToEnd.Tests.Caching;

namespace LtoPar.EndToEnd.Tests.Distribution;

/// <summary>lto-par plan: what make and ninja build is what a plain run makes, and a second plan has them build what has changed.</summary>
public sealed class ActionTests : IDisposable
{
    private readonly CacheWorkshop _workshop = new();

    private string Folder => _workshop.File("a folder's name");

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("make")]
    [InlineData("ninja")]
    public void A_program_that_is_built_so_has_the_bytes_of_a_plain_run(string tool)
    {
        string input = Corpus.File("lua", "opt.bc");
        string output = _workshop.File("lua program.o");
        Tools.Check(Tools.LtoPar, input, "--stage=codegen", "-o", output);
        Tools.Check(Tools.LtoPar, "plan", input, Folder, $"--emit={tool}", "--stage=codegen", "-o", "lua program.o");
        string moved = _workshop.File("moved away");
        Directory.Move(Folder, moved);
        Build(tool, moved);
        Assert.Equal(File.ReadAllBytes(output), File.ReadAllBytes(Path.Combine(moved, "lua program.o")));
        Assert.All(
            Directory.GetFiles(moved).Where(f => !f.EndsWith(".bc", StringComparison.Ordinal) && !f.EndsWith(".o", StringComparison.Ordinal)),
            file => Assert.DoesNotContain(_workshop.File(""), File.ReadAllText(file), StringComparison.Ordinal));
    }

    /// <summary>The options of the cut and of code generation reach the actions, quoted.</summary>
    [Theory]
    [InlineData("--stage=ipo", "--ipo=parallel", "--partition=max", "-O3")]
    [InlineData("--stage=ipo", "-Os", "--partitions=2", "--max-functions=1", "-fPIC")]
    [InlineData("-O1", "--partition=max", "-mcpu=native", "-mattr=-avx2", "-faddrsig", "-fno-function-sections", "--no-verify")]
    [InlineData("--partition=max", "-mllvm=--x86-asm-syntax=intel", "-mllvm=-align-all-functions=5", "--unique-id=mine")]
    [InlineData("--partition=one", "-O0")]
    public void Options_reach_the_actions(params string[] options)
    {
        string output = _workshop.File("x.o");
        Tools.Check(Tools.LtoPar, [_workshop.Input, "-o", output, .. options]);
        foreach (string tool in TestForm.IsFull ? new[] { "make", "ninja" } : ["make"])
        {
            Tools.Check(Tools.LtoPar, ["plan", _workshop.Input, Folder, $"--emit={tool}", "-o", "x.o", .. options]);
            Build(tool, Folder);
            Assert.Equal(File.ReadAllBytes(output), File.ReadAllBytes(Path.Combine(Folder, "x.o")));
            Directory.Delete(Folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("make")]
    [InlineData("ninja")]
    public void A_second_plan_has_the_changed_partitions_compiled(string tool)
    {
        Plan(tool);
        Build(tool, Folder);
        Dictionary<string, DateTime> first = Times();
        Assert.Equal(13, first.Keys.Count(f => f.EndsWith(".o", StringComparison.Ordinal) && f != "x.o"));
        Plan(tool);
        Assert.Equal(first, Times());
        Assert.Contains(tool == "make" ? "is up to date" : "no work to do", Build(tool, Folder), StringComparison.Ordinal);
        Assert.Equal(first, Times());

        // Another constant: one partition's bitcode, its object and the program are new.
        _workshop.Write(CacheWorkshop.Program(1000));
        Plan(tool);
        Build(tool, Folder);
        Dictionary<string, DateTime> second = Times();
        Assert.Equal(["p05.bc", "p05.o", "x.o"], second.Where(f => first[f.Key] != f.Value).Select(f => f.Key).Order(StringComparer.Ordinal));
        Assert.Equal(_workshop.Compile(), File.ReadAllBytes(Path.Combine(Folder, "x.o")));

        // Another level compiles all of it.
        Plan(tool, "-O1");
        Build(tool, Folder);
        Assert.Equal(_workshop.Compile("-O1"), File.ReadAllBytes(Path.Combine(Folder, "x.o")));
    }

    [Fact]
    public void Partitions_that_are_gone_are_removed_and_nothing_else_is()
    {
        Plan("make");
        Build("make", Folder);
        string own = Path.Combine(Folder, "p99.bc");
        File.WriteAllText(own, "the user's");
        Assert.True(File.Exists(Path.Combine(Folder, "p12.o")));
        Tools.Check(Tools.LtoPar, "plan", _workshop.Input, Folder, "--emit=make", "--max-functions=4", "--final-link", "-o", "x.o");
        string[] left = [.. Directory.GetFiles(Folder, "p*").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
        Assert.InRange(left.Length, 3, 13);
        Assert.Contains("p01.bc", left);
        Assert.DoesNotContain(left, name => name.StartsWith("p12", StringComparison.Ordinal));
        Build("make", Folder);
        Tools.Check(Tools.LtoPar, _workshop.Input, "--max-functions=4", "--final-link", "-o", _workshop.File("x.o"));
        Assert.Equal(File.ReadAllBytes(_workshop.File("x.o")), File.ReadAllBytes(Path.Combine(Folder, "x.o")));

        // From one tool to another: no file of the first is left.
        Plan("ninja");
        Assert.False(File.Exists(Path.Combine(Folder, "Makefile")));
        Assert.Equal("the user's", File.ReadAllText(own));
    }

    [Theory]
    [InlineData("plan: what is to run the actions?", "plan", "p.bc", "dir")]
    [InlineData("plan: give a merged bitcode module, and the folder", "plan", "p.bc", "--emit=make")]
    [InlineData("--emit: unknown value 'cmake'; use make, ninja, dtlto", "plan", "p.bc", "dir", "--emit=cmake")]
    [InlineData("a=b.o: build tools cannot have '=' in a file's name", "plan", "p.bc", "dir", "--emit=make", "-o", "a=b.o")]
    [InlineData("Makefile: is a file of the actions themselves", "plan", "p.bc", "dir", "--emit=make", "-o", "Makefile")]
    [InlineData("p03.o: is a file of the actions themselves", "plan", "p.bc", "dir", "--emit=make", "--partition=max", "-o", "p03.o")]
    [InlineData("dir/x.o: would overwrite the input", "plan", "dir/x.o", "dir", "--emit=make", "-o", "x.o")]
    [InlineData("combine: no objects", "combine", "-o", "x.o")]
    [InlineData("combine: which object is to be written?", "combine", "p.bc")]
    [InlineData("p.bc: is no ELF object; compile the partition again", "combine", "-o", "x.o", "p.bc")]
    [InlineData("nosuch.o: no such file", "combine", "-o", "x.o", "nosuch.o")]
    public void Mistakes_are_said_and_leave_nothing(string message, params string[] arguments)
    {
        Finished run = Tools.Run(Tools.LtoPar, arguments, _workshop.File(""), []);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.StartsWith("lto-par: error: " + message, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_workshop.File("x.o")));
        Assert.False(File.Exists(_workshop.File("dir/Makefile")));
    }

    /// <summary>The program that the actions run is the one that wrote them, or another that the user names.</summary>
    [Fact]
    public void Another_program_can_be_named()
    {
        Plan("make", "--program=/no/such place/lto-par");
        Finished failed = Tools.Run("make", "-C", Folder);
        Assert.NotEqual(0, failed.Status);
        Assert.Contains("/no/such place/lto-par", failed.Error, StringComparison.Ordinal);
        Tools.Check("make", "-C", Folder, $"LTO_PAR={Tools.LtoPar}");
        Assert.Equal(_workshop.Compile(), File.ReadAllBytes(Path.Combine(Folder, "x.o")));
    }

    private static string Build(string tool, string folder) => Tools.Check(tool, "-C", folder, "-j8");

    private void Plan(string tool, params string[] options) => Tools.Check(
        Tools.LtoPar, ["plan", _workshop.Input, Folder, $"--emit={tool}", "--partition=max", "--final-link", "-o", "x.o", .. options]);

    private Dictionary<string, DateTime> Times() => Directory.GetFiles(Folder)
        .Where(f => !Path.GetFileName(f).StartsWith('.'))
        .ToDictionary(f => Path.GetFileName(f)!, File.GetLastWriteTimeUtc);
}
