using LtoPar.Backend.Scheduling;
using LtoPar.Bitcode;
using LtoPar.CallGraph.Reader;

namespace LtoPar.Backend.Memory;

/// <summary>
/// Predicts how much memory is resident, in bytes; docs/performance.md says how the factors were measured, and how far off they are. Memory does not depend on
/// the machine as time does, so these are absolute. Code generation keeps everything it knows of one function, in several forms: the largest function of a
/// partition counts besides the partition.
/// </summary>
public static class MemoryModel
{
    /// <summary>The program, the pages of libLLVM that it runs, and the plan of a program of moderate size.</summary>
    private const long Process = 100L << 20;

    /// <summary>The context, the target machine, and the memory that an arena keeps between two partitions.</summary>
    private const long Job = 3 << 20;
    private const long PerSymbol = 900;
    private const long PerInstruction = 200;
    private const long PerLargestInstruction = 1600;

    /// <summary>The process with debug information: the debug-info graph with its index, and the nodes that each worker makes of it.</summary>
    private const long DebugProcess = 8 << 20;
    private const long DebugProcessPerMetadataByte = 18;
    private const double DebugProcessPerBodyByte = 2.5;
    private const long DebugJob = 3584 << 10;
    private const double DebugJobPerMetadataByte = 5.5;
    private const long DebugJobPerInstruction = 600;

    /// <summary>The whole program, for each byte of its written bitcode.</summary>
    private const long IpoProcess = 84 << 20;
    private const long IpoPerBodyByte = 55;
    private const long IpoPerDebugBodyByte = 11;
    private const long IpoPerMetadataByte = 4;

    /// <summary>Before there is code generation fewer pages of libLLVM are used.</summary>
    private const long ReadingProcess = 82 << 20;

    /// <summary>Each reader has the module-level records for itself.</summary>
    private const long Reader = 2 << 20;
    private const long ReaderPerSymbol = 550;
    private const long ReaderPerMetadataByte = 10;

    /// <summary>The bodies of a round, for each byte of bitcode.</summary>
    private const long ReadBodies = 22;

    /// <summary>The facts that stay of a body when it has been read, for each byte of bitcode.</summary>
    private const long ReadFacts = 2;

    /// <summary>Predicts a partition while it is compiled, where it was carved: with everything that was read of all symbols.</summary>
    public static long OfPartition(in PartitionExtent extent, Stage stage)
    {
        long debug = extent.DebugBytes is { } metadata
            ? DebugJob + (long)(DebugJobPerMetadataByte * metadata) + (DebugJobPerInstruction * extent.Instructions) : 0;
        long bytes = debug + Job + (PerSymbol * extent.Symbols) + (PerInstruction * (extent.Instructions + extent.Imported))
            + (PerLargestInstruction * extent.LargestFunction);
        // Unrolling and vectorising make functions larger before code is generated.
        return stage == Stage.Codegen ? bytes : bytes + (bytes / 16);
    }

    /// <summary>Predicts the whole process while the program is in one context for inter-procedural optimisation, from the size of the result.</summary>
    public static long OfIpo(ModuleExtent extent) =>
        IpoProcess + (IpoPerBodyByte * extent.BodyBytes)
        + (extent.Debug is { } debug ? (IpoPerDebugBodyByte * debug.BodyBytes) + (IpoPerMetadataByte * debug.MetadataBytes) : 0);

    /// <summary>Predicts the process without its partitions.</summary>
    public static long OfProcess(ModuleExtent extent) =>
        Process + (extent.Debug is { } debug
            ? DebugProcess + (DebugProcessPerMetadataByte * debug.MetadataBytes) + (long)(DebugProcessPerBodyByte * debug.BodyBytes) : 0);

    /// <summary>Predicts the whole process while the module is read.</summary>
    public static long OfReading(ModuleExtent extent, ReadingPlan plan) => ReadingProcess + OfProcess(extent) - Process + HeapOfReading(extent, plan);

    /// <summary>Predicts the heaps of all readers together.</summary>
    public static long HeapOfReading(ModuleExtent extent, ReadingPlan plan)
    {
        long reader = Reader + (ReaderPerSymbol * extent.Symbols) + (ReaderPerMetadataByte * extent.MetadataBytes);
        return (reader * plan.Readers) + (ReadBodies * extent.BodyBytes / plan.Rounds) + (ReadFacts * extent.BodyBytes);
    }

    /// <summary>Finds the number of readers that fit, at least one; a single one reads in as many rounds as it takes.</summary>
    public static ReadingPlan ReadingWithin(long limit, ModuleExtent extent, int jobs)
    {
        ReadingPlan plan = ReadingPlan.Of(extent, jobs);
        while (OfReading(extent, plan) > limit && plan != new ReadingPlan(1, ReadingPlan.MostRounds))
        {
            plan = plan.Readers > 1 ? ReadingPlan.Of(extent, plan.Readers - 1) : plan with { Rounds = plan.Rounds + 1 };
        }

        return plan;
    }
}
