using LtoPar.Backend;
using LtoPar.Backend.Memory;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.CallGraph.Reader.Segments;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Reports;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Compilation;

/// <summary>The program as bitcode, and how much may be done at a time. Owns the module.</summary>
internal sealed class OpenProgram(Pipeline pipeline, InputProgram input, MemoryPlan memory) : IDisposable
{
    public Pipeline Pipeline => pipeline;

    public InputProgram Input => input;

    public MemoryPlan Memory => memory;

    /// <summary>Reads the graph, cuts it, and decides on linkage.</summary>
    public PlannedProgram Plan()
    {
        Phases phases = pipeline.Phases;
        PlanRequest request = pipeline.Request.Plan;
        SegmentedGraph? segments = null;
        ProgramGraph graph = phases.Run("read", () => input.Linkage is null
            ? GraphReader.Read(input.Whole, memory.Reading, pipeline.Options.Rules, pipeline.Options.InlinesInPartitions)
            : (segments = SegmentedReader.Read(input, memory.Reading.Readers, pipeline.Options.InlinesInPartitions)).Graph);
        phases.Say($"{input.Name}: {input.Length} bytes, {graph.SymbolCount} symbols, {graph.EdgeCount} edges");
        if (SlotGroups.Problem(graph) is { } problem)
        {
            throw new LtoParException(input.Name, problem);
        }

        if (pipeline.Request.GeneratesCode)
        {
            HostCpu.Check(graph.Module, pipeline.Options, input.Name);
        }

        PartitionPlan partitions = phases.Run("plan", () => PartitionPlanner.Plan(graph, request.Cut(pipeline.Options.InlinesInPartitions)));
        LinkageOptions linkage = request.Linkage(input, graph.Symbols, pipeline.Request.LinkName, pipeline.Options.InlinesInPartitions);
        SymbolPlan plan = phases.Run("linkage", () => SymbolPlanner.Plan(graph, partitions, linkage));
        return new PlannedProgram(this, plan, linkage, segments);
    }

    public void Dispose() => input.Dispose();
}
