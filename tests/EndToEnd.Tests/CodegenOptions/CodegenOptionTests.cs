namespace LtoPar.EndToEnd.Tests.CodegenOptions;

/// <summary>
/// The table of docs/codegen-options.md: complete, and what it says of each option happens. The tests of the driver compare it with what the program knows,
/// and try each of those that are refused or ignored. LTO_PAR_TEST_FULL=1 tries each honoured one alone; without it several go into a run.
/// </summary>
public sealed class CodegenOptionTests(OptionProgram program) : IClassFixture<OptionProgram>
{
    // "load" is lld's alone: plug-ins for passes.
    private static readonly HashSet<string> s_ofLinker = ["load"];

    /// <summary>clang's -mllvm knows what passes read, ld.lld's also what tools read and set up LLVM by.</summary>
    [Fact]
    public void Every_option_that_only_tools_read_is_in_the_table()
    {
        HashSet<string> passes = Names(Tools.Llvm("clang"), "-cc1", "-mllvm", "-help-list-hidden");
        HashSet<string> linker = Names(Tools.Llvm("ld.lld"), "-mllvm", "-help-list-hidden");
        HashSet<string> table = [.. DocumentedFlag.ReadAll().Select(f => f.Name)];
        string[] others = [.. linker.Except(passes).Except(s_ofLinker)];
        Assert.True(others.Length > 50, $"{others.Length} options only ld.lld knows");
        Assert.Empty(others.Except(table));
    }

    [Theory]
    [InlineData("-O2", 4, 8)]
    [InlineData("-O0", 18, 3)]
    public void Objects_are_those_of_llc_with_the_same_options(string level, int wordsInRun, int atLeast)
    {
        string[] words = DocumentedFlag.WordsOf("code generator");
        string plain = Llc(level, []);
        int changed = 0;
        foreach (string[] run in words.Chunk(TestForm.IsFull ? 1 : wordsInRun))
        {
            string expected = Llc(level, run);
            string output = program.File("own.o");
            Finished finished = Tools.Run(
                Tools.LtoPar, ["compile", program.File("main.bc"), "--stage=codegen", "-fPIC", level, "-o", output, .. run.Select(w => "-mllvm=" + w)]);
            Assert.True(finished is { Status: 0, Error: "" }, $"{finished.Command}\n{finished.Error}");
            Assert.True(File.ReadAllBytes(expected).SequenceEqual(File.ReadAllBytes(output)), $"{string.Join(' ', run)}: not the object of llc");
            changed += File.ReadAllBytes(expected).SequenceEqual(File.ReadAllBytes(plain)) ? 0 : 1;
        }

        Assert.True(changed >= atLeast, $"{changed} runs make another object than without options");
    }

    /// <summary>Options that clang passes to links and that LLVM's passes read for themselves.</summary>
    [Theory]
    [InlineData("-generate-arange-section")]
    [InlineData("-x86-branches-within-32B-boundaries")]
    [InlineData("-x86-align-branch-boundary=32", "-x86-align-branch=jcc+call")]
    public void Options_that_passes_read_work_as_in_llc(params string[] words)
    {
        byte[] plain = Compile("-fPIC", "-fno-function-sections", "-fno-data-sections");
        byte[] own = Compile(["-fPIC", "-fno-function-sections", "-fno-data-sections", .. words.Select(w => "-mllvm=" + w)]);
        string output = program.File("llc.o");
        Tools.Check(Tools.Llvm("llc"), ["-filetype=obj", "-relocation-model=pic", program.File("main.bc"), "-o", output, .. words]);
        Assert.True(File.ReadAllBytes(output).SequenceEqual(own));
        Assert.False(own.SequenceEqual(plain));
    }

    [Fact]
    public void Own_options_in_LLVMs_spelling_are_own_options()
    {
        foreach ((string word, string own) in new[]
        {
            ("-code-model=large", "-mcmodel=large"),
            ("-data-sections=0", "-fno-data-sections"),
            ("-function-sections=0", "-fno-function-sections"),
            ("-mattr=+avx2", "-mattr=+avx2"),
            ("-mcpu=skylake", "-mcpu=skylake"),
            ("-relocation-model=static", "-fno-pic"),
            ("-addrsig", "-faddrsig"),
        })
        {
            Assert.Equal(Compile("-fPIC", own), Compile("-fPIC", "-mllvm", word));
        }

        Assert.Equal(7, DocumentedFlag.WordsOf("option").Length);
        Assert.Equal(Compile("-mcmodel=large"), Compile("-mllvm", "-code-model", "-mllvm", "large"));
        Assert.NotEqual(Compile("-fPIC"), Compile("-fPIC", "-mcmodel=large"));
    }

