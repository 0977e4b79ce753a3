namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>-plugin-opt in real links; tests/Driver.Plugin.Tests has the spellings.</summary>
public sealed class PluginOptionTests(PluginPrograms programs) : IClassFixture<PluginPrograms>
{
    public static TheoryData<string> Linkers => [.. PluginWorkshop.Linkers];

    private PluginWorkshop Shop { get; } = programs.Shop.NewTemp();

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Objects_are_kept_under_the_names_of_LLVMs_plugin(string linker)
    {
        PluginWorkshop.Succeeds(Shop.Link(
            linker, "program", "main.o", "lib1.o", "lib2.o", "-Wl,-plugin-opt=obj-path=kept.o", "-Wl,-plugin-opt=--partition=max", "-Wl,--export-dynamic"));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
        Assert.True(File.Exists(Shop.File("kept.o")) && File.Exists(Shop.File("kept.o1")));
        PluginWorkshop.Succeeds(Shop.Link(linker, "saved", "main.o", "lib1.o", "lib2.o", "-Wl,-plugin-opt=save-temps"));
        Assert.True(File.Exists(Shop.File("saved.lto.o")) && File.Exists(Shop.File("saved.resolution.txt")));
        Shop.NothingStayed();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_mistyped_option_is_answered_by_the_program(string linker)
    {
        Finished finished = Shop.Link(linker, "program", "main.o", "libx.a", "-Wl,-plugin-opt=--partitoin=max");
        Assert.NotEqual(0, finished.Status);
        Assert.Contains("--partition", finished.Error.Replace("--partitoin", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Shop.NothingStayed();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void An_unsupported_option_ends_the_link_before_it_begins(string linker)
    {
        Finished finished = Shop.Link(linker, "program", "main.o", "libx.a", "-Wl,-plugin-opt=emit-asm");
        Assert.NotEqual(0, finished.Status);
        Assert.Contains("lto-par writes no assembly", finished.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, Shop.Link(linker, "program", "main.o", "libx.a", "-Wl,-plugin-opt=thinlto").Status);
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void No_output_is_made_when_none_is_asked_for(string linker)
    {
        PluginWorkshop.Succeeds(Shop.Link(linker, "unmade", "main.o", "libx.a", "-Wl,-plugin-opt=disable-output"));
        Assert.False(File.Exists(Shop.File("unmade")));
        Shop.NothingStayed();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Bitcode_is_the_output_when_asked_for(string linker)
    {
        PluginWorkshop.Succeeds(Shop.Link(linker, "merged.bc", "main.o", "libx.a", "-Wl,-plugin-opt=emit-llvm"));
        string symbols = Tools.Check(Tools.Llvm("llvm-nm"), Shop.File("merged.bc"));
        Assert.Contains("T main", symbols, StringComparison.Ordinal);
        Shop.NothingStayed();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void What_clang_passes_is_taken(string linker)
    {
        PluginWorkshop.Succeeds(Shop.Link(
            linker,
            "program",
            "main.o",
            "libx.a",
            "-Wl,-plugin-opt=mcpu=x86-64",
            "-Wl,-plugin-opt=O1",
            "-Wl,-plugin-opt=-function-sections=1",
            "-Wl,-plugin-opt=-data-sections=1",
            "-Wl,-plugin-opt=jobs=2",
            "-Wl,-plugin-opt=-pass-through=-lgcc",
            "-Wl,-plugin-opt=opt-remarks-format=yaml",
            "-Wl,-plugin-opt=-inline-threshold=5"));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
    }
}
