using System.Globalization;

namespace LtoPar.EndToEnd.Tests.Installing;

/// <summary>scripts/package.sh: the same bytes from the same build, and programs linked by what is unpacked from them.</summary>
public sealed class PackageTests(PackageTests.Packages packages) : IClassFixture<PackageTests.Packages>
{
    private const long Epoch = 1_700_000_000;

    private static readonly string s_script = Path.Combine(Tools.Root, "scripts/package.sh");
    private static readonly string s_version = File.ReadAllText(Path.Combine(Tools.Root, "Directory.Build.props")).Split("<Version>")[1].Split('<')[0];
    private static readonly string s_tarball = $"lto-par-{s_version}-linux-x64.tar.gz";
    private static readonly string s_package = $"lto-par_{s_version}_amd64.deb";

    [Fact]
    public void Packages_made_twice_are_the_same_bytes()
    {
        string other = packages.Folder.File("other");
        Packages.Make(other, "umask 077; export TZ=Asia/Tokyo LC_ALL=C.UTF-8");
        Assert.Equal([s_tarball, s_package], Names(packages.Made));
        Assert.Equal([s_tarball, s_package], Names(other));
        Assert.All(Names(other), name => Assert.Equal(Tools.HashOf(Path.Combine(packages.Made, name)), Tools.HashOf(Path.Combine(other, name))));
    }

    [Fact]
    public void The_tarball_works_where_it_is_unpacked()
    {
        string folder = packages.Folder.File("un packed");
        Directory.CreateDirectory(folder);
        string tarball = Path.Combine(packages.Made, s_tarball);
        Tools.Check("tar", "-C", folder, "-xzf", tarball);
        string tree = Path.Combine(folder, $"lto-par-{s_version}-linux-x64");
        Assert.Equal([tree], Directory.GetFileSystemEntries(folder));
        Links(folder, Path.Combine(tree, "etc/lto-par.cfg"), Path.Combine(tree, "lib/lto-par.so"));
        Works(Path.Combine(tree, "bin"), tree);
        Assert.All(Owners(Tools.Check("tar", "--numeric-owner", "-tvzf", tarball)), owner => Assert.Equal("0/0", owner));
    }

    [Fact]
    public void The_Debian_package_has_everything_in_its_place()
    {
        string root = packages.Folder.File("de bian");
        string package = Path.Combine(packages.Made, s_package);
        Tools.Check("dpkg-deb", "-x", package, root);
        // As /etc/lto-par.cfg names them, from where it is.
        Assert.Contains("-B<CFGDIR>/../usr/libexec/lto-par\n", File.ReadAllText(Path.Combine(root, "etc/lto-par.cfg")), StringComparison.Ordinal);
        Links(packages.Folder.Path, Path.Combine(root, "etc/lto-par.cfg"), Path.Combine(root, "usr/lib/lto-par.so"));
        Works(Path.Combine(root, "usr/bin"), Path.Combine(root, "usr"), "share/zsh/vendor-completions/_lto-par", "share/man/man1/lto-par.1.gz");
        Assert.Equal(["etc", "usr"], Names(root));
        string copyright = File.ReadAllText(Path.Combine(root, "usr/share/doc/lto-par/copyright"));
        Assert.StartsWith(File.ReadAllText(Path.Combine(Tools.Root, "NOTICE")), copyright, StringComparison.Ordinal);
        Assert.EndsWith(File.ReadAllText(Path.Combine(Tools.Root, "LICENSE")), copyright, StringComparison.Ordinal);
        string depends = Tools.Check("dpkg-deb", "-f", package, "Depends");
        Assert.All(["libc6 (>= 2.", "libllvm22 (>= 1:22.1)", "binutils"], name => Assert.Contains(name, depends, StringComparison.Ordinal));
        Assert.Equal(s_version, Tools.Check("dpkg-deb", "-f", package, "Version").TrimEnd());
        Assert.All(Owners(Tools.Check("dpkg-deb", "-c", package)), owner => Assert.Equal("root/root", owner));
    }

