using LtoPar.Backend.Partitions;

namespace LtoPar.Backend.Execution;

/// <summary>Gives another executor its jobs in an order drawn from a seed: results that depend on the order of work differ.</summary>
public sealed class ShuffledExecutor(IExecutor inner, int seed) : IExecutor
{
    public string Name => $"{inner.Name}, shuffled";

    public IPartitionCompiler? Compiler => inner.Compiler;

    public void Run(IReadOnlyList<PartitionJob> jobs, Func<PartitionJob, PartitionResult> work, Action<PartitionResult> completed)
    {
        PartitionJob[] order = [.. jobs];
#pragma warning disable CA5394 // an order of work, not a secret
        new Random(seed).Shuffle(order);
#pragma warning restore CA5394
        inner.Run(order, work, completed);
    }
}
