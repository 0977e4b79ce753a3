using LtoPar.Backend.Partitions;
using LtoPar.CallGraph;
using LtoPar.Driver.Reports;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Compilation;

/// <summary>-save-temps: numbered files beside the output, named as LLVM's LTO names its own.</summary>
internal sealed class TempStages
{
    private static readonly string[] s_names = ["merged", "ipo", "graph", "plan", "carved", "obj"];

    private readonly HashSet<string> _stages;
    private readonly string _prefix;

    private TempStages(HashSet<string> stages, string prefix)
    {
        _stages = stages;
        _prefix = prefix;
    }

    /// <summary>Nothing is kept.</summary>
    public static TempStages None { get; } = new([], "");

    public bool KeepsNothing => _stages.Count == 0;

    public bool KeepsMerged => _stages.Contains("merged");

    public bool KeepsCarved => _stages.Contains("carved");

    /// <exception cref="LtoParException">There is no such stage.</exception>
    public static TempStages Parse(string? list, string output)
    {
        string[] stages = list switch { null => [], "all" => s_names, _ => list.Split(',') };
        string? unknown = stages.FirstOrDefault(s => !s_names.Contains(s));
        return unknown is null
            ? new TempStages([.. stages], output == "-" ? "lto-par" : output)
            : throw new LtoParException(null, $"-save-temps: unknown stage '{unknown}'; use {string.Join(", ", s_names)}");
    }

    public void WriteMerged(InputModule module) => OutputFile.Write($"{_prefix}.0.merged.bc", module.Bytes);

    public void WriteIpo(InputModule module)
    {
        if (_stages.Contains("ipo"))
        {
            OutputFile.Write($"{_prefix}.0.ipo.bc", module.Bytes);
        }
    }

    public void WriteGraph(ProgramGraph graph)
    {
        if (_stages.Contains("graph"))
        {
            OutputFile.WriteText($"{_prefix}.1.graph.txt", GraphText.Print(graph));
        }
    }

    public void WritePlan(SymbolPlan plan)
    {
        if (_stages.Contains("plan"))
        {
            OutputFile.WriteText($"{_prefix}.2.plan.txt", PlanText.Print(plan, only: null));
        }
    }

    /// <summary>From the worker that compiles the partition.</summary>
    public void WriteCarved(int partition, ReadOnlySpan<byte> bitcode) => OutputFile.Write($"{_prefix}.3.{SymbolText.PartitionName(partition)}.bc", bitcode);

    public void WriteObjects(IReadOnlyList<PartitionResult> objects)
    {
        if (_stages.Contains("obj"))
        {
            foreach (PartitionResult result in objects)
            {
                OutputFile.Write($"{_prefix}.5.{SymbolText.PartitionName(result.Partition)}.o", result.Object);
            }
        }
    }
}
