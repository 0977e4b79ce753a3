namespace LtoPar.Backend.Scheduling;

/// <summary>Something that grows with a partition and with the module it is cut from; docs/performance.md says how the factors were found.</summary>
/// <param name="Fixed">The cost of the smallest partition of the smallest module.</param>
/// <param name="Symbol">The cost of each module-level symbol: every partition reads them all.</param>
/// <param name="Instruction">The cost of each IR instruction of the partition.</param>
internal readonly record struct LinearCost(double Fixed, double Symbol, double Instruction)
{
    public double Of(in PartitionExtent extent) =>
        Fixed + (Symbol * extent.Symbols) + (Instruction * extent.Instructions);
}
