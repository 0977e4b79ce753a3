using LtoPar.EndToEnd.Tests.Workers;

namespace LtoPar.EndToEnd.Tests;

/// <summary>
/// Workers run where there is little: no /proc, no /dev, no HOME, nowhere to write to, no rights, little address space. The objects are the same there, and
/// what cannot be done is said as it is. Namespaces of the kernel make such places, without root's rights too.
/// </summary>
public sealed class SandboxTests : IClassFixture<PlantedLlvm>, IDisposable
{
    private const string Program =
        "target triple = \"x86_64-pc-linux-gnu\"\n@state = internal global i32 3\n"
        + "define i32 @left(i32 %x) noinline {\n  %v = load i32, ptr @state\n  %r = add i32 %x, %v\n  ret i32 %r\n}\n"
        + "define i32 @main() {\n  %r = call i32 @left(i32 -3)\n  ret i32 %r\n}\n";

    /// <summary>$1 becomes the root of a file system that cannot be written to: the program, the libraries, and nothing else.</summary>
    private const string Chroot = """
        set -e
        root=$1 image=$2
        shift 2
        mount -t tmpfs none "$root"
        mkdir "$root/usr" "$root/lto-par"
        for name in bin lib lib64; do ln -s "usr/$name" "$root/$name"; done
        mount --rbind /usr "$root/usr"
        mount --rbind "$image" "$root/lto-par"
        mount -o remount,ro "$root"
        """;

    private readonly TempFolder _folder = new();
    private readonly PlantedLlvm _planted;
    private readonly string _input;
    private readonly byte[] _expected;

    public SandboxTests(PlantedLlvm planted)
    {
        _planted = planted;
        File.WriteAllText(_folder.File("p.ll"), Program);
        _input = _folder.File("p.bc");
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("p.ll"), "-o", _input);
        Tools.Check(Tools.LtoPar, "compile", _input, "-o", _folder.File("expected.o"));
        _expected = File.ReadAllBytes(_folder.File("expected.o"));
    }

    private static bool IsRoot { get; } = Tools.Check("id", "-u").Trim() == "0";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whole_runs_need_no_proc()
    {
        string plain = _folder.File("plain.o");
        string output = _folder.File("x.o");
        Tools.Check(Tools.LtoPar, _input, "--partition=max", "--final-link", "-j2", "-o", plain);
        Finished run = InNamespace(
            "mount -t tmpfs none /proc\nexec \"$@\"", null,
            Tools.LtoPar, _input, "--partition=max", "--final-link", "-j2", $"--cache-dir={_folder.File("cache")}", "-o", output);
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(File.ReadAllBytes(plain), File.ReadAllBytes(output));
        Finished again = InNamespace("mount -t tmpfs none /proc\nexec \"$@\"", null, Tools.LtoPar, "--version");
        Assert.Equal(Tools.Check(Tools.LtoPar, "--version"), again.Output);
    }

    /// <summary>Crashes of LLVM are caught by where its code is mapped, which /proc is not asked for.</summary>
    [Fact]
    public void Crashes_are_caught_without_proc()
    {
        string[] compile = [Tools.LtoPar, "compile", _planted.Program("plant_segv"), "--llvm-lib=" + _planted.Library, "-o", _folder.File("x.o")];
        Finished run = Tools.Run(compile[0], compile[1..], null, [("TMPDIR", _folder.Path)]);
        Finished without = InNamespace($"mount -t tmpfs none /proc\nexport TMPDIR='{_folder.Path}'\nexec \"$@\"", null, compile);
        Assert.Contains("LLVM crashed (SIGSEGV)", run.Error, StringComparison.Ordinal);
        Assert.Equal((run.Status, FirstLine(run.Error)), (without.Status, FirstLine(without.Error)));
    }

    [Fact]
    public void A_partition_is_compiled_in_a_bare_chroot_that_cannot_be_written_to()
    {
        Finished run = InChroot("exec chroot \"$root\" /usr/bin/env -i \"$@\"", "/lto-par/lto-par", "compile", "-", "-o", "-");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(_expected, run.Bytes);
    }

    /// <summary>Root becomes nobody; anybody else has no rights as it is.</summary>
    [Fact]
    public void A_partition_is_compiled_for_nobody()
    {
        string become = IsRoot ? "/usr/bin/setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
        Finished run = InChroot(
            $"exec chroot \"$root\" {become}/usr/bin/env -i HOME=/nowhere \"$@\"", "/lto-par/lto-par", "compile", "-", "-o", "-");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(_expected, run.Bytes);
    }

    /// <summary>There is room for nothing, for all but the library, and for all but the threads: one of these is each limit, by what the system maps.</summary>
    [Theory]
    [InlineData(450_000)]
    [InlineData(600_000)]
    [FullData(640_000)]
    [FullData(660_000)]
    public void Too_little_address_space_is_said_as_it_is(int kilobytes)
    {
        Finished run = Tools.Run("bash", "-c", $"ulimit -v {kilobytes} && exec '{Tools.LtoPar}' compile '{_input}' -o '{_folder.File("x.o")}'");
        if (run.Status == 0 && kilobytes > 450_000)
        {
            Assert.Equal(_expected, File.ReadAllBytes(_folder.File("x.o")));
            return;
        }

        Assert.Equal(1, run.Status);
        Assert.Matches($@"^lto-par: error: .*too little address space.*the limit is {kilobytes / 1024} MiB.*\n$", run.Error);
    }

    [Fact]
    public void A_library_that_is_none_is_not_blamed_on_memory()
    {
        string library = _folder.File("libLLVM.so");
        File.WriteAllText(library, "no library");
        Finished named = Tools.Run(Tools.LtoPar, "compile", _input, $"--llvm-lib={library}", "-o", _folder.File("x.o"));
        Assert.Contains("it is not a shared library for this machine", named.Error, StringComparison.Ordinal);
    }

    private static string FirstLine(string text) => text.Split('\n')[0];

    private Finished InChroot(string run, params string[] command)
    {
        string root = Directory.CreateDirectory(_folder.File("root")).FullName;
        string image = Path.GetDirectoryName(File.ResolveLinkTarget(Tools.LtoPar, returnFinalTarget: true)!.FullName)!;
        return InNamespace(Chroot + "\n" + run, File.ReadAllBytes(_input), [root, image, .. command]);
    }

    /// <summary>Runs a script where it may mount what it likes, and nobody else sees it.</summary>
    private static Finished InNamespace(string script, byte[]? input, params string[] arguments) =>
        ProcessRunner.Run("unshare", [IsRoot ? "-m" : "-rm", "bash", "-c", script, "bash", .. arguments], input);
}
