namespace LtoPar.EndToEnd.Tests.Installing;

/// <summary>scripts/package.sh: the same bytes from the same build, and programs linked by what is unpacked from them.</summary>
[Collection(nameof(Packages))]
public sealed class PackageTests(Packages packages)
{
    [Fact]
    public void Packages_made_twice_are_the_same_bytes()
    {
        string other = packages.Folder.File("other");
        Packages.Make(other, "umask 077; export TZ=Asia/Tokyo LC_ALL=C.UTF-8");
        Assert.Equal([.. new[] { packages.Tarball, packages.Tool, packages.Debian }.Select(path => Path.GetFileName(path)!)], Names(packages.Made));
        Assert.Equal(Names(packages.Made), Names(other));
        Assert.All(Names(other), name => Assert.Equal(Tools.HashOf(Path.Combine(packages.Made, name)), Tools.HashOf(Path.Combine(other, name))));
    }

    [Fact]
    public void The_tarball_works_where_anybody_unpacks_it()
    {
        string folder = Nobody.Folder(packages.Folder.File("un packed"));
        Nobody.Check(folder, "tar", "-C", folder, "-xzf", packages.Tarball);
        string tree = Path.Combine(folder, $"lto-par-{Packages.Version}-linux-x64");
        Assert.Equal([tree], Directory.GetFileSystemEntries(folder));
        Links(folder, Path.Combine(tree, "etc/lto-par.cfg"), Path.Combine(tree, "lib/lto-par.so"));
        Works(Path.Combine(tree, "bin"), tree, "share/zsh/site-functions/_lto-par", manual: "");
        Assert.All(Owners(Tools.Check("tar", "--numeric-owner", "-tvzf", packages.Tarball)), owner => Assert.Equal("0/0", owner));
    }

    [Fact]
    public void The_Debian_package_has_everything_in_its_place()
    {
        string root = packages.Folder.File("de bian");
        Tools.Check("dpkg-deb", "-x", packages.Debian, root);
        // As /etc/lto-par.cfg names them, from where it is.
        Assert.Contains("-B<CFGDIR>/../usr/libexec/lto-par\n", File.ReadAllText(Path.Combine(root, "etc/lto-par.cfg")), StringComparison.Ordinal);
        Links(Nobody.Folder(packages.Folder.File("links")), Path.Combine(root, "etc/lto-par.cfg"), Path.Combine(root, "usr/lib/lto-par.so"));
        Works(Path.Combine(root, "usr/bin"), Path.Combine(root, "usr"), "share/zsh/vendor-completions/_lto-par", manual: ".gz");
        Assert.Equal(["etc", "usr"], Names(root));
        string copyright = File.ReadAllText(Path.Combine(root, "usr/share/doc/lto-par/copyright"));
        Assert.StartsWith(File.ReadAllText(Path.Combine(Tools.Root, "NOTICE")), copyright, StringComparison.Ordinal);
        string[] licence = File.ReadAllText(Path.Combine(Tools.Root, "LICENSE")).Split("---- LLVM Exceptions");
        Assert.EndsWith(
            "/usr/share/common-licenses/Apache-2.0. The exception to it:\n\n---- LLVM Exceptions" + licence[1], copyright, StringComparison.Ordinal);
        string depends = Tools.Check("dpkg-deb", "-f", packages.Debian, "Depends");
        Assert.All(["libc6 (>= 2.", "libllvm22 (>= 1:22.1)", "binutils"], name => Assert.Contains(name, depends, StringComparison.Ordinal));
        Assert.Equal(Packages.Version, Tools.Check("dpkg-deb", "-f", packages.Debian, "Version").TrimEnd());
        Assert.All(Owners(Tools.Check("dpkg-deb", "-c", packages.Debian)), owner => Assert.Equal("root/root", owner));
        if (TestForm.IsFull)
        {
            // A hundred packages of Debian's, which CI does not install.
            Assert.Equal("", Tools.Check("lintian", "--allow-root", "--fail-on", "error,warning", packages.Debian));
        }
    }

