using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Backend.Scheduling;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Commands;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Tests;

/// <summary>Spellings that users of clang, llc and make will try.</summary>
public sealed class OptionTests
{
    [Theory]
    [InlineData("-O2 -O3", OptimizationLevel.O3)]
    [InlineData("-O3 -Os", OptimizationLevel.Os)]
    [InlineData("-O0", OptimizationLevel.O0)]
    [InlineData("", OptimizationLevel.O2)]
    public void The_last_level_wins(string line, OptimizationLevel level) => Assert.Equal(level, Target(line).Level);

    [Theory]
    [InlineData("-j4", 4)]
    [InlineData("-j 4", 4)]
    [InlineData("-j=4", 4)]
    [InlineData("--jobs=4", 4)]
    [InlineData("--jobs 3 -j 4", 4)]
    public void Jobs(string line, int jobs) => Assert.Equal(JobsRequest.Of(jobs), Parse(line, out MainCommand command).GetValue(command.Jobs));

    [Theory]
    [InlineData("-jauto", JobsKind.Auto)]
    [InlineData("-j all", JobsKind.All)]
    [InlineData("-jjobserver", JobsKind.JobServer)]
    [InlineData("--jobs=jobserver", JobsKind.JobServer)]
    public void Jobs_that_are_found_out(string line, JobsKind how) =>
        Assert.Equal(how, Parse(line, out MainCommand command).GetValue(command.Jobs)?.How);

    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("3K", 3 << 10)]
    [InlineData("3m", 3 << 20)]
    [InlineData("2G", 2L << 30)]
    [InlineData("50%", 500)]
    [InlineData("100%", 1000)]
    [InlineData("none", long.MaxValue)]
    public void Sizes_of_memory(string text, long bytes) => Assert.Equal(bytes, MemoryOption.Parse(text, 1000));

    [Theory]
    [InlineData("-o a.o", "a.o")]
    [InlineData("-oa.o", "a.o")]
    [InlineData("--output=a.o", "a.o")]
    [InlineData("-o b.o -o a.o", "a.o")]
    [InlineData("-o -", "-")]
    public void Output(string line, string output) => Assert.Equal(output, Parse(line, out MainCommand command).GetValue(command.Output));

    [Fact]
    public void Processor_and_features()
    {
        CompileOptions options = Target("-mcpu=x86-64 -mcpu=znver3 -mattr=+avx2,-fma -mcmodel=medium");
        Assert.Equal(("znver3", "+avx2,-fma", CodeModel.Medium), (options.Cpu, options.Features, options.CodeModel));
        Assert.Equal("-avx2", Target("-mattr=-avx2").Features);
        Assert.Equal("-avx2", Target("-mattr -avx2").Features);
    }

    [Theory]
    [InlineData("-fPIC", RelocationModel.Pic)]
    [InlineData("-fPIC -fno-pic", RelocationModel.Static)]
    [InlineData("-fno-PIC -fpie", RelocationModel.Pic)]
    [InlineData("-fPIC --relocation-model=static", RelocationModel.Static)]
    [InlineData("", null)]
    public void Relocation(string line, RelocationModel? model) => Assert.Equal(model, Target(line).RelocationModel);

    [Theory]
    [InlineData("-fno-function-sections", false, true)]
    [InlineData("-fno-function-sections -ffunction-sections -fno-data-sections", true, false)]
    public void Sections(string line, bool functions, bool data) =>
        Assert.Equal((functions, data), (Target(line).FunctionSections, Target(line).DataSections));

    [Fact]
    public void Options_of_llvm_are_passed_on_in_order() => Assert.Equal(["-a", "-b=1"], Target("-mllvm -a -mllvm=-b=1").LlvmArguments);

    [Fact]
    public void What_reaches_llvm_survives_its_own_spelling()
    {
        CompileOptions options = Target("--stage=codegen -O3 -mcpu=znver3 -mattr=+avx2 -fPIC -mcmodel=large -fno-data-sections --no-verify -mllvm -x");
        CompileOptions again = Target(string.Join(' ', options.ToArguments()));
        Assert.Equal(options.ToArguments(), again.ToArguments());
        Assert.Equal(options with { LlvmArguments = [] }, again with { LlvmArguments = [] });
    }

    [Fact]
    public void Planning()
    {
        ParseResult result = Parse("--partition=max --partition=balanced --max-functions=7 --max-size=70 --partitions=3", out MainCommand command);
        Assert.Equal(
            new PartitionOptions
            {
                Strategy = PartitionStrategy.Balanced,
                MaxFunctions = 7,
                MaxSize = 70,
                MaxPartitions = 3,
            },
            command.Plan.Read(result).Partitioning);
    }

    [Theory]
    [InlineData("--bogus", "unknown argument '--bogus'")]
    [InlineData("-save-tmps", "did you mean '-save-temps'")]
    [InlineData("--partitoin=max", "did you mean '--partition'")]
    [InlineData("-unknown", "unknown argument '-unknown'")]
    [InlineData("-j 0", "'0' is not a number")]
    [InlineData("-j -1", "'-1' is not a number")]
    [InlineData("--jobs x.bc", "'x.bc' is not a number")]
    [InlineData("--partition=most", "unknown value 'most'")]
    [InlineData("-O9", "unknown value '9'")]
    [InlineData("--max-size=-3", "is not a number")]
    [InlineData("--memory-limit=0", "'0' is not a size")]
    [InlineData("--memory-limit=3X", "'3X' is not a size; write bytes, with K, M or G")]
    [InlineData("--memory-limit=-1M", "is not a size")]
    [InlineData("--memory-limit=M", "is not a size")]
    [InlineData("--memory-limit=101%", "the most is 100%")]
    [InlineData("--memory-limit=9999999999G", "is too large")]
    [InlineData("--unique-id=a/b", "must be letters")]
    [InlineData("-o", "needs a value")]
    [InlineData("a.bc b.bc", "one input at a time")]
    [InlineData("", "no input file")]
    [InlineData("@/no/such/file", "cannot read response file")]
    public void A_wrong_line_is_one_message_and_status_1(string line, string message)
    {
        (int status, string output, string error) = Command.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((1, ""), (status, output));
        Assert.StartsWith("lto-par: error: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void After_two_dashes_everything_is_an_input()
    {
        (int status, _, string error) = Command.Run(["--", "-x.bc"]);
        Assert.Equal(1, status);
        Assert.Contains("-x.bc: no such file", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bare_save_temps_does_not_swallow_the_input()
    {
        (_, _, string error) = Command.Run(["-save-temps", "nothere.bc"]);
        Assert.Contains("nothere.bc: no such file", error, StringComparison.Ordinal);
        (_, _, error) = Command.Run(["-save-temps=plan+opt,nonsense", "nothere.bc"]);
        Assert.Contains("unknown stage 'nonsense'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b", "a|b")]
    [InlineData("'a b.o' \"c d\"", "a b.o|c d")]
    [InlineData("a\\ b \"c\\\"d\" 'e\\f'", "a b|c\"d|e\\f")]
    [InlineData("a #b\n\t c", "a|#b|c")]
    [InlineData("''", "")]
    [InlineData("x''y", "xy")]
    public void Response_files_are_read_as_gnu_reads_them(string text, string words) => Assert.Equal(words.Split('|'), ResponseFile.Split(text));

    [Fact]
    public void Response_files_nest_and_do_not_loop()
    {
        string folder = Directory.CreateTempSubdirectory("lto-par-test-").FullName;
        string inner = Path.Combine(folder, "inner");
        string outer = Path.Combine(folder, "outer file");
        string loop = Path.Combine(folder, "loop");
        File.WriteAllText(inner, "-O3\n");
        File.WriteAllText(outer, $"@{inner} -j 3");
        File.WriteAllText(loop, $"@{loop}");
        (string[] expanded, string? problem) = ResponseFile.Expand(["x", "@" + outer]);
        Assert.Null(problem);
        Assert.Equal(["x", "-O3", "-j", "3"], expanded);
        Assert.Contains("nested too deeply", ResponseFile.Expand(["@" + loop]).Error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_version_names_llvm_and_its_file()
    {
        (int status, string output, _) = Command.Run(["--version"]);
        Assert.Equal(0, status);
        Assert.Matches(@"^lto-par \d+\.\d+\.\d+\nLLVM 22\.\d+\.\d+ \(/.*libLLVM.*\)\nbuild [0-9a-f]{16}\n\.NET \d+\.\d+\.\d+\n$", output);
    }

    private static ParseResult Parse(string line, out MainCommand command)
    {
        command = new MainCommand();
        string[] words = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), "in.bc"];
        ParseResult result = command.Parse(words);
        Assert.Null(UsageErrors.Find(result, words));
        Assert.Equal(["in.bc"], result.GetValue(command.Inputs) ?? []);
        return result;
    }

    private static CompileOptions Target(string line) => Parse(line, out MainCommand command) is var result
        ? command.Target.Read(result)
        : throw new InvalidOperationException();
}
