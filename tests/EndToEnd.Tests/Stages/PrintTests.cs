namespace LtoPar.EndToEnd.Tests.Stages;

/// <summary>--print-after and its like: one function between passes, out of its partition.</summary>
public sealed class PrintTests : IDisposable
{
    private readonly StageWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("--filter-function=scale")]
    [InlineData("--filter-function=scale.lto_par.id", "--executor=process")]
    public void A_promoted_function_is_printed_by_either_name_and_no_other_is(params string[] options)
    {
        StageWorkshop.Succeed(_workshop.Run());
        byte[] expected = _workshop.Bytes("p.o");
        Finished printed = StageWorkshop.Succeed(_workshop.Run(["--print-after=instcombine", .. options]));
        Assert.StartsWith("; *** IR Dump After InstCombinePass on scale.lto_par.id ***\n", printed.Error, StringComparison.Ordinal);
        string[] defined = [.. printed.Error.Split('\n').Where(l => l.StartsWith("define ", StringComparison.Ordinal))];
        Assert.NotEmpty(defined);
        Assert.All(defined, l => Assert.Contains("@scale.lto_par.id(", l, StringComparison.Ordinal));
        Assert.DoesNotContain("lto-par:", printed.Error, StringComparison.Ordinal);
        Assert.Equal(expected, _workshop.Bytes("p.o"));
    }

    [Fact]
    public void Passes_of_code_generation_are_printed_and_the_run_may_end_before()
    {
        Finished printed = StageWorkshop.Succeed(_workshop.Run("--print-before=machine-sink", "--filter-function=sum", "--stop-after=graph"));
        Assert.StartsWith("# *** IR Dump Before Machine code sinking (machine-sink)", printed.Error, StringComparison.Ordinal);
        Assert.Contains("# Machine code for function sum:", printed.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nlto-par: note: stopped after 'graph' (--stop-after): p.o\n", printed.Error, StringComparison.Ordinal);
        printed = StageWorkshop.Succeed(_workshop.Run("--print-changed", "--filter-function=sum", "--stop-after=graph"));
        Assert.Contains("*** IR Dump After ", printed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--filter-function=scael: no function of that name is defined; did you mean 'scale'?", "--print-changed", "--filter-function=scael")]
    [FullData("--filter-function=printf: no function of that name is defined", "--print-changed", "--filter-function=printf")]
    [InlineData("--print-after: 'licn' is not the name of a pass of LLVM's", "--print-after=licn", "--filter-function=sum")]
    [InlineData("--print-before: 'inline' does not run on sum in its partition, p0", "--print-before=inline", "--filter-function=sum")]
    public void What_cannot_be_printed_is_an_error(string message, params string[] options)
    {
        Finished finished = _workshop.Run(options);
        Assert.Equal(1, finished.Status);
        Assert.StartsWith($"lto-par: error: {_workshop.File("p.bc")}: {message}", finished.Error, StringComparison.Ordinal);
        Assert.Single(finished.Error.TrimEnd().Split('\n'));
        Assert.Empty(_workshop.Outputs);
    }

    [Fact]
    public void LLVMs_own_switches_print_as_they_are_where_one_partition_is_compiled()
    {
        StageWorkshop.Succeed(_workshop.Run("--stop-after=carved"));
        string printed = StageWorkshop.Succeed(_workshop.Command("compile", "p.o.3.p00.bc", "-mllvm", "-print-after=instcombine", "-o", "x.o")).Error;
        Assert.StartsWith("; *** IR Dump After InstCombinePass on ", printed, StringComparison.Ordinal);
    }

    /// <summary>Merging gives statics of several files that share a name others; here they are two functions of one module.</summary>
    [Fact]
    public void A_name_of_the_source_is_enough_where_one_function_has_it()
    {
        File.WriteAllText(_workshop.File("q.ll"), """
            target triple = "x86_64-pc-linux-gnu"
            define internal i32 @f.local.01234567(i32 %x) noinline { ret i32 %x }
            define internal i32 @f.local.89abcdef(i32 %x) noinline { %y = add i32 %x, 1 ret i32 %y }
            define internal i32 @g.local.01234567(i32 %x) noinline { %y = add i32 %x, 2 ret i32 %y }
            define i32 @main(i32 %x) {
              %a = call i32 @f.local.01234567(i32 %x)
              %b = call i32 @f.local.89abcdef(i32 %a)
              %c = call i32 @g.local.01234567(i32 %b)
              ret i32 %c
            }
            """);
        Tools.Check(Tools.Llvm("llvm-as"), _workshop.File("q.ll"), "-o", _workshop.File("q.bc"));
        string[] line = [_workshop.File("q.bc"), "--partition=max", "--stop-after=graph", "-o", "q.graph", "--print-after=codegenprepare"];
        string printed = StageWorkshop.Succeed(_workshop.Command([.. line, "--filter-function=g"])).Error;
        Assert.Contains("@g.local.01234567.lto_par.", printed, StringComparison.Ordinal);
        Finished refused = _workshop.Command([.. line, "--filter-function=f"]);
        Assert.Equal(
            (1, $"lto-par: error: {_workshop.File("q.bc")}: --filter-function=f: 2 functions are called so; name one of f.local.01234567, f.local.89abcdef\n"),
            (refused.Status, refused.Error));
    }
}