    /// <summary>dpkg knows what it installed, keeps the user's file, and removes the rest. Without maintainer scripts it needs nothing in the root.</summary>
    [Fact]
    public void Dpkg_installs_it_into_an_empty_root_and_removes_it()
    {
        string root = packages.Folder.File("root");
        Directory.CreateDirectory(Path.Combine(root, "var/lib/dpkg/updates"));
        Directory.CreateDirectory(Path.Combine(root, "var/lib/dpkg/info"));
        File.WriteAllText(Path.Combine(root, "var/lib/dpkg/status"), "");
        // In that root nothing is there that it depends on.
        Dpkg("--force-depends", "--install", Path.Combine(packages.Made, s_package));
        Assert.Equal("", Dpkg("--verify", "lto-par"));
        Assert.Contains("lto-par", Tools.Check(Path.Combine(root, "usr/bin/lto-par"), "--version"), StringComparison.Ordinal);
        Dpkg("--remove", "lto-par");
        Assert.False(Directory.Exists(Path.Combine(root, "usr")));
        Assert.True(File.Exists(Path.Combine(root, "etc/lto-par.cfg")));
        Dpkg("--purge", "lto-par");
        Assert.False(File.Exists(Path.Combine(root, "etc/lto-par.cfg")));

        // dpkg gives the files to root: who is not root is it in a namespace of its own.
        string Dpkg(params string[] arguments)
        {
            string[] words = ["dpkg", $"--root={root}", "--log=/dev/null", "--force-bad-path", .. arguments];
            return Environment.IsPrivilegedProcess ? Tools.Check(words[0], words[1..]) : Tools.Check("unshare", ["--map-root-user", .. words]);
        }
    }

    [Theory]
    [InlineData("unknown option '--nosuch'", "--nosuch")]
    [InlineData("--output needs a folder", "--output=")]
    public void Wrong_options_are_refused(string message, params string[] arguments)
    {
        Finished finished = Tools.Run(s_script, arguments);
        Assert.Equal((1, ""), (finished.Status, finished.Output));
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
    }

    /// <summary>Links by the configuration file and by the plugin alone, and runs the programs.</summary>
    private static void Links(string folder, string config, string plugin)
    {
        string source = Path.Combine(folder, "pro gram.c");
        string program = Path.Combine(folder, "pro gram");
        File.WriteAllText(source, "static int near(int x) { return x + 1; }\nint main(int n, char **a) { (void)a; return near(n * 20) * 2 - 42; }\n");
        string bitcode = Path.Combine(folder, "pro gram.o");
        Tools.Check(Tools.Llvm("clang"), "-flto", "-O1", "-c", source, "-o", bitcode);
        string[][] lines = [[$"--config={config}"], [$"--config={config}", "-fuse-ld=lld"], ["-fuse-ld=bfd", "-Wl,-plugin," + plugin]];
        foreach (string[] line in lines)
        {
            Finished linked = Tools.Run(Tools.Llvm("clang"), [.. line, bitcode, "-o", program, "-Wl,-plugin-opt=--print-stats"]);
            Assert.True(linked.Status == 0, $"{linked.Command}\n{linked.Error}");
            Assert.Contains("1 partition", linked.Output + linked.Error, StringComparison.Ordinal);
            Tools.Check(program);
        }
    }

    /// <summary>Asks the programs for what they are, and finds the files around them.</summary>
    private static void Works(string programs, string tree, string zsh = "share/zsh/site-functions/_lto-par", string manual = "share/man/man1/lto-par.1")
    {
        Assert.StartsWith($"lto-par {s_version}\n", Tools.Check(Path.Combine(programs, "lto-par"), "--version"), StringComparison.Ordinal);
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
        Assert.All(
            [manual, "share/doc/lto-par/README.md", "share/doc/lto-par/installing.md", "share/lto-par/rust-sysroot.sh"],
            path => Assert.Equal((true, Epoch), (File.Exists(Path.Combine(tree, path)), Seconds(Path.Combine(tree, path)))));
    }

    /// <summary>When a file was written, in seconds since 1970.</summary>
    private static long Seconds(string path) => new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeSeconds();

    private static IEnumerable<string> Owners(string listing) =>
        listing.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    /// <summary>The packages, made once for all tests.</summary>
    public sealed class Packages : IDisposable
    {
        public Packages() => Make(Made, ":");

        internal TempFolder Folder { get; } = new();

        internal string Made => Folder.File("made");

        public void Dispose() => Folder.Dispose();

        /// <param name="before">Shell commands that change the surroundings.</param>
        internal static void Make(string folder, string before) => Tools.Check(
            "bash", "-c", string.Create(CultureInfo.InvariantCulture, $"{before}; SOURCE_DATE_EPOCH={Epoch} \"$@\""), "bash", s_script, "--output", folder);
    }
}
