using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Verification;
using LtoPar.Backend.Verification.Objects;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.Elf;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Verification;

/// <summary>
/// The other end of the chain: verify compares with the one-partition object, which lto-par made too. Here llc makes that one, so that what our
/// compiler does otherwise in every object shows.
/// </summary>
public sealed class LlcOracleTests
{
    public static TheoryData<string> Programs() => TestForm.IsFull ? new("lua", "ninja", "zstd") : new("ninja");

    [Trait("Kind", "corpus")]
    [Theory]
    [MemberData(nameof(Programs))]
    public void The_one_partition_object_is_llcs(string program)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.Open(Corpus.File(program, "opt.bc"));
        Assert.Empty(Compare(input, PartitionStrategy.One));
    }

    [Theory]
    [InlineData(PartitionStrategy.One)]
    [InlineData(PartitionStrategy.Max)]
    public void The_sample_is_llcs(PartitionStrategy strategy)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(LlvmTools.Assemble(Sample.Ir), "sample.bc");
        Assert.Empty(Compare(input, strategy));
    }

    private static IReadOnlyList<Difference> Compare(InputModule input, PartitionStrategy strategy)
    {
        ProgramGraph graph = GraphReader.Read(input, 1);
        SymbolPlan plan = SymbolPlanner.Plan(
            graph, PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = strategy }), new LinkageOptions { UniqueId = "id" });
        string relocation = graph.Module.PicLevel > 0 ? "pic" : "static";
        byte[] reference = LlvmTools.Run(
            "llc", input.Bytes.ToArray(), "-O2", "-filetype=obj", "-function-sections", "-data-sections", $"-relocation-model={relocation}", "-o", "-", "-");
        IReadOnlyList<PartitionResult> objects = ParallelBackend.Run(input, plan, new CompileOptions { Stage = Stage.Codegen }, new ThreadExecutor(2), null);
        // Code is not compared: a round trip through bitcode orders uses otherwise, and some functions come out a few bytes longer or shorter.
        return ObjectComparer.Compare(Comparison.Of(
            ElfObject.Read(reference, "llc"), [.. objects.Select(o => ElfObject.Read(o.Object, $"p{o.Partition}"))], SourceNames.Of(plan), Stage.PostIpo));
    }
}
