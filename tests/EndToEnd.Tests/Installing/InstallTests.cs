namespace LtoPar.EndToEnd.Tests.Installing;

/// <summary>scripts/install.sh: what it installs works with all four linkers, also after it was moved, and goes again without a trace.</summary>
public sealed class InstallTests : IDisposable
{
    private static readonly string s_script = Path.Combine(Tools.Root, "scripts/install.sh");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_installed_tree_works_from_any_place_and_can_be_removed()
    {
        string stage = _folder.File("stage");
        Finished installed = Tools.Run(s_script, ["--prefix", "/opt/lto-par"], null, [("DESTDIR", stage)]);
        Assert.True(installed.Status == 0, installed.Error);
        string moved = _folder.File("any place");
        Directory.Move(Path.Combine(stage, "opt/lto-par"), moved);
        File.WriteAllText(_folder.File("f.c"), "static int near(int x) { return x + 1; }\nint f(int x) { return near(x) * 2; }\n");
        File.WriteAllText(_folder.File("m.c"), "int f(int);\nint main(void) { return f(20) - 42; }\n");
        string config = $"--config={moved}/etc/lto-par.cfg";
        foreach (string name in new[] { "f", "m" })
        {
            Tools.Check(Tools.Llvm("clang"), config, "-O1", "-c", _folder.File(name + ".c"), "-o", _folder.File(name + ".o"));
        }

        foreach (string linker in new[] { "bfd", "gold", "mold", "lld" })
        {
            Finished linked = Tools.Run(
                Tools.Llvm("clang"), config, _folder.File("f.o"), _folder.File("m.o"), "-o", _folder.File("program"), $"-fuse-ld={linker}",
                "-Wl,-plugin-opt=--print-stats");
            Assert.True(linked.Status == 0, $"{linker}: {linked.Error}");
            // GNU ld says what a plugin says on standard output.
            Assert.Contains("1 partition", linked.Output + linked.Error, StringComparison.Ordinal);
            Tools.Check(_folder.File("program"));
        }

        Assert.Contains("lto-par", Tools.Check(Path.Combine(moved, "bin/lto-par"), "--version"), StringComparison.Ordinal);
        Assert.All(File.ReadLines(Path.Combine(moved, "share/lto-par/installed.txt")), path => Assert.True(File.Exists(Path.Combine(moved, path)), path));
        Assert.DoesNotContain(Tools.Root, File.ReadAllText(Path.Combine(moved, "etc/lto-par.cfg")), StringComparison.Ordinal);
        string own = Path.Combine(moved, "bin/own");
        File.WriteAllText(own, "the user's\n");
        Tools.Check(s_script, $"--prefix={moved}", "--uninstall");
        Assert.Equal([Path.Combine(moved, "bin"), own], Directory.GetFileSystemEntries(moved, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--prefix DIR is missing")]
    [InlineData("is not an absolute path", "--prefix", "somewhere")]
    [InlineData("unknown option '--nosuch'", "--nosuch")]
    [InlineData("nothing of lto-par is installed", "--prefix", "/no/such/place", "--uninstall")]
    public void Wrong_options_are_refused(string message, params string[] arguments)
    {
        Finished finished = Tools.Run(s_script, arguments, _folder.Path, []);
        Assert.Equal((1, ""), (finished.Status, finished.Output));
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
    }
}
