namespace LtoPar.Driver.Tests;

/// <summary>Command lines that mean something else than they seem to are refused, not half obeyed.</summary>
public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("-O0 compile p.bc", "'-O' stands before 'compile'")]
    [InlineData("-mcpu=nonsense -v dump-partitions p.bc", "'-mcpu' stands before 'dump-partitions'")]
    [InlineData("--max-functions=1 dump-partitions p.bc", "'--max-functions' stands before")]
    [InlineData("a.bc dump-partitions b.bc", "'a.bc' stands before")]
    public void What_a_subcommand_would_ignore(string line, string message) => Fails(message, line.Split(' '));

    [Theory]
    [InlineData("dump-partition p.bc", "unknown command 'dump-partition'; did you mean 'dump-partitions'?")]
    [InlineData("dump p.bc", "did you mean 'dump-partitions'?")]
    [InlineData("compil p.bc", "did you mean 'compile'?")]
    public void A_mistyped_command(string line, string message) => Fails(message, line.Split(' '));

    [Fact]
    public void A_file_that_is_called_like_a_command_is_a_file()
    {
        Fails("./compil: no such file", "./compil");
        Fails("compil: no such file", "--", "compil");
    }

    [Theory]
    [InlineData("-o= p.bc q.bc", "option '-o' needs a value")]
    [InlineData("--unique-id= p.bc", "option '--unique-id' needs a value")]
    [InlineData("-save-temps= p.bc", "option '-save-temps' needs a value")]
    public void An_empty_value_does_not_take_the_next_word(string line, string message) => Fails(message, line.Split(' '));

    [Fact]
    public void An_empty_name_is_no_bug_of_ours() => Fails("the name of the input is empty", "");

    [Theory]
    [InlineData("-j 5000", "'5000' is too large; the most is 4096")]
    [InlineData("--max-functions=3000000000", "is too large")]
    [InlineData("--max-size=99999999999999999999", "is not a number")]
    [InlineData("--color=pink", "unknown value 'pink'; use auto, always, never")]
    [InlineData("-fPIX", "unknown argument '-fPIX'; did you mean '-fPIC'?")]
    [InlineData("-partition=max", "did you mean '--partition'?")]
    [InlineData("--stop-after=link", "unknown value 'link'; use merged, ipo, graph, plan, carved, opt, obj")]
    [InlineData("--stop-after=plan --stats-json=s", "--stats-json tells of a whole run, and --stop-after=plan ends it before there are objects")]
    [InlineData("--stop-after=opt --print-stats", "--print-stats tells of a whole run")]
    [InlineData("--stop-after=plan -Rpass=inline", "remarks are of passes that run on partitions, and --stop-after=plan ends before them")]
    [InlineData("--stop-after=ipo --emit-ir=d", "--emit-ir writes partitions, and --stop-after=ipo ends before them")]
    [InlineData("--print-after=gvn", "--print-after needs --filter-function=NAME")]
    [InlineData("--print-changed", "--print-changed needs --filter-function=NAME")]
    [InlineData("--filter-function=f", "--filter-function says what to print, but not when; add --print-after=PASS")]
    [InlineData("--print-changed --print-before=gvn --filter-function=f", "leave out --print-before")]
    [InlineData("--time-trace-granularity=-1", "'-1' is not a number of 0 or more")]
    public void Wrong_values(string line, string message) => Fails(message, [.. line.Split(' '), "p.bc"]);

    [Theory]
    [InlineData("dump-partitions p.bc --only=pp1", "'pp1' is not a partition's name")]
    [InlineData("dump-partitions p.bc --only=-1", "is not a partition's name")]
    [InlineData("dump-partitions p.bc --format=xml", "unknown value 'xml'; use text, json, dot")]
    [InlineData("dump-partitions p.bc --emit-objects=d", "unknown argument '--emit-objects=d'")]
    [InlineData("ipo p.bc --stage=codegen", "unknown argument '--stage=codegen'")]
    [InlineData("dump-partitions", "no input file")]
    [InlineData("compile a.bc b.bc", "one input at a time")]
    [InlineData("compile p.bc --partition=max", "unknown argument '--partition=max'")]
    public void Wrong_values_of_other_commands(string line, string message) => Fails(message, line.Split(' '));

    [Theory]
    [InlineData("-O3", "-mllvm -O3 is not supported: ")]
    [InlineData("-mcpu=", "-mllvm -mcpu needs a value")]
    [InlineData("-mattr=", "-mllvm -mattr needs a value")]
    [InlineData("--relocation-model=x", "-mllvm -relocation-model: unknown value 'x'")]
    [InlineData("-data-sections=0", "nothere.bc: no such file")]
    public void The_word_after_mllvm_is_never_ours(string word, string message) => Fails(message, "-mllvm", word, "nothere.bc");

    [Fact]
    public void Slash_words_are_files_not_dos_options() => Fails("/h: no such file", "/h");

    private static void Fails(string message, params string[] arguments)
    {
        CommandResult outcome = Command.Run(arguments);
        Assert.Equal((1, ""), (outcome.Status, outcome.Output));
        Assert.StartsWith("lto-par: error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
    }
}
