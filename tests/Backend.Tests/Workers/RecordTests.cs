using LtoPar.Backend.Partitions;
using LtoPar.Backend.Workers;
using LtoPar.Platform;
using Record = LtoPar.Backend.Workers.Record;

namespace LtoPar.Backend.Tests.Workers;

/// <summary>What goes through the pipe comes out of it, and a pipe that ends is not mistaken for an answer.</summary>
public sealed class RecordTests
{
    private static readonly ResultParts s_parts = new() { LooksForFiles = true, KeepsOptimized = true, PassGranularity = 0 };

    [Fact]
    public void A_request_comes_as_it_was_sent()
    {
        using MemoryStream pipe = new();
        WorkerRequest.Write(pipe, 7, "a ü.bc", s_parts, [1, 2, 3]);
        WorkerRequest.Write(pipe, 8, "", default, []);
        pipe.Position = 0;
        WorkerRequest first = WorkerRequest.Parse(Record.Read(pipe)!);
        WorkerRequest second = WorkerRequest.Parse(Record.Read(pipe)!);
        Assert.Equal((7, "a ü.bc", s_parts), (first.Partition, first.Name, first.Parts));
        Assert.Equal([1, 2, 3], first.Bitcode.ToArray());
        Assert.Equal((8, "", default(ResultParts), 0), (second.Partition, second.Name, second.Parts, second.Bitcode.Length));
        Assert.Null(Record.Read(pipe));
    }

    [Fact]
    public void A_result_comes_as_it_was_sent()
    {
        PartitionTiming timing = new(TimeSpan.Zero, TimeSpan.FromTicks(5), TimeSpan.FromTicks(6), 70)
        {
            Cpu = new StageTimes(TimeSpan.Zero, TimeSpan.FromTicks(3), TimeSpan.FromTicks(4)),
        };
        PartitionResult sent = new(3, [9, 8, 7], ["one", "zwei ü"], timing) { ReadsFiles = true, Optimized = [5, 6], Passes = [7] };
        PartitionResult come = Assert.IsType<WorkerReply.Compiled>(Through(new WorkerReply.Compiled(sent))).Result;
        Assert.Equal(sent.Object, come.Object);
        Assert.Equal(sent.Optimized, come.Optimized);
        Assert.Equal(sent.Passes, come.Passes);
        Assert.Equal(sent.Diagnostics, come.Diagnostics);
        Assert.Equal((sent.Partition, sent.ReadsFiles, sent.Timing), (come.Partition, come.ReadsFiles, come.Timing));
    }

    [Fact]
    public void Errors_come_as_they_were_sent()
    {
        LtoParException with = Assert.IsType<WorkerReply.Refused>(
            Through(new WorkerReply.Refused(new LtoParException("f.bc", "no") { Function = "g" }))).Error;
        Assert.Equal(("f.bc", "no", "g"), (with.File, with.Message, with.Function));
        LtoParException without = Assert.IsType<WorkerReply.Refused>(Through(new WorkerReply.Refused(new LtoParException(null, "no")))).Error;
        Assert.Equal((null, "no", null), (without.File, without.Message, without.Function));
        Assert.Equal(new WorkerReply.GaveUp("why"), Through(new WorkerReply.GaveUp("why")));
        Assert.Equal(new WorkerReply.Broken("where"), Through(new WorkerReply.Broken("where")));
        Assert.Equal(new WorkerReply.Hello("who"), Through(new WorkerReply.Hello("who")));
    }

    [Fact]
    public void A_record_that_ends_early_is_none()
    {
        using MemoryStream pipe = new();
        new WorkerReply.GaveUp("why").Write(pipe);
        for (int length = 0; length < pipe.Length; length++)
        {
            Assert.Null(Record.Read(new MemoryStream(pipe.ToArray(), 0, length)));
        }
    }

    private static WorkerReply Through(WorkerReply reply)
    {
        using MemoryStream pipe = new();
        reply.Write(pipe);
        pipe.Position = 0;
        return WorkerReply.Parse(Record.Read(pipe)!);
    }
}
