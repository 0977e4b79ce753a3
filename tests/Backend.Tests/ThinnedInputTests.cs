using LtoPar.CallGraph;
using LtoPar.CallGraph.Llvm;
using LtoPar.CallGraph.Metadata;
using LtoPar.CallGraph.Reading;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Backend.Tests;

/// <summary>
/// Debug information is left out as bits, before LLVM reads a module, to save time alone: whatever is made of the module must be what is made without.
/// </summary>
public sealed class ThinnedInputTests
{
    [Theory]
    [InlineData("lua", "opt.bc", 60)]
    [InlineData("lua", "merged.bc", 20)]
    [InlineData("ninja", "opt.bc", 30)]
    public void A_partition_is_the_same_module_whether_its_debug_information_was_left_out_before_or_after(string program, string file, int maxFunctions)
    {
        LlvmLibrary.Load(null);
        using InputModule input = InputModule.Open(CorpusFile(program, file));
        Assert.NotNull(input.Metadata);
        SymbolPlan plan = Plan(GraphReader.Read(input, 2), maxFunctions);
        Assert.True(plan.Partitions.Partitions.Count > 3);
        Parallel.ForEach(plan.Partitions.Partitions, new ParallelOptions { MaxDegreeOfParallelism = 2 }, partition =>
        {
            // Not the whole, or nothing would be shown.
            using (PrivateBytes? thin = ThinnedInput.Make(input, plan, partition.Id))
            {
                Assert.NotNull(thin);
            }

            Assert.True(Carver.Carve(input, plan, partition.Id).AsSpan().SequenceEqual(Carver.Carve(input, plan, partition.Id, thins: false)), $"{program}: partition {partition.Id} differs");
        });
    }

    [Theory]
    [InlineData("lua", "opt.bc", 60)]
    [InlineData("ninja", "opt.bc", 30)]
    [InlineData("ninja", "merged.bc", 30)]
    [InlineData("sqlite", "opt.bc", 300)]
    public void The_program_is_planned_alike_whether_its_debug_information_is_read_as_bits_or_as_nodes(string program, string file, int maxFunctions)
    {
        LlvmLibrary.Load(null);
        using InputModule input = InputModule.Open(CorpusFile(program, file));
        using (StrippedInput? stripped = StrippedInput.Make(input, 1))
        {
            Assert.NotNull(stripped);
        }

        ProgramGraph bits = GraphReader.Read(input, 2);
        ProgramGraph nodes = GraphReader.Read(input, new FunctionClaims(input.Extent, ReadingPlan.Of(input.Extent, 2), 32), strips: false);
        Assert.Equal(nodes.Symbols.Size, bits.Symbols.Size);
        Assert.Equal(nodes.Symbols.Flags, bits.Symbols.Flags);
        Assert.Equal(nodes.Ties, bits.Ties);
        Assert.Equal(Enumerable.Range(0, nodes.SymbolCount).SelectMany(nodes.OutEdges), Enumerable.Range(0, bits.SymbolCount).SelectMany(bits.OutEdges));
        Assert.Equal(nodes.DebugInfo!.Types, bits.DebugInfo!.Types);
        Assert.Equal(nodes.DebugInfo.IsAmbiguous, bits.DebugInfo.IsAmbiguous);
        AssertSame(nodes.DebugInfo, Plan(nodes, maxFunctions), Plan(bits, maxFunctions));
    }

    private static void AssertSame(DebugInfoGraph graph, SymbolPlan nodes, SymbolPlan bits)
    {
        int partitions = nodes.Partitions.Partitions.Count;
        Assert.True(partitions > 3);
        Assert.Equal(partitions, bits.Partitions.Partitions.Count);
        foreach (string type in graph.Types)
        {
            Assert.Equal((type, nodes.DebugInfo.HomeOf(type)), (type, bits.DebugInfo.HomeOf(type)));
            for (int partition = 0; partition < partitions; partition++)
            {
                Assert.Equal((type, partition, nodes.DebugInfo.IsAway(type, partition)), (type, partition, bits.DebugInfo.IsAway(type, partition)));
            }
        }

        for (int unit = 0; unit < graph.UnitCount; unit++)
        {
            Assert.Equal(nodes.DebugInfo.HomeOfUnit(unit), bits.DebugInfo.HomeOfUnit(unit));
        }
    }

    private static string CorpusFile(string program, string file) => CarverTests.Corpus(program, file, "O2-g");

    private static SymbolPlan Plan(ProgramGraph graph, int maxFunctions) =>
        SymbolPlanner.Plan(graph, PartitionPlanner.Plan(graph, new PartitionOptions { MaxFunctions = maxFunctions }), new LinkageOptions { UniqueId = "id" });
}
