using LtoPar.EndToEnd.Tests.Linking;
using LtoPar.EndToEnd.Tests.Plugin;

namespace LtoPar.EndToEnd.Tests.Stages;

/// <summary>Stages behind -plugin-opt: what is kept of a link, and links that end with a stage.</summary>
public sealed class LinkStageTests(PluginPrograms programs) : IClassFixture<PluginPrograms>
{
    private const string Note = "(--stop-after): ";

    private PluginWorkshop Shop { get; } = programs.Shop.NewTemp();

    [Theory]
    [InlineData("bfd")]
    [InlineData("mold")]
    [FullData("gold")]
    public void Stages_of_a_link_are_beside_its_output(string linker)
    {
        string name = $"kept.{linker}";
        PluginWorkshop.Succeeds(Shop.Link(linker, name, Options("-save-temps=merged+plan+opt", "--partition=max", "--emit-ir=ir")));
        Assert.Equal("2\nstatus 0", Shop.Run(name));
        string[] kept = Names(name + ".");
        Assert.Equal([$"{name}.0.merged.bc", $"{name}.2.plan.txt", $"{name}.4.p00.bc"], kept[..3]);
        Assert.All(kept[2..], k => Assert.StartsWith($"{name}.4.p", k, StringComparison.Ordinal));
        Assert.True(File.Exists(Shop.File("ir/p00.opt.ll")));
        Shop.NothingStayed();
    }

    [Theory]
    [InlineData("bfd", "opt", "4.p00.bc")]
    [InlineData("mold", "merged", "0.merged.bc")]
    [FullData("gold", "obj", "5.p00.o")]
    [FullData("bfd", "ipo", "0.ipo.bc")]
    public void A_link_ends_with_a_stage(string linker, string stage, string file)
    {
        string name = $"stopped.{linker}.{stage}";
        File.WriteAllText(Shop.File(name), "an old one");
        Finished stopped = Shop.Link(linker, name, Options($"--stop-after={stage}"));
        PluginWorkshop.Succeeds(stopped);
        Assert.Contains($"stopped after '{stage}' {Note}{name}.{file}", stopped.Error + stopped.Output, StringComparison.Ordinal);
        string[] left = Names(name);
        Assert.Equal($"{name}.{file}", left[0]);
        Assert.All(left, l => Assert.StartsWith($"{name}.{file[..2]}", l, StringComparison.Ordinal));
        Shop.NothingStayed();
    }

    [Theory]
    [InlineData("mold")]
    [FullData("bfd")]
    [FullData("gold")]
    public void A_function_is_printed_and_the_link_goes_on(string linker)
    {
        Finished linked = Shop.Link(linker, "printed", Options("--print-after=instcombine", "--filter-function=main"));
        PluginWorkshop.Succeeds(linked);
        Assert.Contains("*** IR Dump After InstCombinePass on main ***", linked.Error + linked.Output, StringComparison.Ordinal);
        Assert.Equal("2\nstatus 0", Shop.Run("printed"));
    }

    [Fact]
    public void The_wrapper_keeps_stages_and_ends_with_one()
    {
        using LldWorkshop workshop = new();
        workshop.Bitcode("main.c", "int f(int);\nint main(int argc, char **argv) { return f(argc) - 11; }");
        workshop.Bitcode("f.c", "__attribute__((noinline)) int f(int x) { return x + 10; }");
        LldWorkshop.Succeed(workshop.Link("program", "main.o", "f.o", "-Wl,-plugin-opt=-save-temps=merged+graph+opt"));
        Assert.Equal("status 0", workshop.Run("program"));
        Assert.True(File.Exists(workshop.File("program.0.merged.bc")) && File.Exists(workshop.File("program.1.graph.txt")));
        Assert.True(File.Exists(workshop.File("program.4.p00.bc")) && File.Exists(workshop.File("program.4.p01.bc")));
        Finished stopped = workshop.Link("program", "main.o", "f.o", "-Wl,-plugin-opt=--stop-after=carved");
        LldWorkshop.Succeed(stopped);
        Assert.Contains($"stopped after 'carved' {Note}program.3.p00.bc to program.3.p01.bc (2 files)", stopped.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(workshop.File("program.3.p00.bc")) && !File.Exists(workshop.File("program")));
    }

    private static string[] Options(params string[] options) =>
        ["main.o", "lib1.o", "lib2.o", "-Wl,--export-dynamic", .. options.Select(o => $"-Wl,-plugin-opt={o}")];

    private string[] Names(string start) =>
    [
        .. Directory.GetFiles(Shop.FolderPath).Select(f => Path.GetFileName(f)).Where(n => n.StartsWith(start, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
