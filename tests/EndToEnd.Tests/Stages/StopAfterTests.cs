namespace LtoPar.EndToEnd.Tests.Stages;

/// <summary>--stop-after: a run ends with a stage, in the files that -save-temps keeps it in.</summary>
public sealed class StopAfterTests : IDisposable
{
    private readonly StageWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("merged", "p.o.0.merged.bc")]
    [InlineData("ipo", "p.o.0.ipo.bc")]
    [FullData("graph", "p.o.1.graph.txt")]
    [FullData("plan", "p.o.2.plan.txt")]
    public void A_stage_of_one_file_is_the_output(string stage, string file)
    {
        StageWorkshop.Succeed(_workshop.Run("--stage=ipo", $"-save-temps={stage}"));
        byte[] kept = _workshop.Bytes(file);
        File.Delete(_workshop.File("p.o"));
        File.Delete(_workshop.File(file));
        Finished stopped = StageWorkshop.Succeed(_workshop.Run("--stage=ipo", $"--stop-after={stage}"));
        Assert.Equal($"lto-par: note: stopped after '{stage}' (--stop-after): p.o\n", stopped.Error);
        Assert.Equal(["p.o"], _workshop.Outputs);
        Assert.Equal(kept, _workshop.Bytes("p.o"));
        StageWorkshop.Succeed(_workshop.Command(_workshop.File("p.bc"), "--partition=max", "--stage=ipo", $"--stop-after={stage}"));
        Assert.True(File.Exists(_workshop.File(file)));
    }

    [Theory]
    [InlineData("carved", "p.o.3.", ".bc")]
    [InlineData("opt", "p.o.4.", ".bc")]
    [InlineData("opt", "p.o.4.", ".bc", "--executor=process")]
    [FullData("obj", "p.o.5.", ".o")]
    public void A_stage_of_many_files_is_beside_the_output(string stage, string start, string end, params string[] options)
    {
        StageWorkshop.Succeed(_workshop.Run($"-save-temps={stage}"));
        string[] names = [.. _workshop.Outputs.Where(n => n != "p.o")];
        byte[][] kept = [.. names.Select(_workshop.Bytes)];
        _workshop.Outputs.ToList().ForEach(n => File.Delete(_workshop.File(n)));
        Finished stopped = StageWorkshop.Succeed(_workshop.Run([$"--stop-after={stage}", .. options]));
        Assert.Equal(names, _workshop.Outputs);
        Assert.Equal(kept, names.Select(_workshop.Bytes));
        Assert.All(names, n => Assert.True(n.StartsWith(start, StringComparison.Ordinal) && n.EndsWith(end, StringComparison.Ordinal), n));
        Assert.Equal(
            $"lto-par: note: stopped after '{stage}' (--stop-after): {names[0]} to {names[^1]} ({names.Length} files)\n", stopped.Error);
    }

    [Fact]
    public void Stages_before_it_are_kept_and_files_of_the_plan_are_written()
    {
        StageWorkshop.Succeed(
            _workshop.Run("--stop-after=carved", "-save-temps", $"--promotion-map={_workshop.File("map")}", $"--emit-ir={_workshop.File("ir")}"));
        Assert.Contains("scale\tscale.lto_par.id", File.ReadLines(_workshop.File("map")));
        Assert.Equal(
            ["p.o.1.graph.txt", "p.o.2.plan.txt", "p.o.3.p00.bc"], _workshop.Outputs.Take(3));
        Assert.DoesNotContain(_workshop.Outputs, n => n is "p.o" || n.StartsWith("p.o.4", StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetFiles(_workshop.File("ir")), f => f.EndsWith(".opt.ll", StringComparison.Ordinal));
    }

    [Fact]
    public void The_plan_goes_to_standard_output_when_asked_for()
    {
        Finished stopped = StageWorkshop.Succeed(_workshop.Command(_workshop.File("p.bc"), "--partition=max", "--stop-after=plan", "-o", "-"));
        Assert.StartsWith("partition p00: ", stopped.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--stop-after=merged: the input was merged and optimised before", "--stop-after=merged")]
    [InlineData("--stop-after=ipo: the input has been through IPO", "--stop-after=ipo")]
    [InlineData("--stop-after=ipo: partitions do IPO themselves", "--stop-after=ipo", "--stage=ipo", "--ipo=parallel")]
    public void A_stage_that_the_run_does_not_have_is_an_error(string message, params string[] options)
    {
        Finished finished = _workshop.Run(options);
        Assert.Equal(1, finished.Status);
        Assert.StartsWith($"lto-par: error: {_workshop.File("p.bc")}: {message}", finished.Error, StringComparison.Ordinal);
        Assert.Empty(_workshop.Outputs);
    }
}
