using LtoPar.Backend.Scheduling;

namespace LtoPar.Backend.Memory;

/// <summary>
/// Predicts how much memory is resident, in bytes; docs/performance.md says how the factors were measured, and how far off they are. Memory does
/// not depend on the machine as time does, so these are absolute. Code generation keeps everything it knows of one function, in several forms:
/// the largest function of a partition counts besides the partition.
/// </summary>
public static class MemoryModel
{
    /// <summary>The program, the pages of libLLVM that it runs, and the plan of a program of moderate size.</summary>
    public const long Process = 100L << 20;

    /// <summary>Context, target machine, and what an arena keeps between two partitions.</summary>
    private const long Job = 3 << 20;
    private const long PerSymbol = 900;
    private const long PerInstruction = 200;
    private const long PerLargestInstruction = 1600;

    /// <summary>Reading keeps all bodies in memory at once: bytes for each byte of bitcode.</summary>
    private const long ReadBodies = 18;

    /// <summary>The module-level records, which every reader has for itself: bytes for each byte of bitcode.</summary>
    private const long ReadRecords = 2;

    /// <summary>A partition while it is compiled, where it was carved: with what was read of all symbols.</summary>
    public static long OfPartition(in PartitionExtent extent, Stage stage)
    {
        long bytes = Job + (PerSymbol * extent.Symbols) + (PerInstruction * extent.Instructions) + (PerLargestInstruction * extent.LargestFunction);
        // Unrolling and vectorising make functions larger before code is generated.
        return stage == Stage.Codegen ? bytes : bytes + (bytes / 16);
    }

    /// <summary>The whole process while the module is read.</summary>
    public static long OfReading(long bitcodeBytes, int readers) => Process + (bitcodeBytes * (ReadBodies + (ReadRecords * (readers - 1))));

    /// <summary>As many readers as fit, at least one.</summary>
    public static int ReadersWithin(long limit, long bitcodeBytes, int most)
    {
        long room = limit - OfReading(bitcodeBytes, 1);
        return (int)Math.Clamp(1 + (room / Math.Max(1, ReadRecords * bitcodeBytes)), 1, most);
    }
}
