namespace LtoPar.EndToEnd.Tests.Workers;

/// <summary>
/// What LLVM does to one partition happens to no other: it is compiled again, alone; when it is lost again, it is an error of that partition with all that one
/// needs to look at it, and the others are in the cache.
/// </summary>
public sealed class LostWorkerTests(PlantedLlvm planted) : IClassFixture<PlantedLlvm>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plant_abort", "LLVM crashed (SIGABRT)")]
    [InlineData("plant_segv", "LLVM crashed (SIGSEGV)")]
    [InlineData("plant_kill", "its worker process was killed (SIGKILL)")]
    [InlineData("plant_hang", "it took longer than 1 s (--timeout)", "--timeout=1")]
    public void A_partition_that_is_lost_twice_is_named_and_the_others_are_kept(string function, string reason, params string[] options)
    {
        Finished finished = Compile(function, [$"--cache-dir={_folder.File("cache")}", "-j2", .. options]);
        Assert.Equal(1, finished.Status);
        Assert.Matches($"^lto-par: error: .*{function}.bc: partition p0[0-6]: ", finished.Error);
        Assert.Contains(reason, finished.Error, StringComparison.Ordinal);
        Assert.Contains("lto-par: note: reproduce with ", finished.Error, StringComparison.Ordinal);
        Assert.Equal(2, finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.False(File.Exists(_folder.File("out.o")));
        Assert.Equal(6, Directory.GetFiles(_folder.File("cache"), "*.ltopar", SearchOption.AllDirectories).Length);

        // The script does what the worker did; but for the hang, which it would do as well.
        string script = finished.Error.Split("reproduce with ")[1].Trim();
        Assert.Contains("-O1", File.ReadAllText(script), StringComparison.Ordinal);
        if (function != "plant_hang")
        {
            Finished again = Tools.Run(
                script, [], null,
                [("PATH", Path.GetDirectoryName(Tools.LtoPar) + ":" + Environment.GetEnvironmentVariable("PATH")), .. Variables(_folder.Path)]);
            Assert.NotEqual(0, again.Status);
        }

        // Nothing of the run itself: the reproducers (each run of the script writes one where LLVM lets it) and the cache.
        Assert.All(Directory.GetDirectories(_folder.Path), d => Assert.Matches("lto-par-crash-|cache$", d));
    }

    /// <summary>A fatal error of LLVM itself, in the middle of a function that the second worker names.</summary>
    [Fact]
    public void The_function_is_named_that_a_pass_was_at()
    {
        string source = _folder.File("fatal.ll");
        File.WriteAllText(
            source,
            "target triple = \"x86_64-pc-linux-gnu\"\ndeclare i64 @llvm.aarch64.space(i32, i64)\ndefine i64 @fine(i64 %x) {\n  ret i64 %x\n}\n"
            + "define i64 @bad(i64 %x) {\n  %r = call i64 @llvm.aarch64.space(i32 8, i64 %x)\n  ret i64 %r\n}\n");
        Tools.Check(Tools.Llvm("llvm-as"), source, "-o", _folder.File("fatal.bc"));
        Finished finished = Tools.Run(
            Tools.LtoPar, [_folder.File("fatal.bc"), "--partition=one", "-O1", "--executor=process", "-o", _folder.File("out.o")], null,
            [("TMPDIR", _folder.Path)]);
        Assert.Equal(1, finished.Status);
        Assert.Contains("partition p00: LLVM gave up: Cannot select", finished.Error, StringComparison.Ordinal);
        Assert.Contains("in function 'bad' (pass X86 DAG->DAG Instruction Selection)", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plant_abort")]
    [InlineData("plant_segv")]
    [InlineData("plant_kill")]
    [InlineData("plant_hang", "--timeout=1")]
    public void A_partition_that_is_lost_once_is_compiled_again(string function, params string[] options)
    {
        byte[] expected = Expected(function);
        string once = Directory.CreateDirectory(_folder.File("once")).FullName;
        Finished finished = Compile(function, [.. options], [("PLANT_ONCE", once)]);
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Equal(expected, File.ReadAllBytes(_folder.File("out.o")));
        Assert.True(File.Exists(Path.Combine(once, function)), "nothing was planted");
        Assert.Matches("^lto-par: note: .*: partition p0[0-6]: .*; compiled again, alone\n$", finished.Error);
    }

    /// <summary>A crash in a thread starts the run again with worker processes, in which the partition may well be compiled.</summary>
    [Theory]
    [InlineData("plant_abort")]
    [InlineData("plant_segv")]
    public void A_crash_in_a_thread_starts_again_with_worker_processes(string function)
    {
        byte[] expected = Expected(function);
        string once = Directory.CreateDirectory(_folder.File("once")).FullName;
        Finished finished = CompileIn(function, [], ("PLANT_ONCE", once));
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Equal(expected, File.ReadAllBytes(_folder.File("out.o")));
        Assert.Matches("^lto-par: note: .*: partition p0[0-6]: LLVM crashed .*; starting again with worker processes .*\n$", finished.Error);
        Assert.Equal([once], Directory.GetDirectories(_folder.Path));

        // Always: the second time it is a worker's error.
        finished = CompileIn(function, []);
        Assert.Equal(1, finished.Status);
        Assert.Contains("lto-par: error: ", finished.Error, StringComparison.Ordinal);
        Assert.Contains("starting again", finished.Error, StringComparison.Ordinal);

        // Not where threads were asked for.
        finished = CompileIn(function, ["--executor=thread"]);
        Assert.Equal(1, finished.Status);
        Assert.DoesNotContain("starting again", finished.Error, StringComparison.Ordinal);
        Assert.Contains("reproduce with", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_library_of_the_command_line_is_the_workers_too()
    {
        Finished finished = Tools.Run(
            Tools.LtoPar, [planted.Program("plant_none"), "--executor=process", "-o", _folder.File("out.o"), "--llvm-lib=" + planted.Library], null,
            [("LTO_PAR_LIBLLVM", "/nowhere"), .. Variables(_folder.Path)[1..]]);
        Assert.True(finished.Status == 0, finished.Error);
    }

    private (string, string)[] Variables(string folder) => [("LTO_PAR_LIBLLVM", planted.Library), ("TMPDIR", folder)];

    private byte[] Expected(string function)
    {
        string output = _folder.File("expected.o");
        Tools.Check(Tools.LtoPar, planted.Program(function), "--partition=max", "-O1", "--unique-id=x", "-o", output);
        return File.ReadAllBytes(output);
    }

    private Finished Compile(string function, string[] options, params (string, string)[] environment) =>
        CompileIn(function, ["--executor=process", .. options], environment);

    private Finished CompileIn(string function, string[] options, params (string, string)[] environment) => Tools.Run(
        Tools.LtoPar, [planted.Program(function), "--partition=max", "-O1", "--unique-id=x", "-o", _folder.File("out.o"), .. options], null,
        [.. Variables(_folder.Path), .. environment]);
}
