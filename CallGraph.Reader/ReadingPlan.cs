using LtoPar.Bitcode;

namespace LtoPar.CallGraph.Reader;

/// <summary>
/// Says how many readers read a module at the same time, and in how many rounds. A round is a share of the functions for each reader, in a context
/// that is opened for it and disposed after it: R rounds have 1/R of the bodies in memory at once. Opening costs time in proportion to what is not
/// in bodies (docs/performance.md), so there are as many rounds as that stays small against compiling the bodies, and no more than bring reading
/// below what compiling needs. The graph does not depend on either.
/// </summary>
/// <param name="Readers">At least 1.</param>
/// <param name="Rounds">A number from 1 to <see cref="MostRounds"/>.</param>
public readonly record struct ReadingPlan(int Readers, int Rounds)
{
    public const int MostRounds = 8;

    /// <summary>Below this many bytes of bodies a second reader costs more than it saves.</summary>
    private const long BytesPerReader = 160 * 1024;

    /// <summary>A share of less than this takes less memory (20 MiB) than the compilation of a partition.</summary>
    private const long LeastShare = 1024 * 1024;

    // Nanoseconds of processor time.
    private const long Opening = 2_000_000;
    private const long OpeningSymbol = 1_000;
    private const long OpeningMetadataByte = 20;

    /// <summary>A two-hundredth of code generation.</summary>
    private const long AllowedPerBodyByte = 12;

    /// <param name="jobs">Most readers.</param>
    public static ReadingPlan Of(ModuleExtent extent, int jobs)
    {
        int readers = (int)Math.Clamp(extent.BodyBytes / BytesPerReader, 1, Math.Max(jobs, 1));
        long opening = Opening + (OpeningSymbol * extent.Symbols) + (OpeningMetadataByte * extent.MetadataBytes);
        long affordable = 1 + (AllowedPerBodyByte * extent.BodyBytes / (opening * readers));
        long useful = 1 + ((extent.BodyBytes - 1) / (LeastShare * readers));
        return new ReadingPlan(readers, (int)Math.Clamp(Math.Min(affordable, useful), 1, MostRounds));
    }
}
