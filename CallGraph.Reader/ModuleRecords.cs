namespace LtoPar.CallGraph.Reader;

/// <summary>What the module-level records say, read once whatever the number of shares.</summary>
/// <param name="Assembly">Module-level asm as bytes; empty when there is none.</param>
internal sealed record ModuleRecords(SymbolTable Table, ModuleFacts Facts, byte[] Assembly, IReadOnlyList<(int From, int To, ulong Weight)> Profile);
