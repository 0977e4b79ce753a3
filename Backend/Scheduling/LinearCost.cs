namespace LtoPar.Backend.Scheduling;

/// <summary>Something that grows with a partition and with the module it is cut from; docs/performance.md says how the factors were found.</summary>
/// <param name="Fixed">What the smallest partition of the smallest module takes.</param>
/// <param name="Symbol">For each module-level symbol: every partition reads them all.</param>
/// <param name="DebugType">For each named type of the module's debug information, which every partition sorts out.</param>
/// <param name="Instruction">For each IR instruction of the partition.</param>
internal readonly record struct LinearCost(double Fixed, double Symbol, double DebugType, double Instruction)
{
    public double Of(in PartitionExtent extent) =>
        Fixed + (Symbol * extent.Symbols) + (DebugType * extent.DebugTypes) + (Instruction * extent.Instructions);
}
