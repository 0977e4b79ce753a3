using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Backend.Verification;

/// <summary>Compiles all partitions of a plan in one mode.</summary>
public static class ModeRun
{
    /// <summary>Any number would do; a fixed one makes a failure come again.</summary>
    private const int Seed = 20;

    /// <returns>Sorted by partition.</returns>
    /// <exception cref="LtoParException">A partition failed.</exception>
    public static IReadOnlyList<PartitionResult> Run(InputModule input, SymbolPlan plan, CompileOptions options, CompileMode mode, int jobs) => mode switch
    {
        CompileMode.Threads => ParallelBackend.Run(input, plan, options, new ThreadExecutor(jobs), null),
        CompileMode.Serial => ParallelBackend.Run(input, plan, options, new ThreadExecutor(1), null),
        CompileMode.Shuffled => ParallelBackend.Run(input, plan, options, new ShuffledExecutor(new ThreadExecutor(jobs), Seed), null),
        CompileMode.Files => ThroughFiles(input, plan, options, jobs),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    private static IReadOnlyList<PartitionResult> ThroughFiles(InputModule input, SymbolPlan plan, CompileOptions options, int jobs)
    {
        using ScratchFolder scratch = new();
        using ChunkedInput chunks = new(input, plan);
        foreach (Partition partition in plan.Partitions.Partitions)
        {
            OutputFile.Write(FileOf(scratch, partition.Id), chunks.Carve(partition.Id));
        }

        PartitionResult?[] results = new PartitionResult?[plan.Partitions.Partitions.Count];
        new ThreadExecutor(jobs).Run(
            [.. plan.Partitions.Partitions.Select(p => new PartitionJob(p.Id, p.Instructions))],
            job =>
            {
                using InputModule part = InputModule.Open(FileOf(scratch, job.Partition));
                return PartitionCompiler.Compile(part.Bytes, part.Name, job.Partition, options);
            },
            result => results[result.Partition] = result);
        return [.. results.Select(r => r ?? throw new InvalidOperationException("an executor lost a partition"))];
    }

    private static string FileOf(ScratchFolder scratch, int partition) => Path.Combine(scratch.Path, SymbolText.PartitionName(partition) + ".bc");
}
