using LtoPar.Backend.Combining;
using LtoPar.Backend.Memory;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.Reports;
using LtoPar.Partitioner;

namespace LtoPar.Driver.Compilation;

/// <summary>The objects, sorted by partition, and how much memory they were predicted to take.</summary>
internal sealed class CompiledProgram(PlannedProgram planned, IReadOnlyList<PartitionResult> objects, MemoryBudget budget)
{
    public IReadOnlyList<PartitionResult> Objects => objects;

    public MemoryBudget Budget => budget;

    private Pipeline Pipeline => planned.Program.Pipeline;

    /// <summary>Says what LLVM warned of, and writes the objects: each to a folder, all as one, or both.</summary>
    /// <param name="folder">Null: they are not kept apart.</param>
    /// <param name="combiner">Null: they are not combined.</param>
    public void Combine(string? folder, ObjectCombiner? combiner)
    {
        PrintWarnings();
        Pipeline.Request.Temps.WriteObjects(objects);
        Write(Pipeline.Phases, objects, folder, combiner);
    }

    /// <summary>Writes objects, wherever they come from.</summary>
    public static void Write(Phases phases, IReadOnlyList<PartitionResult> objects, string? folder, ObjectCombiner? combiner)
    {
        if (combiner?.Linker is { } linker)
        {
            phases.Say($"combining {objects.Count} objects with {linker}");
        }

        phases.Run("combine", () =>
        {
            if (folder is not null)
            {
                ObjectFolder.Write(objects, folder);
            }

            combiner?.Combine(objects);
        });
    }

    /// <summary>The remarks of each part, as YAML: what was done before the cut, then the partitions.</summary>
    public IEnumerable<(string? Partition, byte[] Yaml)> Remarks =>
    [
        .. planned.Program.Input.Segments.Select(s => ((string?)null, s.Remarks)),
        .. objects.Select(o => ((string?)SymbolText.PartitionName(o.Partition), o.Remarks)),
    ];

    /// <summary>Says what LLVM warned of.</summary>
    public void PrintWarnings()
    {
        foreach (PartitionResult result in objects)
        {
            foreach (string text in result.Diagnostics)
            {
                Pipeline.Warnings.Say($"{planned.Program.Input.Name}: partition {SymbolText.PartitionName(result.Partition)}: {text}");
            }
        }

        Pipeline.Warnings.Check(planned.Program.Input.Name);
    }

    public RunStatistics Statistics() => RunStatistics.Collect(
        planned.Program.Input, planned.Plan, objects, Pipeline.Options.Stage, Pipeline.Phases, planned.Program.Memory, budget) with
    {
        Cache = Pipeline.Cache?.Report,
    };
}
