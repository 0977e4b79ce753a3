namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>ar, nm and ranlib of binutils read bitcode through the plugin: with --plugin, which passes it little.</summary>
public sealed class ArchiveToolTests(PluginPrograms programs) : IClassFixture<PluginPrograms>
{
    private PluginWorkshop Shop { get; } = programs.Shop.NewTemp();

    [Fact]
    public void Nm_lists_the_symbols_of_files_and_of_members()
    {
        string file = Run("nm", "--plugin", PluginWorkshop.Plugin, "main.o");
        Assert.Contains(" T main", file, StringComparison.Ordinal);
        Assert.Contains(" U lib1", file, StringComparison.Ordinal);
        string archive = Run("nm", "--plugin", PluginWorkshop.Plugin, "libx.a");
        Assert.Contains(" T lib1", archive, StringComparison.Ordinal);
        Assert.Contains(" T never", archive, StringComparison.Ordinal);
    }

    [Fact]
    public void Ar_and_ranlib_write_an_index_that_linkers_use()
    {
        File.Delete(Shop.File("libar.a"));
        Run("ar", "rcS", "--plugin", PluginWorkshop.Plugin, "libar.a", "lib1.o", "lib2.o");
        Run("ranlib", "--plugin", PluginWorkshop.Plugin, "libar.a");
        string index = Run("nm", "-s", "--plugin", PluginWorkshop.Plugin, "libar.a");
        Assert.Contains("lib1 in lib1.o", index, StringComparison.Ordinal);
        PluginWorkshop.Succeeds(Shop.Link("bfd", "program", "main.o", "libar.a"));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
    }

    [Fact]
    public void Bitcode_without_a_table_is_listed_too()
    {
        Tools.Check(Tools.Llvm("llvm-link"), Shop.File("lib1.o"), "-o", Shop.File("bare.o"));
        Assert.Contains(" T lib1", Run("nm", "--plugin", PluginWorkshop.Plugin, "bare.o"), StringComparison.Ordinal);
        Shop.NothingStayed();
    }

    private string Run(string tool, params string[] arguments)
    {
        Finished finished = Tools.Run(tool, arguments, Shop.FolderPath, [("TMPDIR", Shop.Temp)]);
        PluginWorkshop.Succeeds(finished);
        return finished.Output;
    }
}
