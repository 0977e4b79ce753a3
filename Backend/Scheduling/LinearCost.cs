namespace LtoPar.Backend.Scheduling;

/// <summary>Something that grows with a partition and with the module it is cut from; docs/performance.md says how the factors were found.</summary>
/// <param name="Fixed">What the smallest partition of the smallest module takes.</param>
/// <param name="Symbol">For each module-level symbol: every partition reads them all.</param>
/// <param name="Instruction">For each IR instruction of the partition.</param>
internal readonly record struct LinearCost(double Fixed, double Symbol, double Instruction)
{
    public double Of(in PartitionExtent extent) =>
        Fixed + (Symbol * extent.Symbols) + (Instruction * extent.Instructions);
}
