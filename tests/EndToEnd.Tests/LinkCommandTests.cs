namespace LtoPar.EndToEnd.Tests;

/// <summary>"lto-par link" and "lto-par symtab" as they are started: archives, outputs, the commands of -###, and what is left after a failure.</summary>
public sealed class LinkCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Members_of_an_archive_are_found_where_they_are()
    {
        MakeArchive();
        string resolution = Resolve();
        Assert.Contains("libx.a(", File.ReadAllText(resolution), StringComparison.Ordinal);
        Tools.Check(Tools.LtoPar, "link", resolution, "-o", _folder.File("out.o"));
        Tools.Check("cc", _folder.File("out.o"), "-o", _folder.File("out"));
        Assert.Equal(7, Tools.Run(_folder.File("out")).Status);
    }

    [Fact]
    public void The_output_kind_decides_the_relocation_model()
    {
        Compile("main", "int g; int *main(void) { return &g; }");
        Job("exec");
        Tools.Check(Tools.LtoPar, "link", _folder.File("job"), "-v", "-o", _folder.File("exec.o"));
        Assert.Contains(
            "--relocation-model=static", Tools.Run(Tools.LtoPar, "link", _folder.File("job"), "-v", "-o", _folder.File("exec.o")).Error,
            StringComparison.Ordinal);
        Job("shared");
        Assert.Contains(
            "--relocation-model=pic", Tools.Run(Tools.LtoPar, "link", _folder.File("job"), "-v", "-o", _folder.File("shared.o")).Error,
            StringComparison.Ordinal);
        Job("relocatable");
        string said = Tools.Run(Tools.LtoPar, "link", _folder.File("job"), "-v", "-o", _folder.File("r.o")).Error;
        Assert.DoesNotContain("--relocation-model", said, StringComparison.Ordinal);
        Assert.Contains("-fno-function-sections -fno-data-sections", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_printed_commands_make_the_same_object()
    {
        Compile("main", "int f(int x) { return x + 1; } int main(int c, char **v) { return f(c); }");
        Job("pie");
        Tools.Check(Tools.LtoPar, "link", _folder.File("job"), "-O1", "--partition=one", "-o", _folder.File("first.o"));
        Finished dry = Tools.Run(Tools.LtoPar, ["link", _folder.File("job"), "-O1", "--partition=one", "-###", "-o", "second.o"], _folder.Path, []);
        Assert.True(dry.Status == 0, dry.Error);
        string[] commands = [.. dry.Error.Split('\n').Where(l => l.StartsWith("lto-par ", StringComparison.Ordinal)).Skip(1)];
        Assert.Equal(["link", "ipo", "dump-partitions", "compile"], commands.Select(c => c.Split(' ')[1]));
        foreach (string command in commands)
        {
            Finished step = Tools.Run("sh", ["-c", $"{Tools.LtoPar} {command["lto-par ".Length..]}"], _folder.Path, []);
            Assert.True(step.Status == 0, step.Error);
        }

        Assert.Equal(File.ReadAllBytes(_folder.File("first.o")), File.ReadAllBytes(_folder.File("second.o")));
    }

    [Fact]
    public void Temporary_stages_begin_with_the_merged_module()
    {
        Compile("main", "int main(void) { return 0; }");
        Job("pie");
        Tools.Check(Tools.LtoPar, "link", _folder.File("job"), "-save-temps=merged,ipo", "-o", _folder.File("x.o"));
        Assert.True(File.Exists(_folder.File("program.0.merged.bc")));
        Assert.True(File.Exists(_folder.File("program.0.ipo.bc")));
    }

    [Fact]
    public void Nothing_is_left_of_a_link_that_fails()
    {
        Compile("main", "int main(void) { return 0; }");
        Job("pie");
        File.Delete(_folder.File("main.o"));
        Fails("main.o: no such file", "link", _folder.File("job"), "-o", _folder.File("x.o"));
        Fails("main.o: no such file", "link", _folder.File("job"), $"--emit-objects={_folder.File("objects")}");
        Fails("main.o: no such file", "link", _folder.File("job"), $"--emit-merged={_folder.File("x.bc")}");
        File.WriteAllBytes(_folder.File("main.o"), [0x42, 0x43, 0xc0, 0xde, 0, 0, 0, 0]);
        Fails("main.o: is ", "link", _folder.File("job"), "-o", _folder.File("x.o"));
        File.WriteAllText(_folder.File("job"), "nonsense\n");
        Fails("job: is no job", "link", _folder.File("job"), "-o", _folder.File("x.o"));
        Assert.Equal(["job", "main.c", "main.o"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_truncated_archive_is_named_with_its_member()
    {
        MakeArchive();
        string resolution = Resolve();
        byte[] archive = File.ReadAllBytes(_folder.File("libx.a"));
        File.WriteAllBytes(_folder.File("libx.a"), archive[..(archive.Length - 300)]);
        Fails("libx.a(two.o): is truncated", "link", resolution, "-o", _folder.File("x.o"));
    }

    [Fact]
    public void A_symbol_table_is_made_for_a_part_of_a_file()
    {
        Compile("main", "int main(void) { return 0; }");
        byte[] module = File.ReadAllBytes(_folder.File("main.o"));
        File.WriteAllBytes(_folder.File("two"), [.. new byte[16], .. module, .. new byte[16]]);
        Tools.Check(Tools.LtoPar, "symtab", _folder.File("two"), "--offset", "16", "--size", $"{module.Length}", "-o", _folder.File("one.bc"));
        Assert.Contains(" T main", Tools.Check(Tools.Llvm("llvm-nm"), _folder.File("one.bc")), StringComparison.Ordinal);
        Fails("has ", "symtab", _folder.File("two"), "--offset", "16", "--size", $"{module.Length + 17}", "-o", _folder.File("x.bc"));
        Fails("is not LLVM bitcode", "symtab", _folder.File("two"), "--offset", "0", "-o", _folder.File("x.bc"));
        Fails("symtab needs -o", "symtab", _folder.File("main.o"));
    }

    private void MakeArchive()
    {
        Compile("main", "int one(void), two(void); int main(void) { return one() + two(); }");
        Compile("one", "int one(void) { return 3; }");
        Compile("two", "int two(void) { return 4; }");
        Tools.Check(Tools.Llvm("llvm-ar"), "rcs", _folder.File("libx.a"), _folder.File("one.o"), _folder.File("two.o"));
    }

    private string Resolve()
    {
        Tools.Check(
            Tools.Llvm("clang"), "-flto", $"--ld-path={Tools.Llvm("ld.lld")}", _folder.File("main.o"), _folder.File("libx.a"),
            "-Wl,--save-temps=resolution", "-o", _folder.File("program"));
        return _folder.File("program.resolution.txt");
    }

    private void Compile(string name, string source)
    {
        File.WriteAllText(_folder.File($"{name}.c"), source);
        Tools.Check(Tools.Llvm("clang"), "-flto", "-O1", "-c", _folder.File($"{name}.c"), "-o", _folder.File($"{name}.o"));
    }

    /// <summary>A job of main.o alone, in which everything prevails and main is seen from outside.</summary>
    private void Job(string kind)
    {
        string[] names = [.. Tools.Check(
            Tools.Llvm("llvm-nm"), "--no-sort", "--format=just-symbols", _folder.File("main.o")).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        string symbols = string.Concat(names.Select(n => $"symbol {(n == "main" ? "px" : "p")} {n}\n"));
        File.WriteAllText(
            _folder.File("job"), $"lto-par-job 1\noutput {kind} {_folder.File("program")}\nmodule {_folder.File("main.o")} 0 0 main.o\n{symbols}");
    }

    private static void Fails(string message, params string[] arguments)
    {
        Finished finished = Tools.Run(Tools.LtoPar, arguments);
        Assert.Equal(1, finished.Status);
        Assert.StartsWith("lto-par: error: ", finished.Error, StringComparison.Ordinal);
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
    }
}
