using LtoPar.CallGraph.Facts;

namespace LtoPar.CallGraph.Reader;

/// <summary>The module-level records as plain data, read once whatever the number of shares.</summary>
/// <param name="Assembly">Module-level asm as bytes; empty in a module without.</param>
internal sealed record ModuleRecords(SymbolTable Table, ModuleFacts Facts, byte[] Assembly, IReadOnlyList<(int From, int To, ulong Weight)> Profile)
{
    /// <summary>Per function: what its attributes say of it; null where facts were not asked for.</summary>
    public IReadOnlyList<(FunctionFacts Facts, MemoryAccess Access)>? Stated { get; init; }
}
