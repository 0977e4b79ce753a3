namespace LtoPar.CallGraph.Facts;

/// <summary>What one function does by itself, its calls of other defined functions left out.</summary>
/// <param name="Function">Its ordinal.</param>
/// <param name="Broken">What does not hold of it, whatever those functions do.</param>
/// <param name="Access">The memory that it accesses.</param>
/// <param name="MustProgress">A loop that does nothing that can be seen from outside ends.</param>
public readonly record struct BodyFacts(int Function, FunctionFacts Broken, MemoryAccess Access, bool MustProgress);
