using LtoPar.Backend.Partitions;

namespace LtoPar.Backend.Execution;

/// <summary>One partition's way through the cache. Without a cache nothing is found, and nothing kept.</summary>
internal sealed class CacheLookup(IPartitionCache? cache, int partition)
{
    private string? _key;

    /// <summary>What was found; null: it has to be compiled.</summary>
    public PartitionResult? Result { get; private set; }

    public void Find(ReadOnlySpan<byte> bitcode)
    {
        if (cache is null)
        {
            return;
        }

        (byte[]? code, _key) = cache.Find(partition, bitcode);
        if (code is not null)
        {
            Result = new PartitionResult(partition, code, [], new PartitionTiming(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, bitcode.Length))
            {
                IsFromCache = true,
            };
        }
    }

    public void Keep(PartitionResult result)
    {
        if (_key is not null && Result is null)
        {
            cache!.Keep(_key, result);
        }
    }
}
