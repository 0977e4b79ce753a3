using LtoPar.Backend.Execution;
using LtoPar.Backend.Tests.Verification;
using LtoPar.Backend.Verification;
using LtoPar.Backend.Verification.Objects;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests;

/// <summary>Every object numbers its definitions without a name from 1: two objects with such must not both show an "__unnamed_1".</summary>
public sealed class UnnamedDefinitionTests
{
    [Fact]
    public void External_definitions_without_a_name_get_one_when_there_are_several_partitions()
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(
            LlvmTools.Assemble("target triple = \"x86_64-pc-linux-gnu\"\ndefine i32 @0() { ret i32 1 }\ndefine i32 @1() { ret i32 2 }\n"
                + "define i32 @main() { ret i32 0 }"), "test.bc");
        ProgramGraph graph = GraphReader.Read(input, 1);
        SymbolPlan plan = Plan(graph, PartitionStrategy.Max);
        Assert.Equal(["__lto_par_unnamed.0.lto_par.id", "__lto_par_unnamed.1.lto_par.id", "main"], plan.Names);
        Assert.Equal([SymbolVisibility.Hidden, SymbolVisibility.Hidden, SymbolVisibility.Default], plan.Visibility);
        Assert.Equal(["", "", "main"], Plan(graph, PartitionStrategy.One).Names);
        CompileOptions options = new() { Stage = Stage.Codegen };
        Objects objects = new(
            ParallelBackend.Run(input, Plan(graph, PartitionStrategy.One), options, new ThreadExecutor(1), null)[0].Object,
            [.. ParallelBackend.Run(input, plan, options, new ThreadExecutor(1), null).Select(r => r.Object)]);
        Assert.Empty(ObjectComparer.Compare(objects.Compare(SourceNames.Of(plan), Stage.Codegen)));
    }

    private static SymbolPlan Plan(ProgramGraph graph, PartitionStrategy strategy) =>
        SymbolPlanner.Plan(graph, PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = strategy }), new LinkageOptions { UniqueId = "id" });
}