    [Theory]
    [InlineData("unknown option '--nosuch'", "--nosuch")]
    [InlineData("--output needs a folder", "--output=")]
    public void Wrong_options_are_refused(string message, params string[] arguments)
    {
        Finished finished = Tools.Run(Packages.Script, arguments);
        Assert.Equal((1, ""), (finished.Status, finished.Output));
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
    }

    /// <summary>Links by the configuration file and by the plugin alone without root's rights, and runs the programs.</summary>
    private static void Links(string folder, string config, string plugin)
    {
        string source = Path.Combine(folder, "pro gram.c");
        string program = Path.Combine(folder, "pro gram");
        File.WriteAllText(source, "static int near(int x) { return x + 1; }\nint main(int n, char **a) { (void)a; return near(n * 20) * 2 - 42; }\n");
        string bitcode = Path.Combine(folder, "pro gram.o");
        Nobody.Check(folder, Tools.Llvm("clang"), "-flto", "-O1", "-c", source, "-o", bitcode);
        string[][] lines = [[$"--config={config}"], [$"--config={config}", "-fuse-ld=lld"], ["-fuse-ld=bfd", "-Wl,-plugin," + plugin]];
        foreach (string[] line in lines)
        {
            Finished linked = Nobody.Check(folder, [Tools.Llvm("clang"), .. line, bitcode, "-o", program, "-Wl,-plugin-opt=--print-stats"]);
            Assert.Contains("1 partition", linked.Output + linked.Error, StringComparison.Ordinal);
            Nobody.Check(folder, program);
        }
    }

    /// <summary>Asks the programs for what they are, and finds the files around them.</summary>
    /// <param name="zsh">Where zsh looks.</param>
    /// <param name="manual">What the names of manual pages end with, behind their section.</param>
    private static void Works(string programs, string tree, string zsh, string manual)
    {
        Assert.StartsWith($"lto-par {Packages.Version}\n", Tools.Check(Path.Combine(programs, "lto-par"), "--version"), StringComparison.Ordinal);
        Assert.Equal(
            [
                "lto-par", "lto-par-cc", "lto-par-distribute", "lto-par-distribute-command", "lto-par-distribute-distcc", "lto-par-distribute-local",
                "lto-par-distribute-reapi", "lto-par-ld",
            ],
            Names(programs));
        Assert.All(["local", "command", "distcc", "reapi"], kind => Tools.Check(Path.Combine(programs, "lto-par-distribute-" + kind), "--help"));
        Assert.Equal(["ld", "ld.bfd", "ld.gold", "ld.lld", "ld.mold"], Names(Path.Combine(tree, "libexec/lto-par")));
        (string Shell, string Path)[] completions =
            [("bash", "share/bash-completion/completions/lto-par"), ("zsh", zsh), ("fish", "share/fish/vendor_completions.d/lto-par.fish")];
        Assert.All(completions, made => Assert.Equal(
            Tools.Check(Path.Combine(programs, "lto-par"), "completions", made.Shell), File.ReadAllText(Path.Combine(tree, made.Path))));
        // Each program has a page.
        Assert.Equal(Names(programs).Select(name => $"{name}.1{manual}").Order(StringComparer.Ordinal), Names(Path.Combine(tree, "share/man/man1")));
        Assert.All(Names(Path.Combine(tree, "share/man/man1")), page => Assert.True(File.Exists(Path.Combine(tree, "share/man/man1", page)), page));
        Assert.All(
            ["share/doc/lto-par/README.md", "share/doc/lto-par/installing.md", "share/lto-par/rust-sysroot.sh"],
            path => Assert.Equal((true, Packages.Epoch), (File.Exists(Path.Combine(tree, path)), Seconds(Path.Combine(tree, path)))));
    }

    /// <summary>When a file was written, in seconds since 1970.</summary>
    private static long Seconds(string path) => new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeSeconds();

    private static IEnumerable<string> Owners(string listing) =>
        listing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}
