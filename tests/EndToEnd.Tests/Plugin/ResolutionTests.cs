namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>
/// What the plugin makes of a linker's decisions, against LLVM's own plugin in the same link: both write OUT.resolution.txt with save-temps, and
/// the letters of every symbol must be the same, file by file. The three places where they differ on purpose are tests of their own.
/// </summary>
public sealed class ResolutionTests(PluginPrograms programs) : IClassFixture<PluginPrograms>
{
    public static TheoryData<string, string> Cases => Both(
        [
            "main.o lib1.o lib2.o",
            "main.o libx.a",
            "main.o libthin.a",
            "main.o -Wl,--start-lib lib1.o lib2.o -Wl,--end-lib",
            "main.o native.o libx.a",
            "-shared lib1.o lib2.o main.o",
            "-shared lib1.o lib2.o assembly.o -Wl,--version-script=v.map",
            "-no-pie main.o libx.a",
            "-static main.o libx.a",
            "-static-pie main.o libx.a",
            "main.o lib1.o lib2.o -Wl,--export-dynamic",
            "templates.o more.o -lstdc++ -lm",
            "-shared templates.o more.o -lstdc++",
            "aliases.o",
            "assembly.o",
            "main.o libx.a -Wl,--gc-sections",
            "-r main.o lib1.o lib2.o",
            "-nostdlib -shared lib1.o lib2.o -Wl,-e,lib1",
            "main.o libx.a -Wl,-u,never",
            "wrap.o wrap1.o wrap2.o -Wl,--wrap=foo",
        ],
        (linker, arguments) => !Unsupported(linker, arguments) && !IsDifferentOnPurpose(linker, arguments));

    [Theory]
    [InlineData("bfd", "lua")]
    [InlineData("bfd", "ninja")]
    [InlineData("gold", "lua")]
    [InlineData("mold", "ninja")]
    [FullData("mold", "zstd")]
    [FullData("bfd", "sqlite")]
    [FullData("bfd", "zstd")]
    [FullData("gold", "sqlite")]
    [FullData("gold", "ninja")]
    [FullData("gold", "zstd")]
    [FullData("mold", "lua")]
    [FullData("mold", "sqlite")]
    public void Real_programs_resolve_as_with_LLVMs_plugin(string linker, string program)
    {
        using PluginWorkshop shop = new();
        string list = Corpus.File(program, "obj.list");
        string folder = Path.GetDirectoryName(list)!;
        string[] arguments =
        [
            .. File.ReadAllLines(list).Select(o => Path.Combine(folder, o)),
            .. File.ReadAllText(Path.Combine(folder, "link.args")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        ];
        Assert.True(Compare(shop, linker, arguments) > 500);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Small_programs_resolve_as_with_LLVMs_plugin(string linker, string arguments)
    {
        Assert.True(Compare(programs.Shop, linker, arguments.Split(' ')) > 3);
    }

    [Theory]
    [InlineData("bfd")]
    [InlineData("mold")]
    public void Wrapped_names_are_known_where_the_linker_does_not_tell(string linker)
    {
        // bfd and mold name no wrapped symbols, so LLVM's plugin may inline what is to be wrapped.
        List<string> ours = Ours(programs.Shop, linker, ["wrap.o", "wrap1.o", "wrap2.o", "-Wl,--wrap=foo"]);
        Assert.Contains(ours, l => l.EndsWith(",foo,plxr", StringComparison.Ordinal));
        Assert.Contains(ours, l => l.EndsWith(linker == "mold" ? ",__real_foo,r" : ",__real_foo,lr", StringComparison.Ordinal));
        Assert.Contains(ours, l => l.EndsWith(",__wrap_foo,plx", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_is_kept_in_a_relocatable_output_of_mold()
    {
        List<string> ours = Ours(programs.Shop, "mold", ["-r", "main.o", "lib1.o", "lib2.o"]);
        Assert.Contains(ours, l => l.EndsWith(",never,px", StringComparison.Ordinal));
        Assert.DoesNotContain(ours, l => l.Split(',')[2] is "p" or "pl");
    }

    [Theory]
    [InlineData("-Wl,-u,never")]
    [InlineData("-Wl,--undefined=never")]
    [InlineData("-nostartfiles -static -Wl,-e,never")]
    [InlineData("-nostartfiles -static -Wl,--entry=never")]
    [InlineData("-Wl,-init,never")]
    public void Names_that_molds_command_line_keeps_are_kept(string option)
    {
        List<string> ours = Ours(programs.Shop, "mold", ["main.o", "lib1.o", "lib2.o", .. option.Split(' ')]);
        Assert.Contains(ours, l => l.EndsWith(",never,plx", StringComparison.Ordinal));
    }

    private static bool Unsupported(string linker, string arguments) =>
        // Words that the linker itself does not know.
        (linker == "bfd" && arguments.Contains("--start-lib", StringComparison.Ordinal))
            || (linker == "gold" && arguments.Contains("-static-pie", StringComparison.Ordinal));

    private static bool IsDifferentOnPurpose(string linker, string arguments) =>
        (linker != "gold" && arguments.Contains("--wrap", StringComparison.Ordinal))
        || (linker == "mold" && (arguments.StartsWith("-r ", StringComparison.Ordinal) || arguments.Contains("-u,", StringComparison.Ordinal)));

    private static int Compare(PluginWorkshop shop, string linker, string[] arguments)
    {
        Finished reference = shop.LinkReference(linker, "reference", [.. arguments, "-Wl,-plugin-opt=save-temps", "-Wl,-plugin-opt=O0"]);
        Assert.True(reference.Status == 0, reference.Command + "\n" + reference.Error);
        List<string> expected = Lines(shop.File("reference.resolution.txt"));
        List<string> ours = Ours(shop, linker, arguments);
        // How a member of an archive is called is up to the plugin.
        Assert.Equal(expected.Select(WithoutFile), ours.Select(WithoutFile));
        return ours.Count;
    }

    private static List<string> Ours(PluginWorkshop shop, string linker, string[] arguments)
    {
        File.Delete(shop.File("ours.resolution.txt"));
        string nothing = shop.Script("compiles-nothing", "for a; do case $a in --emit-objects=*) mkdir -p ${a#*=}; : > ${a#*=}/objects.txt;; esac; done");
        shop.Link(linker, "ours", [.. arguments, "-Wl,-plugin-opt=save-temps", "-Wl,-plugin-opt=lto-par=" + nothing]);
        return Lines(shop.File("ours.resolution.txt"));
    }

    private static List<string> Lines(string path) => [.. File.ReadAllLines(path).Where(l => l.StartsWith("-r=", StringComparison.Ordinal))];

    private static string WithoutFile(string line) => line[line.IndexOf(',', StringComparison.Ordinal)..];

    private static TheoryData<string, string> Both(IEnumerable<string> cases, Func<string, string, bool> isCase)
    {
        TheoryData<string, string> data = [];
        foreach (string one in cases)
        {
            foreach (string linker in PluginWorkshop.Linkers.Where(l => isCase(l, one)))
            {
                data.Add(linker, one);
            }
        }

        return data;
    }
}
