namespace LtoPar.EndToEnd.Tests.CodegenOptions;

/// <summary>Words that neither lto-par nor LLVM knows are errors, wherever they come from: one line, status 1, nothing written.</summary>
public sealed class UnknownOptionTests(OptionProgram program) : IClassFixture<OptionProgram>
{
    private const string Unknown =
        "lto-par: error: -mllvm: Unknown command line argument '-emulated-tlz'.  Try: 'lto-par -mllvm --help'; Did you mean '--emulated-tls'?\n";

    [Theory]
    [InlineData("", "-mllvm", "-emulated-tlz")]
    [InlineData("", "-mllvm=-emulated-tlz")]
    [InlineData("compile", "-mllvm", "-emulated-tlz")]
    [InlineData("ipo", "-mllvm", "-emulated-tlz")]
    [InlineData("dump-partitions", "-mllvm", "-emulated-tlz")]
    [InlineData("verify", "-mllvm", "-emulated-tlz")]
    public void An_unknown_word_is_refused_in_LLVMs_words(string command, params string[] words)
    {
        Finished finished = Run([.. command.Length > 0 ? [command] : Array.Empty<string>(), program.File("main.bc"), .. words]);
        Assert.Equal((1, "", Unknown), (finished.Status, finished.Output, finished.Error));
    }

    [Theory]
    [InlineData("-inline-threshold=x", "for the --inline-threshold option: 'x' value invalid for integer argument!")]
    [InlineData("-o", "Unknown command line argument '-o'.")]
    [InlineData("-inline-threshold", "for the --inline-threshold option: requires a value!")]
    [InlineData("-emulated-tls=maybe", "for the --emulated-tls option: 'maybe' is invalid value for boolean argument! Try 0 or 1")]
    [InlineData("-exception-model=x", "for the --exception-model option: Cannot find option named 'x'!")]
    [InlineData("-frame-pointer", "is not supported: LLVM's LTO does nothing with it either")]
    [InlineData("-code-model=x", "-code-model: unknown value 'x'; use tiny, small, kernel, medium, large")]
    [InlineData("-code-model", "-code-model needs a value: tiny, small, kernel, medium, large")]
    [InlineData("-enable-gvn-hoist", "is not supported: it makes LLVM build another pipeline, and lto-par's is fixed")]
    public void A_wrong_value_is_refused(string word, string expected)
    {
        Finished finished = Run(["compile", program.File("main.bc"), "-mllvm", word]);
        Assert.Equal(1, finished.Status);
        Assert.StartsWith("lto-par: error: -mllvm", finished.Error, StringComparison.Ordinal);
        Assert.Contains(expected, finished.Error, StringComparison.Ordinal);
        Assert.Single(finished.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("bfd", "-emulated-tlz", "Unknown command line argument '-emulated-tlz'.  Try: 'lto-par -mllvm --help'; Did you mean")]
    [InlineData("gold", "-fPIX", "Unknown command line argument '-fPIX'.")]
    [InlineData("mold", "-inline-threshold=x", "'x' value invalid for integer argument!")]
    [InlineData("lld", "-emulated-tlz=1", "Unknown command line argument '-emulated-tlz=1'.")]
    [InlineData("bfd", "--partitoin=max", "unknown argument '--partitoin=max'; did you mean '--partition'?")]
    [InlineData("bfd", "--no-such", "unknown argument '--no-such'")]
    public void A_link_with_an_unknown_word_fails(string linker, string word, string expected)
    {
        Finished finished = program.Link(linker, "unknown", "main.o", "other.o", "-Wl,-plugin-opt=" + word);
        Assert.NotEqual(0, finished.Status);
        Assert.Contains(expected, finished.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(program.File("unknown")));
    }

    [Fact]
    public void Own_options_with_one_dash_work_behind_the_linkers_option()
    {
        string[] words = ["-O3", "-j2", "-fPIC", "-mcpu=x86-64-v2", "-mattr=+bmi", "-mllvm=-inline-threshold=5", "-save-temps=plan", "-v"];
        Finished finished = program.Link("bfd", "dashes", ["main.o", "other.o", .. words.Select(w => "-Wl,-plugin-opt=" + w)]);
        Assert.True(finished.Status == 0, finished.Error);
        Assert.Contains(Directory.GetFiles(program.Folder.Path), f => f.EndsWith(".2.plan.txt", StringComparison.Ordinal));
        Assert.Equal("3 14.0 6 14 0\n", program.Run("dashes"));
    }

    [Theory]
    [InlineData("-openmp-opt-disable")]
    [InlineData("-jump-threading-threshold=3")]
    public void A_known_word_is_taken(string word)
    {
        Finished finished = Run(["compile", program.File("main.bc"), "-mllvm", word, "-o", program.File("known.o")]);
        Assert.Equal((0, "", ""), (finished.Status, finished.Output, finished.Error));
    }

    [Fact]
    public void LLVMs_help_is_shown()
    {
        Finished finished = Run(["compile", program.File("main.bc"), "-mllvm", "--help"]);
        Assert.Equal((0, ""), (finished.Status, finished.Error));
        Assert.Contains("--emulated-tls", finished.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-mllvm=-inline-threshold=5", "-mllvm")]
    [InlineData("-faddrsig", "-faddrsig")]
    public void Without_libLTO_the_error_names_it_and_its_package(string option, string reason)
    {
        string output = program.File($"none{reason}.o");
        Finished finished = Compile(option, "-o", output);
        Assert.Equal(1, finished.Status);
        Assert.StartsWith(
            $"lto-par: error: /nonexistent/libLTO.so: cannot load libLTO from here (LTO_PAR_LIBLTO), which {reason} needs; install the package llvm-22",
            finished.Error,
            StringComparison.Ordinal);
        Assert.False(File.Exists(output));
        Assert.Equal(0, Compile("-o", output).Status);

        Finished Compile(params string[] words) =>
            Tools.Run(Tools.LtoPar, ["compile", program.File("main.bc"), .. words], null, [("LTO_PAR_LIBLTO", "/nonexistent/libLTO.so")]);
    }

    private static Finished Run(string[] arguments) => Tools.Run(Tools.LtoPar, arguments);
}
