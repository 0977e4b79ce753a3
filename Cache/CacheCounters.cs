using System.Buffers.Binary;

namespace LtoPar.Cache;

/// <summary>
/// Hits and misses of all runs, in a file of two numbers. They are for people: a run that finds the file in use by another does not wait, and is not counted.
/// </summary>
/// <param name="Hits">Values that were found.</param>
/// <param name="Misses">Values that were not, and could have been.</param>
public readonly record struct CacheCounters(long Hits, long Misses)
{
    private const int Bytes = 2 * sizeof(long);

    public static CacheCounters Read(CacheFolder folder)
    {
        try
        {
            byte[] numbers = File.ReadAllBytes(folder.Counters);
            return numbers.Length == Bytes ? Of(numbers) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    public void AddTo(CacheFolder folder)
    {
        try
        {
            // Not shared: the runtime locks the file.
            using FileStream file = new(folder.Counters, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            byte[] numbers = new byte[Bytes];
            CacheCounters before = file.ReadAtLeast(numbers, Bytes, throwOnEndOfStream: false) == Bytes ? Of(numbers) : default;
            BinaryPrimitives.WriteInt64LittleEndian(numbers, before.Hits + Hits);
            BinaryPrimitives.WriteInt64LittleEndian(numbers.AsSpan(sizeof(long)), before.Misses + Misses);
            file.Position = 0;
            file.Write(numbers);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In use, or a cache that may only be read.
        }
    }

    private static CacheCounters Of(ReadOnlySpan<byte> numbers) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(numbers), BinaryPrimitives.ReadInt64LittleEndian(numbers[sizeof(long)..]));
}
