namespace LtoPar.CallGraph.Facts;

/// <summary>What the bodies of a program say that inlining and optimising across partitions can use.</summary>
/// <param name="Bodies">One for each function with a body, sorted by ordinal.</param>
/// <param name="Calls">Sorted; there may be several of one caller and callee.</param>
/// <param name="Stated">Per function: what its own attributes say already.</param>
/// <param name="StatedAccess">Per function: the memory that its own attributes let it access.</param>
public sealed record ProgramFacts(
    IReadOnlyList<BodyFacts> Bodies, IReadOnlyList<CallFacts> Calls, IReadOnlyList<FunctionFacts> Stated, IReadOnlyList<MemoryAccess> StatedAccess);
