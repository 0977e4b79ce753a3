using LtoPar.Backend.Carving;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.Platform.Files;

namespace LtoPar.Backend.Verification;

/// <summary>Compiles all partitions of a plan in one mode.</summary>
public static class ModeRun
{
    /// <summary>Any number would do; a fixed one makes a failure come again.</summary>
    private const int Seed = 20;

    /// <param name="only">The partitions to compile, ascending; null: all.</param>
    /// <returns>Sorted by partition.</returns>
    /// <exception cref="LtoParException">A partition failed.</exception>
    public static IReadOnlyList<PartitionResult> Run(
        InputModule input, SymbolPlan plan, CompileOptions options, CompileMode mode, int jobs, IReadOnlyList<int>? only = null) => mode switch
        {
            CompileMode.Threads => ParallelBackend.Run(input, plan, options, new ThreadExecutor(jobs), null, only: only),
            CompileMode.Serial => ParallelBackend.Run(input, plan, options, new ThreadExecutor(1), null, only: only),
            CompileMode.Shuffled => ParallelBackend.Run(input, plan, options, new ShuffledExecutor(new ThreadExecutor(jobs), Seed), null, only: only),
            CompileMode.Files => ThroughFiles(input, plan, options, jobs, only),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
        };

    private static IReadOnlyList<PartitionResult> ThroughFiles(InputModule input, SymbolPlan plan, CompileOptions options, int jobs, IReadOnlyList<int>? only)
    {
        using ScratchFolder scratch = new();
        using ChunkedInput chunks = new(input, plan);
        Partition[] partitions = [.. only is null ? plan.Partitions.Partitions : only.Select(p => plan.Partitions.Partitions[p])];
        foreach (Partition partition in partitions)
        {
            OutputFile.Write(FileOf(scratch, partition.Id), chunks.Carve(partition.Id));
        }

        PartitionResult?[] results = new PartitionResult?[plan.Partitions.Partitions.Count];
        new ThreadExecutor(jobs).Run(
            [.. partitions.Select(p => new PartitionJob(p.Id, p.Instructions))],
            job =>
            {
                using InputModule part = InputModule.Open(FileOf(scratch, job.Partition), isCut: false);
                return PartitionCompiler.Compile(part.Bytes, part.Name, job.Partition, options);
            },
            result => results[result.Partition] = result);
        return [.. partitions.Select(p => results[p.Id] ?? throw new InvalidOperationException("an executor lost a partition"))];
    }

    private static string FileOf(ScratchFolder scratch, int partition) => Path.Combine(scratch.Path, SymbolText.PartitionName(partition) + ".bc");
}
