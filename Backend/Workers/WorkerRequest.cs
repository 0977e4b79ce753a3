using LtoPar.Backend.Partitions;

namespace LtoPar.Backend.Workers;

/// <summary>A partition to be compiled, as a worker process is asked: all but the options, which it was started with.</summary>
/// <param name="Partition">The partition's number, for messages.</param>
/// <param name="Name">The subject of messages.</param>
/// <param name="Parts">What is wanted besides the object.</param>
/// <param name="Bitcode">A whole bitcode module.</param>
internal sealed record WorkerRequest(int Partition, string Name, ResultParts Parts, ReadOnlyMemory<byte> Bitcode)
{
    /// <exception cref="IOException">The worker is gone.</exception>
    public static void Write(Stream stream, int partition, string name, ResultParts parts, ReadOnlySpan<byte> bitcode)
    {
        using MemoryStream head = new();
        using BinaryWriter writer = new(head);
        writer.Write(partition);
        writer.Write(parts.LooksForFiles);
        writer.Write(parts.KeepsOptimized);
        writer.Write(parts.LeavesOutObject);
        writer.Write(parts.PassGranularity ?? -1);
        writer.Write(name);
        Record.Write(stream, head.GetBuffer().AsSpan(0, (int)head.Length), bitcode);
    }

    public static WorkerRequest Parse(byte[] record)
    {
        using MemoryStream stream = new(record, writable: false);
        using BinaryReader reader = new(stream);
        int partition = reader.ReadInt32();
        ResultParts parts = new()
        {
            LooksForFiles = reader.ReadBoolean(),
            KeepsOptimized = reader.ReadBoolean(),
            LeavesOutObject = reader.ReadBoolean(),
            PassGranularity = reader.ReadInt32() is var least and >= 0 ? least : null,
        };
        string name = reader.ReadString();
        return new WorkerRequest(partition, name, parts, record.AsMemory((int)stream.Position));
    }
}
