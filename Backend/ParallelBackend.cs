using System.Diagnostics;
using System.Globalization;
using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Partitioner;

namespace LtoPar.Backend;

/// <summary>
/// Compiles every partition of a plan: makes the jobs, orders them, and runs them on an executor. A job carves and compiles in one go, so
/// that only as many partitions are in memory as there are workers.
/// </summary>
public static class ParallelBackend
{
    /// <summary>Set to a number, the order of work is shuffled by it: output that depends on the order fails loudly.</summary>
    public const string ShuffleVariable = "LTO_PAR_SHUFFLE_SEED";

    /// <returns>Sorted by partition, whatever the order of completion.</returns>
    /// <exception cref="LtoParException">A partition failed: that of the lowest number among those that did.</exception>
    public static IReadOnlyList<PartitionResult> Run(
        InputModule input, SymbolPlan plan, CompileOptions options, IExecutor executor, Action<PartitionResult>? completed)
    {
        Targets.EnsureInitialized();
        GlobalLlvmOptions.Apply(options);
        List<PartitionJob> jobs = [.. plan.Partitions.Partitions.Select(p => new PartitionJob(p.Id, p.Instructions))];
        Order(jobs);
        using ChunkedInput chunks = new(input, plan);
        PartitionResult?[] results = new PartitionResult?[jobs.Count];
        executor.Run(jobs, job => CarveAndCompile(chunks, input.Name, options, job.Partition), result =>
        {
            results[result.Partition] = result;
            completed?.Invoke(result);
        });
        return [.. results.Select(r => r ?? throw new InvalidOperationException("an executor lost a partition"))];
    }

    private static PartitionResult CarveAndCompile(ChunkedInput input, string name, CompileOptions options, int partition)
    {
        long start = Stopwatch.GetTimestamp();
        using BitcodeBuffer bitcode = input.CarveToBuffer(partition);
        TimeSpan carve = Stopwatch.GetElapsedTime(start);
        PartitionResult result = PartitionCompiler.Compile(bitcode.Bytes, name, partition, options);
        return result with { Timing = result.Timing with { Carve = carve } };
    }

    /// <summary>Largest first: what starts last should be short. Ties by number.</summary>
    private static void Order(List<PartitionJob> jobs)
    {
        jobs.Sort(static (a, b) => (-a.Cost, a.Partition).CompareTo((-b.Cost, b.Partition)));
        if (int.TryParse(Environment.GetEnvironmentVariable(ShuffleVariable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int seed))
        {
#pragma warning disable CA5394 // a test aid, not a secret
            new Random(seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(jobs));
#pragma warning restore CA5394
        }
    }
}
