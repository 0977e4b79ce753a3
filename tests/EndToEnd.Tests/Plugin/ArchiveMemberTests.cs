namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>
/// Which members of archives are linked, where the linker shows the plugin more than it links: constructors tell. GNU ld looks at the first member of every
/// archive after -Bstatic, and at members that may define a common; LLVM's own plugin links those.
/// </summary>
public sealed class ArchiveMemberTests : IDisposable
{
    private readonly PluginWorkshop _shop = new();

    public ArchiveMemberTests()
    {
        foreach (string kind in new[] { "", "n" })
        {
            Compile(kind, "main", "int f(int), g(int); extern int shared; int main(void) { printf(\"%d\\n\", f(1) + g(1) + shared); return 0; }");
            Compile(kind, "unused", "int unused(int x) { return x; } " + Constructor("unused"));
            // A folder each, one name: members of one archive.
            foreach (string folder in new[] { "p", "q" })
            {
                Directory.CreateDirectory(_shop.File(folder + kind));
                Compile(
                    kind, $"{folder}{kind}/x",
                    folder == "p" ? "int f(int x) { return x + 10; } " + Constructor("f") : "int g(int x) { return x + 20; } int shared; " + Constructor("g"));
            }

            Compile(kind, "tentative", "int shared = 5; " + Constructor("shared"));
            string[] members = [$"unused{kind}.o", $"p{kind}/x.o", $"q{kind}/x.o"];
            PluginSources.Archive(_shop, "qcs", $"lib{kind}.a", members);
            PluginSources.Archive(_shop, "qcsT", $"thin{kind}.a", members);
            PluginSources.Archive(_shop, "qcs", $"first{kind}.a", [.. members.Skip(1)]);
            PluginSources.Archive(_shop, "qcs", $"common{kind}.a", $"tentative{kind}.o");
        }
    }

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("bfd", "-static", "main%.o", "lib%.a")]
    [InlineData("bfd", "-static", "main%.o", "first%.a", "first%.a")]
    [InlineData("bfd", "-static", "main%.o", "thin%.a", "thin%.a")]
    [InlineData("bfd", "main%.o", "-Wl,-Bstatic", "./lib%.a", "lib%.a", "-Wl,-Bdynamic")]
    [InlineData("bfd", "-static", "main%.o", "-Wl,--whole-archive", "lib%.a", "-Wl,--no-whole-archive", "lib%.a")]
    [InlineData("bfd", "main%.o", "first%.a", "common%.a")]
    [InlineData("gold", "-static", "main%.o", "lib%.a", "lib%.a")]
    [InlineData("mold", "main%.o", "thin%.a", "lib%.a")]
    public void Those_that_a_native_link_links(string linker, params string[] arguments)
    {
        PluginWorkshop.Succeeds(_shop.LinkNative(linker, "native", [.. arguments.Select(a => a.Replace("%", "n", StringComparison.Ordinal))]));
        PluginWorkshop.Succeeds(_shop.Link(linker, "program", [.. arguments.Select(a => a.Replace("%", "", StringComparison.Ordinal)), "-Wl,-plugin-opt=-j1"]));
        Assert.Equal(Words("native"), Words("program"));
        Assert.DoesNotContain(".lto_par.", Tools.Check(Tools.Llvm("llvm-nm"), _shop.File("program")), StringComparison.Ordinal);
    }

    private static string Constructor(string says) => $"__attribute__((constructor)) static void construct(void) {{ printf(\"{says} \"); }}";

    /// <summary>Constructors run in the order of the objects, which is not the linker's to keep in LTO.</summary>
    private string[] Words(string program) => [.. _shop.Run(program).Split([' ', '\n']).Order(StringComparer.Ordinal)];

    private void Compile(string kind, string name, string text)
    {
        string source = $"{name}{(name.Contains('/', StringComparison.Ordinal) ? "" : kind)}.c";
        _ = kind.Length == 0
            ? _shop.Compile(source, "#include <stdio.h>\n" + text, "-fcommon")
            : _shop.CompileNative(source, "#include <stdio.h>\n" + text, "-fcommon");
    }
}
