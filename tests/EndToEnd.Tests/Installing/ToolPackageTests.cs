using System.IO.Compression;

namespace LtoPar.EndToEnd.Tests.Installing;

/// <summary>The .NET tool: dotnet installs it without a network and without root's rights, and it is the native image.</summary>
[Collection(nameof(Packages))]
public sealed class ToolPackageTests(Packages packages)
{
    [Fact]
    public void Dotnet_installs_it_and_it_makes_the_same_object()
    {
        string home = Nobody.Folder(packages.Folder.File("a user"));
        string tools = Path.Combine(home, "my tools");
        string program = Path.Combine(tools, "lto-par");
        Nobody.Check(
            home, "env", "DOTNET_CLI_HOME=" + home, "NUGET_PACKAGES=" + Path.Combine(home, "packages"),
            "dotnet", "tool", "install", "--tool-path", tools, "--source", packages.Made, "lto-par");
        Assert.Equal(Tools.Check(Tools.LtoPar, "--version"), Nobody.Check(home, program, "--version").Output);
        string module = Path.Combine(home, "lua.bc");
        File.Copy(Corpus.File("lua", "merged.bc"), module);
        string expected = packages.Folder.File("expected.o");
        string made = Path.Combine(home, "made.o");
        Tools.Check(Tools.LtoPar, module, "--unique-id=tool", "-o", expected);
        Nobody.Check(home, program, module, "--unique-id=tool", "-o", made);
        Assert.Equal(Tools.HashOf(expected), Tools.HashOf(made));

        // The plugin finds the program by its own place.
        string plugin = Assert.Single(Directory.GetFiles(tools, "lto-par.so", SearchOption.AllDirectories));
        File.WriteAllText(Path.Combine(home, "p.c"), "int main(void) { return 0; }\n");
        Nobody.Check(home, Tools.Llvm("clang"), "-flto", "-c", Path.Combine(home, "p.c"), "-o", Path.Combine(home, "p.o"));
        Finished linked = Nobody.Check(
            home, Tools.Llvm("clang"), "-fuse-ld=bfd", Path.Combine(home, "p.o"), "-o", Path.Combine(home, "p"), "-Wl,-plugin," + plugin,
            "-Wl,-plugin-opt=--print-stats");
        Assert.Contains("1 partition", linked.Output + linked.Error, StringComparison.Ordinal);
        Nobody.Check(home, Path.Combine(home, "p"));
    }

    [Fact]
    public void It_holds_the_program_the_plugin_and_the_licences()
    {
        using ZipArchive package = ZipFile.OpenRead(packages.Tool);
        Assert.Equal(
            [
                "LICENSE", "NOTICE", "README.md", "lto-par.nuspec",
                "tools/any/linux-x64/DotnetToolSettings.xml", "tools/any/linux-x64/bin/lto-par", "tools/any/linux-x64/lib/lto-par.so",
            ],
            package.Entries.Select(e => e.FullName).Where(n => !n.StartsWith("_rels/", StringComparison.Ordinal)
                && !n.StartsWith("package/", StringComparison.Ordinal) && n != "[Content_Types].xml").Order(StringComparer.Ordinal));
        using StreamReader description = new(package.GetEntry("lto-par.nuspec")!.Open());
        Assert.Contains($"<version>{Packages.Version}</version>", description.ReadToEnd(), StringComparison.Ordinal);
        Assert.All(package.Entries, e => Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Packages.Epoch).UtcDateTime, e.LastWriteTime.DateTime));
    }
}
