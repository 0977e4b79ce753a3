using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Scheduling;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Scheduling;

[Trait("Kind", "corpus")]
public sealed class CostHistoryTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly CompileOptions _options = new() { Stage = Stage.Codegen };

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_second_run_starts_what_took_longest()
    {
        (InputModule input, SymbolPlan plan) = Lua();
        using InputModule module = input;
        IReadOnlyList<PartitionResult> first = ParallelBackend.Run(module, plan, _options, new ThreadExecutor(2), null);
        File.WriteAllText(_file, CostHistory.ToText(plan, _options, first));
        List<PartitionJob> jobs = JobOrder.Of(plan, Stage.Codegen, CostHistory.Read(_file, _options));
        Assert.Equal(
            first.OrderByDescending(r => double.Round(r.Timing.Cpu.Total.TotalMilliseconds, 1)).ThenBy(r => r.Partition).Select(r => r.Partition),
            jobs.Select(j => j.Partition));
        IReadOnlyList<PartitionResult> second = ParallelBackend.Run(
            module, plan, _options, new ThreadExecutor(2), null, null, CostHistory.Read(_file, _options));
        Assert.Equal(first.Select(r => r.Object), second.Select(r => r.Object));
    }

    [Fact]
    public void A_partition_that_is_new_is_predicted_in_the_scale_of_the_others()
    {
        (InputModule input, SymbolPlan plan) = Lua();
        using InputModule module = input;
        IReadOnlyList<double> model = CostHistory.Empty.Predict(plan, Stage.Codegen);
        string[] names = [.. plan.Partitions.Partitions.Select(p => plan.Graph.Symbols.Names[p.Symbols.First(plan.Graph.Symbols.IsFunction)])];
        File.WriteAllLines(
            _file, [$"lto-par costs 1 {Stage.Codegen} {_options.Level}", .. names.Skip(1).Select(
                (n, i) => FormattableString.Invariant($"{3 * model[i + 1]:0.000000} {n}"))]);
        IReadOnlyList<double> predicted = CostHistory.Read(_file, _options).Predict(plan, Stage.Codegen);
        Assert.All(predicted.Zip(model), p => Assert.Equal(3 * p.Second, p.First, 0.001));
    }

    [Fact]
    public void Costs_of_another_stage_or_level_say_nothing()
    {
        (InputModule input, SymbolPlan plan) = Lua();
        using InputModule module = input;
        string name = plan.Graph.Symbols.Names[plan.Partitions.Partitions[0].Symbols.First(plan.Graph.Symbols.IsFunction)];
        File.WriteAllLines(_file, [$"lto-par costs 1 {Stage.Codegen} O2", $"1000.0 {name}"]);
        Assert.Equal(1000, CostHistory.Read(_file, _options).Predict(plan, Stage.Codegen)[0]);
        Assert.Equal(
            CostHistory.Empty.Predict(plan, Stage.Codegen),
            CostHistory.Read(_file, _options with { Level = OptimizationLevel.O3 }).Predict(plan, Stage.Codegen));
        Assert.Equal(CostHistory.Empty.Predict(plan, Stage.Codegen), CostHistory.Read(_file + ".missing", _options).Predict(plan, Stage.Codegen));
    }

    [Theory]
    [InlineData("int main(void) { return 0; }\n")]
    [InlineData("lto-par costs 1 Codegen O2\n12,5 main\n")]
    [InlineData("lto-par costs 1 Codegen O2\nmain\n")]
    public void What_is_no_history_is_not_overwritten(string text)
    {
        File.WriteAllText(_file, text);
        LtoParException e = Assert.Throws<LtoParException>(() => CostHistory.Read(_file, _options));
        Assert.Contains("is no list of costs that lto-par wrote", e.Message, StringComparison.Ordinal);
    }

    private static (InputModule Input, SymbolPlan Plan) Lua()
    {
        LlvmSession.Start(null);
        InputModule input = InputModule.Open(Corpus.File("lua", "opt.bc"));
        ProgramGraph graph = GraphReader.Read(input, 2);
        return (input, SymbolPlanner.Plan(graph, PartitionPlanner.Plan(graph, new PartitionOptions()), new LinkageOptions { UniqueId = "id" }));
    }
}
