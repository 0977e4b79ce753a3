using LtoPar.Backend.Partitions;

namespace LtoPar.Backend.Execution;

/// <summary>
/// Objects that were compiled before, by the bytes that they were compiled from. An object is a pure function of these and of the options, so a cache never
/// changes a result. All workers use it at a time.
/// </summary>
public interface IPartitionCache
{
    /// <returns>The object, null when it is not there; and the key to keep it by.</returns>
    (byte[]? Object, string Key) Find(int partition, ReadOnlySpan<byte> bitcode);

    /// <summary>Is given what was compiled, since nothing was found.</summary>
    void Keep(string key, PartitionResult result);
}
