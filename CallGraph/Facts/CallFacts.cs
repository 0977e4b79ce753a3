namespace LtoPar.CallGraph.Facts;

/// <summary>A call of a defined function, as far as it matters to what holds of the caller.</summary>
/// <param name="Caller">Its ordinal.</param>
/// <param name="Callee">The ordinal of the function that is called, directly.</param>
/// <param name="Needed">What does not hold of the caller if it does not hold of the callee: nothing at the call says so.</param>
/// <param name="Allowed">The memory that the call may access for all that is said at the call.</param>
/// <param name="ArgumentsAs">What access of the callee's arguments means in the caller.</param>
public readonly record struct CallFacts(int Caller, int Callee, FunctionFacts Needed, MemoryAccess Allowed, MemoryAccess ArgumentsAs);
