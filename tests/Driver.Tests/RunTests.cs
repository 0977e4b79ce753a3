using System.Text.Json;
using LtoPar.Driver.CommandLine;
using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests;

/// <summary>Whole runs on a real module, in this process.</summary>
public sealed class RunTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-o", "-o {0}")]
    [InlineData("--stats-json", "--stats-json={0} -o x.o")]
    [InlineData("--time-trace", "--time-trace={0} -o x.o")]
    [InlineData("--promotion-map", "--promotion-map={0} -o x.o")]
    [InlineData("--emit-objects", "--emit-objects={0}")]
    public void The_input_is_never_an_output(string option, string line) => Refuses($"name another file with {option}", line, "");

    [Theory]
    [InlineData("dump-partitions", "-o {0}")]
    [InlineData("compile", "-o {0}")]
    public void Nor_is_it_of_other_commands(string command, string line) => Refuses("would overwrite the input", line, command);

    [Fact]
    public void Two_outputs_are_two_files()
    {
        string input = _folder.WriteModule("p.bc");
        string output = _folder.File("x");
        Assert.Contains("-o and --stats-json would both write it", Command.Run(input, "-o", output, $"--stats-json={output}").Error, StringComparison.Ordinal);
        Assert.Contains("<stdout>: -o and --stats-json would both write it", Command.Run(input, "-o", "-", "--stats-json=-").Error, StringComparison.Ordinal);
        Assert.Equal(["p.bc"], _folder.Names());
    }

    [Theory]
    [InlineData("p.bc", "p.o")]
    [InlineData("dir.bc/p.ll", "dir.bc/p.o")]
    [InlineData("p", "p.o")]
    [InlineData("p.o", "p.o.o")]
    [InlineData("a.out.0.5.precodegen", "a.out.0.5.precodegen.o")]
    [InlineData("-", "-")]
    public void The_default_name_is_that_of_llc(string input, string output) => Assert.Equal(output, OutputNames.DefaultObject(input));

    [Fact]
    public void Bitcode_in_an_object_file_is_compiled_beside_it()
    {
        string input = _folder.WriteModule("unit.o");
        Command.Check("compile", input);
        Command.Check(input);
        Assert.Equal(["unit.o", "unit.o.o"], _folder.Names());
        Assert.Equal(TestFolder.Bitcode, File.ReadAllBytes(input));
    }

    [Fact]
    public void The_commands_of_a_dry_run_make_the_same_bytes()
    {
        string input = _folder.WriteModule("p.bc");
        string output = _folder.File("real one.o");
        CommandResult dry = Command.Run(input, "-###", "--partition=max", "-save-temps", "-o", output);
        Assert.Equal((0, ""), (dry.Status, dry.Output));
        Assert.Equal(["p.bc"], _folder.Names());
        string[] lines = dry.Error.TrimEnd().Split('\n');
        Assert.Matches(@"^lto-par \d.*, LLVM 22\.", lines[0]);
        string script = string.Join('\n', lines[1..].Select(l => l.Replace("lto-par ", "run ", StringComparison.Ordinal)));
        foreach (string line in lines[1..].Where(l => l.StartsWith("lto-par ", StringComparison.Ordinal)))
        {
            Command.Check([.. ResponseFile.Split(line)[1..].Select(InFolder)]);
        }

        string[] link = [.. ResponseFile.Split(lines[^1]).Select(InFolder)];
        Assert.Equal(0, ProcessRunner.Run(link[0], link[1..]).Status);
        byte[] stepByStep = File.ReadAllBytes(output);
        Command.Check(input, "--partition=max", "-o", output);
        Assert.Equal(File.ReadAllBytes(output), stepByStep);
        Assert.DoesNotContain("#", script, StringComparison.Ordinal);

        string InFolder(string word) => word.Replace("PARTS", _folder.File("PARTS"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_of_one_partition_has_nothing_to_combine()
    {
        CommandResult dry = Command.Run(_folder.WriteModule("p.bc"), "-###", "--partition=one", "-o", "x.o");
        Assert.EndsWith("--verify", dry.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("compile PARTS/p00.bc -o x.o ", dry.Error, StringComparison.Ordinal);
        dry = Command.Run(_folder.WriteModule("p.bc"), "-###", "--partition=one", "--emit-objects=D", "-o", "x.o");
        Assert.EndsWith("\ncp D/p00.o x.o", dry.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-mcpu=nosuch", "'nosuch' is not a recognized processor")]
    [InlineData("-mattr=+nosuch", "'+nosuch' is not a recognized feature")]
    public void Compiling_one_partition_refuses_unknown_processors_too(string option, string message)
    {
        CommandResult outcome = Command.Run("compile", _folder.WriteModule("p.bc"), option);
        Assert.Equal((1, ""), (outcome.Status, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["p.bc"], _folder.Names());
    }

    [Fact]
    public void Dumps_go_where_they_are_sent_and_are_the_same_there()
    {
        string input = _folder.WriteModule("p.bc");
        foreach (string format in new[] { "text", "json", "dot" })
        {
            string text = Command.Check("dump-partitions", input, "--partition=max", $"--format={format}");
            Command.Check("dump-partitions", input, "--partition=max", $"--format={format}", "-j", "auto", "-o", _folder.File("dump"));
            Assert.Equal(text, File.ReadAllText(_folder.File("dump")));
        }

        CommandResult outcome = Command.Run("dump-partitions", input, "--partition=max", "--only=p09");
        Assert.Contains("has no partition p09; the last is p03", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void One_partition_of_a_dump_is_one_file()
    {
        Command.Check(
            "dump-partitions", _folder.WriteModule("p.bc"), "--partition=max", "--only=p01", $"--emit-ir={_folder.File("parts")}",
            $"--emit-bitcode={_folder.File("parts")}");
        Assert.Equal(["p01.bc", "p01.ll"], Directory.GetFiles(_folder.File("parts")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        string ir = LlvmTools.Disassemble(File.ReadAllBytes(_folder.File("parts/p01.bc")));
        Assert.Contains("define i32 @left(", ir, StringComparison.Ordinal);
        Assert.Contains("declare hidden i32 @helper.lto_par.", ir, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_have_the_documented_members_in_their_order()
    {
        string file = _folder.File("stats.json");
        Command.Check(_folder.WriteModule("p.bc"), "--partition=max", "-j2", $"--stats-json={file}");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement root = document.RootElement;
        Assert.Equal(
            [
                "version", "input", "symbols", "segments", "jobs", "wall_ms", "serial_fraction", "cpu_ms", "one_thread_fraction", "balance", "peak_rss_bytes",
                "predicted_peak_bytes", "memory_limit_bytes", "gc_collections", "phases", "partitions", "straggler",
                "prediction_scale", "prediction_error", "balance_at", "cut_call_edges", "cut_weight_share", "promoted", "cloned", "copied",
                "read_whole", "imported", "imported_instructions",
            ],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["load", "open", "read", "plan", "linkage", "compile", "combine"],
            root.GetProperty("phases").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(["p00", "p01", "p02", "p03"], root.GetProperty("partitions").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal("main", root.GetProperty("partitions")[2].GetProperty("largest_function").GetString());
        Assert.InRange(root.GetProperty("serial_fraction").GetDouble(), 0, 1);
        Assert.True(root.GetProperty("balance").GetDouble() >= 1);
        Assert.Equal([2, 8, 16, 64], root.GetProperty("balance_at").EnumerateArray().Select(b => b.GetProperty("workers").GetInt32()));
        Assert.All(root.GetProperty("balance_at").EnumerateArray(), b => Assert.True(b.GetProperty("balance").GetDouble() >= 0.999));
        Assert.All(root.GetProperty("partitions").EnumerateArray(), p => Assert.True(p.GetProperty("emit_cpu_ms").GetDouble() > 0));
        string straggler = root.GetProperty("straggler").GetProperty("name").GetString()!;
        Assert.Equal(
            straggler, root.GetProperty("partitions").EnumerateArray().MaxBy(p => p.GetProperty("ended_ms").GetDouble()).GetProperty("name").GetString());
        Assert.True(root.GetProperty("peak_rss_bytes").GetInt64() > 1 << 20);
    }

    [Theory]
    [InlineData("LLVM21.1", true)]
    [InlineData("LLVM22.1", false)]
    public void A_module_that_is_read_whole_is_named_with_the_reason(string producer, bool isWhole)
    {
        const string Reason = "LLVM 21 wrote it, and only the layout of LLVM 22 is known";
        byte[] bitcode = LlvmTools.Assemble(
            """
            target triple = "x86_64-pc-linux-gnu"
            define void @f() !dbg !3 { ret void }
            !llvm.dbg.cu = !{!0}
            !llvm.module.flags = !{!1}
            !0 = distinct !DICompileUnit(language: DW_LANG_C11, file: !2, emissionKind: FullDebug)
            !1 = !{i32 2, !"Debug Info Version", i32 3}
            !2 = !DIFile(filename: "x.c", directory: "/")
            !3 = distinct !DISubprogram(name: "f", scope: !2, file: !2, line: 1, type: !4, unit: !0, spFlags: DISPFlagDefinition)
            !4 = !DISubroutineType(types: !5)
            !5 = !{null}
            """);
        string input = _folder.File("x.bc");
        File.WriteAllBytes(input, BitcodeSignature.Sign(bitcode, producer));
        foreach (string option in new[] { "-v", "--print-stats", $"--stats-json={_folder.File("stats.json")}" })
        {
            CommandResult outcome = Command.Run(input, "-j2", option);
            Assert.Equal(0, outcome.Status);
            bool says = isWhole && !option.StartsWith("--stats-json", StringComparison.Ordinal);
            string note = $"lto-par: note: {input}: debug information is read whole, which takes longer: {Reason}\n";
            Assert.Equal(says, outcome.Error.Contains(note, StringComparison.Ordinal));
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(_folder.File("stats.json")));
        Assert.Equal(isWhole ? [Reason] : [], document.RootElement.GetProperty("read_whole").EnumerateArray().Select(why => why.GetString()!));

        // Where there is nothing to leave out, nothing is lost.
        File.WriteAllBytes(input, BitcodeSignature.Sign(TestFolder.Bitcode, producer));
        Assert.DoesNotContain("read whole", Command.Run(input, "-v").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_asked_for_is_said_on_standard_error_alone()
    {
        string input = _folder.WriteModule("p.bc");
        CommandResult verbose = Command.Run(input, "-v", "--partition=max");
        Assert.Equal((0, ""), (verbose.Status, verbose.Output));
        Assert.All(verbose.Error.TrimEnd().Split('\n'), line => Assert.StartsWith("lto-par: ", line, StringComparison.Ordinal));
        Assert.Contains("compiling 4 partitions", verbose.Error, StringComparison.Ordinal);
        Assert.Matches(@"combining 4 objects with /.*ld", verbose.Error);
        CommandResult progress = Command.Run(input, "--progress=always", "--partition=max");
        Assert.Contains("[4/4] compiled p0", progress.Error, StringComparison.Ordinal);
        // No terminal: lines that stay, the first and the last, and in such a short time no line between.
        Assert.Matches(@"^lto-par: \[1/4\] compiled p0[^\r\n]*\nlto-par: \[4/4\] compiled p0[^\r\n]*\n$", progress.Error);
        CommandResult table = Command.Run(input, "--print-stats", "--partition=max");
        Assert.All(
            ["slowest", "ended last", "serial fraction", "balance", "peak memory", "collections"],
            word => Assert.Contains(word, table.Error, StringComparison.Ordinal));
        Assert.Equal("", Command.Run(input, "--partition=max").Error);
    }

    [Fact]
    public void Arguments_come_from_response_files()
    {
        string input = _folder.WriteModule("a module.bc");
        string inner = _folder.Write("inner", "--partition=max #not-a-comment");
        string outer = _folder.Write("outer", $"'{input}' -o \"{_folder.File("out \\\"1\\\".o")}\" @{inner.Replace(" ", "\\ ", StringComparison.Ordinal)}");
        Assert.Contains("#not-a-comment: one input at a time", Command.Run("@" + outer).Error, StringComparison.Ordinal);
        _folder.Write("inner", "--partition=max");
        Command.Check("@" + outer);
        Assert.Contains("out \"1\".o", _folder.Names());
        Assert.Equal($"lto-par: error: {_folder.File("none")}: cannot read response file: no such file\n", Command.Run("@" + _folder.File("none")).Error);
    }

    private void Refuses(string message, string line, string command)
    {
        string input = _folder.WriteModule("p.bc");
        string[] words = [.. line.Split(' ').Select(
            w => w.Replace("{0}", input, StringComparison.Ordinal).Replace("x.o", _folder.File("x.o"), StringComparison.Ordinal))];
        CommandResult outcome = Command.Run([.. command.Length > 0 ? [command] : Array.Empty<string>(), input, .. words]);
        Assert.Equal((1, ""), (outcome.Status, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(TestFolder.Bitcode, File.ReadAllBytes(input));
        Assert.Equal(["p.bc"], _folder.Names());
    }
}