    [Theory]
    [InlineData("bfd")]
    [InlineData("gold")]
    [InlineData("mold")]
    [InlineData("lld")]
    public void A_program_works_with_all_of_them_and_is_what_they_ask_for(string linker)
    {
        // Two need other tools than are here: .sframe of a later version than GNU ld knows, and x86's own relaxation.
        string[] words = [.. DocumentedFlag.WordsOf("code generator").Where(w => w is not ("-gsframe" or "-crel" or "-enable-jmc-instrument"))];
        Finished finished = program.Link(linker, "all", ["main.o", "other.o", "-Wl,-plugin-opt=--partition=max", .. words.Select(w => "-Wl,-plugin-opt=" + w)]);
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Equal("3 14.0 6 14 0\n", program.Run("all"));
        Assert.Contains(".stack_sizes", Tools.Check(Tools.Llvm("llvm-readelf"), "-SW", program.File("all")), StringComparison.Ordinal);
        Assert.Contains("__emutls_v.shared", Tools.Check(Tools.Llvm("llvm-nm"), program.File("all")), StringComparison.Ordinal);
    }

    /// <summary>Thread-local variables that native objects share with the program must be of the one kind.</summary>
    [Theory]
    [InlineData("bfd", "--partition=one")]
    [InlineData("gold", "--partition=max")]
    [InlineData("mold", "--partition=max")]
    [InlineData("lld", "--partition=max")]
    public void Emulated_thread_local_storage_is_shared_with_native_objects(string linker, string partition)
    {
        Finished finished = program.Link(linker, "mixed", "-femulated-tls", "main.o", "native.o", "-Wl,-plugin-opt=" + partition);
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Equal("3 14.0 6 14 0\n", program.Run("mixed"));
    }

    /// <summary>GNU ld refuses such relocations, gold and mold misread them.</summary>
    [Theory]
    [InlineData("bfd")]
    [InlineData("gold")]
    [InlineData("mold")]
    public void Relocations_that_linkers_cannot_read_are_not_written_for_them(string linker)
    {
        Finished finished = program.Link(linker, "crel", "main.o", "other.o", "-Wa,--crel");
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Contains("-plugin-opt=-crel is ignored", finished.Output + finished.Error, StringComparison.Ordinal);
        Assert.Equal("3 14.0 6 14 0\n", program.Run("crel"));
    }

    [Fact]
    public void What_cannot_be_honoured_ends_a_link_and_what_changes_nothing_is_said()
    {
        DocumentedFlag[] flags = DocumentedFlag.ReadAll();
        // As an option of linkers, -O3 is lto-par's level.
        DocumentedFlag[] refused = [.. flags.Where(f => f.Effect == "refused" && f.Word != "-O3")];
        foreach (DocumentedFlag flag in TestForm.IsFull ? refused : [.. refused.DistinctBy(f => f.Note.Split(" compile with ")[0])])
        {
            Finished finished = program.Link("bfd", "refused", "main.o", "other.o", "-Wl,-plugin-opt=" + flag.Word);
            Assert.NotEqual(0, finished.Status);
            Assert.Contains($"-mllvm {flag.Word} is not supported: {flag.Note}", finished.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(program.File("refused")));
        }

        string[] ignored = [.. flags.Where(f => f.Effect == "ignored").Select(f => f.Word)];
        Finished warned = program.Link("bfd", "warned", ["main.o", "other.o", .. ignored.Select(w => "-Wl,-plugin-opt=" + w)]);
        Assert.True(warned.Status == 0, warned.Error);
        // GNU ld writes what plugins say to its standard output.
        Assert.All(ignored, w => Assert.Equal(!IsOfRemarks(w), (warned.Output + warned.Error).Contains($"-mllvm {w} is ignored: ", StringComparison.Ordinal)));
        Assert.Equal("3 14.0 6 14 0\n", program.Run("warned"));
    }

    /// <summary>Behind a linker these are lto-par's own options for remarks.</summary>
    private static bool IsOfRemarks(string word) =>
        word.Contains("pass-remarks", StringComparison.Ordinal) && !word.Contains("format", StringComparison.Ordinal);

    private string Llc(string level, string[] words)
    {
        string output = program.File(words.Length == 0 ? "plain.o" : "llc.o");
        string[] fixedWords = ["-filetype=obj", "-relocation-model=pic", "-function-sections", "-data-sections"];
        Tools.Check(Tools.Llvm("llc"), [level, .. fixedWords, program.File("main.bc"), "-o", output, .. words]);
        return output;
    }

    private byte[] Compile(params string[] arguments)
    {
        string output = program.File("compiled.o");
        Tools.Check(Tools.LtoPar, ["compile", program.File("main.bc"), "--stage=codegen", "-o", output, .. arguments]);
        return File.ReadAllBytes(output);
    }

    private static HashSet<string> Names(string program, params string[] arguments) =>
    [
        .. Tools.Run(program, arguments).Output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith('-'))
            .Select(line => line.TrimStart('-').Split([' ', '=', '[', '<'])[0]),
    ];
}
