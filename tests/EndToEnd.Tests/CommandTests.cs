using System.Text.Json;

namespace LtoPar.EndToEnd.Tests;

/// <summary>Tests the command besides compiling: dumps, temporary stages, statistics, pipes.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Program =
        "target triple = \"x86_64-pc-linux-gnu\"\n@str = private unnamed_addr constant [3 x i8] c\"ab\\00\"\n@state = internal global i32 3\n"
        + "define internal i32 @helper(i32 %x) noinline {\n  %v = load i32, ptr @state\n  %r = add i32 %x, %v\n  ret i32 %r\n}\n"
        + "define i32 @left(i32 %x) noinline {\n  %r = call i32 @helper(i32 %x)\n  ret i32 %r\n}\ndefine ptr @text() noinline {\n  ret ptr @str\n}\n"
        + "define i32 @main() {\n  %a = call i32 @left(i32 -3)\n  %b = call i32 @helper(i32 -3)\n  %p = call ptr @text()\n"
        + "  %c = load i8, ptr @str\n  %r = add i32 %a, %b\n  ret i32 %r\n}\n";

    private readonly TempFolder _folder = new();

    public CommandTests()
    {
        File.WriteAllText(_folder.File("p.ll"), Program);
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("p.ll"), "-o", Input);
    }

    private string Input => _folder.File("p.bc");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_text_dump_is_stable_and_says_why()
    {
        string dump = Tools.Check(Tools.LtoPar, "dump-partitions", "--partition=max", "--unique-id=id", Input);
        Assert.Equal(
            """
            partition p00: 1 functions, 0 others, 3 instructions (25.0%); call edges cut: 0 out, 2 in
              function helper @@ p00 [hidden, promoted from internal as helper.lto_par.id] 3 instructions
              uses variable state of p04: declared: writable
            partition p01: 1 functions, 0 others, 2 instructions (16.7%); call edges cut: 1 out, 1 in
              function left @@ p01 [external] 2 instructions
              uses function helper of p00: declared
            partition p02: 1 functions, 1 others, 1 instructions (8.3%); call edges cut: 0 out, 1 in
              function text @@ p02 [external] 1 instructions
              variable str @@ p02 [hidden, promoted from private as str.48671ad7.lto_par.id] 3 bytes
            partition p03: 1 functions, 0 others, 6 instructions (50.0%); call edges cut: 3 out, 0 in
              function main @@ p03 [external] 6 instructions
              uses function helper of p00: declared
              uses function left of p01: declared
              uses function text of p02: declared
              uses variable str of p02: value visible (available_externally): a constant with a known initialiser
            partition p04: 0 functions, 1 others, 0 instructions (0.0%); call edges cut: 0 out, 0 in
              variable state @@ p04 [hidden, promoted from internal as state.lto_par.id] 4 bytes
            total: 5 partitions, 4 functions, 12 instructions; cut 4 call edges (100.0% of the call weight); promoted 3, cloned 1, copied 0

            """.ReplaceLineEndings("\n"),
            dump);
    }

    [Fact]
    public void The_json_dump_is_json_and_the_dot_dump_names_every_partition()
    {
        using JsonDocument json = JsonDocument.Parse(Tools.Check(Tools.LtoPar, "dump-partitions", "--partition=max", "--format=json", Input));
        Assert.Equal(5, json.RootElement.GetProperty("partitions").GetArrayLength());
        string dot = Tools.Check(Tools.LtoPar, "dump-partitions", "--partition=max", "--format=dot", Input);
        Assert.All(Enumerable.Range(0, 5), p => Assert.Contains($"p0{p}:", dot, StringComparison.Ordinal));
    }

    [Fact]
    public void Dumped_bitcode_compiles_to_the_objects_of_the_run()
    {
        string objects = _folder.File("objects");
        Tools.Check(Tools.LtoPar, Input, "--partition=max", "--unique-id=id", "-O1", $"--emit-objects={objects}");
        Tools.Check(
            Tools.LtoPar, "dump-partitions", Input, "--partition=max", "--unique-id=id", $"--emit-bitcode={_folder.File("parts")}",
            $"--emit-ir={_folder.File("parts")}", "-o", _folder.File("dump"));
        string[] listed = File.ReadAllLines(Path.Combine(objects, "objects.txt"));
        Assert.Equal(5, listed.Length);
        foreach (string expected in listed)
        {
            string name = Path.GetFileNameWithoutExtension(expected);
            Tools.Check(Tools.LtoPar, "compile", _folder.File($"parts/{name}.bc"), "-O1", "-o", _folder.File("one.o"));
            Assert.Equal(File.ReadAllBytes(expected), File.ReadAllBytes(_folder.File("one.o")));
            Assert.Contains("define", File.ReadAllText(_folder.File($"parts/{name}.ll")) + "define", StringComparison.Ordinal);
        }

        Tools.Check("cc", ["-no-pie", "-o", _folder.File("program"), .. listed]);
        Tools.Check(_folder.File("program"));
    }

    /// <summary>LLVM alone warns, and generates code for another processor. The target is all that is read of the module first.</summary>
    [Fact]
    public void A_partition_is_not_compiled_for_an_unknown_processor()
    {
        Finished finished = Tools.Run(Tools.LtoPar, "compile", Input, "-mcpu=nonsense", "-o", _folder.File("x.o"));
        Assert.Equal(1, finished.Status);
        Assert.StartsWith("lto-par: error: -mcpu: 'nonsense' is not a recognized processor for this target", finished.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("x.o")));
        Tools.Check(Tools.LtoPar, "compile", Input, "-mcpu=x86-64-v3", "-o", _folder.File("x.o"));
    }

    [Fact]
    public void Standard_input_and_output_are_pipes()
    {
        string command = $"'{Tools.LtoPar}' - --partition=max --unique-id=id <'{Input}' >'{_folder.File("piped.o")}' && '{Tools.LtoPar}' '{Input}' "
            + $"--partition=max --unique-id=id -o '{_folder.File("plain.o")}'";
        Tools.Check("sh", "-c", command);
        Assert.Equal(File.ReadAllBytes(_folder.File("plain.o")), File.ReadAllBytes(_folder.File("piped.o")));
    }

    [Fact]
    public void The_default_output_is_beside_the_input()
    {
        Tools.Check(Tools.LtoPar, Input);
        Assert.True(File.Exists(_folder.File("p.o")));
    }

    [Theory]
    [InlineData("ld")]
    [InlineData("mold")]
    [InlineData("ld.lld-22")]
    public void Any_linker_combines(string linker)
    {
        Tools.Check(Tools.LtoPar, Input, "--partition=max", $"--ld={linker}", "-o", _folder.File("p.o"));
        Tools.Check("cc", "-no-pie", "-o", _folder.File("program"), _folder.File("p.o"));
        Tools.Check(_folder.File("program"));
    }

    [Fact]
    public void Temporary_stages_statistics_and_the_promotion_map_are_written()
    {
        Tools.Check(
            Tools.LtoPar, Input, "--partition=max", "--unique-id=id", "-save-temps", $"--stats-json={_folder.File("stats.json")}",
            $"--promotion-map={_folder.File("map")}", "-o", _folder.File("x.o"));
        string[] expected =
        [
            "x.o.1.graph.txt", "x.o.2.plan.txt", .. Enumerable.Range(0, 5)
                .Select(p => $"x.o.3.p0{p}.bc"), .. Enumerable.Range(0, 5)
                .Select(p => $"x.o.5.p0{p}.o"),
        ];
        Assert.All(expected, name => Assert.True(File.Exists(_folder.File(name)), name));
        // The bitcode is what the worker compiled: the bytes of a dump, which give the objects of a run that keeps nothing.
        string[] cut = [Input, "--partition=max", "--unique-id=id"];
        Tools.Check(Tools.LtoPar, ["dump-partitions", .. cut, $"--emit-bitcode={_folder.File("parts")}", "-o", _folder.File("dump")]);
        Tools.Check(Tools.LtoPar, [.. cut, $"--emit-objects={_folder.File("objects")}"]);
        foreach (string name in Enumerable.Range(0, 5).Select(p => $"p0{p}"))
        {
            Assert.Equal(File.ReadAllBytes(_folder.File($"parts/{name}.bc")), File.ReadAllBytes(_folder.File($"x.o.3.{name}.bc")));
            Assert.Equal(File.ReadAllBytes(_folder.File($"objects/{name}.o")), File.ReadAllBytes(_folder.File($"x.o.5.{name}.o")));
        }

        Assert.Equal("helper\thelper.lto_par.id\nstr\tstr.48671ad7.lto_par.id\nstate\tstate.lto_par.id\n", File.ReadAllText(_folder.File("map")));
        using JsonDocument stats = JsonDocument.Parse(File.ReadAllText(_folder.File("stats.json")));
        Assert.Equal(5, stats.RootElement.GetProperty("partitions").GetArrayLength());
    }

    [Fact]
    public void A_dry_run_prints_commands_and_does_nothing()
    {
        Finished finished = Tools.Run(Tools.LtoPar, Input, "-###", "--partition=max", "-o", _folder.File("x.o"));
        Assert.Equal(0, finished.Status);
        Assert.Contains("lto-par compile PARTS/p04.bc -o PARTS/p04.o --stage=post-ipo -O2", finished.Error, StringComparison.Ordinal);
        Assert.Contains(" -r -o ", finished.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("x.o")));
    }

    [Fact]
    public void It_is_silent_unless_asked()
    {
        Finished quiet = Tools.Run(Tools.LtoPar, Input, "-o", _folder.File("x.o"));
        Assert.Equal((0, "", ""), (quiet.Status, quiet.Output, quiet.Error));
        Finished stats = Tools.Run(Tools.LtoPar, Input, "--print-stats", "-o", _folder.File("x.o"));
        Assert.Contains("serial fraction", stats.Error, StringComparison.Ordinal);
        Finished progress = Tools.Run(Tools.LtoPar, Input, "--progress=always", "--partition=max", "-o", _folder.File("x.o"));
        Assert.Contains("[5/5]", progress.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupted_it_leaves_nothing()
    {
        string input = Corpus.File("ninja", "postipo.bc");
        string log = _folder.File("log");
        string command =
            $"mkfifo '{log}'; TMPDIR='{_folder.Path}' '{Tools.LtoPar}' '{input}' --progress=always --partition=max -j2 "
            + $"-o '{_folder.File("big.o")}' 2>'{log}' & p=$!; exec 3<'{log}'; grep -q -m1 '\\[1/' <&3; kill -TERM $p; wait $p; echo $?";
        Assert.Equal("143", Tools.Check("sh", "-c", command).Trim());
        Assert.Equal(["log", "p.bc", "p.ll"], Directory.GetFileSystemEntries(_folder.Path).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }
}
