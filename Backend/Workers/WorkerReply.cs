using LtoPar.Backend.Partitions;
using LtoPar.Platform;

namespace LtoPar.Backend.Workers;

/// <summary>What a worker process answers: first that it is there, and who; then, to each request, one of the others.</summary>
internal abstract record WorkerReply
{
    private enum Kind : byte
    {
        Hello,
        Compiled,
        Refused,
        GaveUp,
        Broken,
    }

    /// <summary>The worker is ready. A worker of another build would make other objects.</summary>
    public sealed record Hello(string Identity) : WorkerReply;

    public sealed record Compiled(PartitionResult Result) : WorkerReply;

    /// <summary>An error that the user can do something about: it is thrown where the partition was asked for.</summary>
    public sealed record Refused(LtoParException Error) : WorkerReply;

    /// <summary>LLVM gave up or crashed, and the worker ends.</summary>
    public sealed record GaveUp(string Reason) : WorkerReply;

    /// <summary>A bug of lto-par.</summary>
    public sealed record Broken(string Text) : WorkerReply;

    /// <exception cref="IOException">Nobody reads.</exception>
    public void Write(Stream stream)
    {
        using MemoryStream head = new();
        using BinaryWriter writer = new(head);
        switch (this)
        {
            case Hello hello:
                writer.Write((byte)Kind.Hello);
                writer.Write(hello.Identity);
                break;
            case Compiled compiled:
                writer.Write((byte)Kind.Compiled);
                Write(writer, compiled.Result);
                break;
            case Refused { Error: var error }:
                writer.Write((byte)Kind.Refused);
                WriteText(writer, error.File);
                writer.Write(error.Message);
                WriteText(writer, error.Function);
                break;
            case GaveUp gaveUp:
                writer.Write((byte)Kind.GaveUp);
                writer.Write(gaveUp.Reason);
                break;
            case Broken broken:
                writer.Write((byte)Kind.Broken);
                writer.Write(broken.Text);
                break;
        }

        Record.Write(stream, head.GetBuffer().AsSpan(0, (int)head.Length), (this as Compiled)?.Result.Object ?? []);
    }

    public static WorkerReply Parse(byte[] record)
    {
        using MemoryStream stream = new(record, writable: false);
        using BinaryReader reader = new(stream);
        Kind kind = (Kind)reader.ReadByte();
        return kind switch
        {
            Kind.Hello => new Hello(reader.ReadString()),
            Kind.Compiled => new Compiled(ReadResult(reader, record)),
            Kind.Refused => new Refused(ReadError(reader)),
            Kind.GaveUp => new GaveUp(reader.ReadString()),
            Kind.Broken => new Broken(reader.ReadString()),
            _ => throw new InvalidDataException($"a worker process answered with {(byte)kind}, which is no answer"),
        };
    }

    private static void Write(BinaryWriter writer, PartitionResult result)
    {
        writer.Write(result.Partition);
        writer.Write(result.ReadsFiles);
        writer.Write(result.Diagnostics.Count);
        foreach (string text in result.Diagnostics)
        {
            writer.Write(text);
        }

        writer.Write(result.Remarks.Length);
        writer.Write(result.Remarks);
        PartitionTiming timing = result.Timing;
        foreach (TimeSpan time in new[] { timing.Optimize, timing.Emit, timing.Cpu.Optimize, timing.Cpu.Emit })
        {
            writer.Write(time.Ticks);
        }

        writer.Write(timing.BitcodeBytes);
        WriteBytes(writer, result.Optimized);
        WriteBytes(writer, result.Passes);
        // The object is the rest.
    }

    private static PartitionResult ReadResult(BinaryReader reader, byte[] record)
    {
        int partition = reader.ReadInt32();
        bool readsFiles = reader.ReadBoolean();
        string[] diagnostics = new string[reader.ReadInt32()];
        for (int i = 0; i < diagnostics.Length; i++)
        {
            diagnostics[i] = reader.ReadString();
        }

        byte[] remarks = reader.ReadBytes(reader.ReadInt32());
        TimeSpan optimize = ReadTime(reader), emit = ReadTime(reader), optimizeCpu = ReadTime(reader), emitCpu = ReadTime(reader);
        PartitionTiming timing = new(TimeSpan.Zero, optimize, emit, reader.ReadInt64()) { Cpu = new StageTimes(TimeSpan.Zero, optimizeCpu, emitCpu) };
        byte[]? optimized = ReadBytes(reader);
        byte[]? passes = ReadBytes(reader);
        return new PartitionResult(partition, record[(int)reader.BaseStream.Position..], diagnostics, timing)
        {
            ReadsFiles = readsFiles,
            Remarks = remarks,
            Optimized = optimized,
            Passes = passes,
        };
    }

    private static TimeSpan ReadTime(BinaryReader reader) => TimeSpan.FromTicks(reader.ReadInt64());

    private static LtoParException ReadError(BinaryReader reader) => new(ReadText(reader), reader.ReadString()) { Function = ReadText(reader) };

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static void WriteBytes(BinaryWriter writer, byte[]? bytes)
    {
        writer.Write(bytes?.Length ?? -1);
        writer.Write(bytes ?? []);
    }

    private static byte[]? ReadBytes(BinaryReader reader) => reader.ReadInt32() is var length and >= 0 ? reader.ReadBytes(length) : null;

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
