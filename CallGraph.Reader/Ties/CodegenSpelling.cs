using LLVMSharp.Interop;
using LtoPar.Bitcode;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>
/// Finds the local definitions that code generation refers to by name: those that string attributes name (probe-stack), the stack protector's
/// variable, and those with the name of a runtime function. In one object the assembler makes such a name the local definition; cut apart, it would
/// be undefined, or another object's.
/// </summary>
internal static unsafe class CodegenSpelling
{
    /// <param name="module">Has the module flags.</param>
    /// <param name="inputs">Their attributes name symbols.</param>
    public static void Mark(SymbolTable table, ModuleFacts facts, LLVMOpaqueModule* module, IReadOnlyList<InputModule> inputs)
    {
        if (facts.DataLayout.Length > 0 && !facts.DataLayout.Split('-').Contains("m:e", StringComparer.Ordinal))
        {
            return;
        }

        int[] candidates = [.. Enumerable.Range(0, table.FunctionCount + table.VariableCount).Where(s => IsCandidate(table, s))];
        if (candidates.Length == 0)
        {
            return;
        }

        HashSet<string> spelled = [.. inputs.SelectMany(i => AttributeSymbols.Read(i.Bytes))];
        spelled.UnionWith(RuntimeNames.Among(candidates.Select(c => table.Names[c]), facts));
        if (ModuleFlags.Text(module, "stack-protector-guard-symbol") is { } guard)
        {
            spelled.Add(guard);
        }

        foreach (int symbol in candidates.Where(c => spelled.Contains(table.Names[c])))
        {
            table.Flags[symbol] |= SymbolFlags.SpelledByCodegen;
        }
    }

    private static bool IsCandidate(SymbolTable table, int symbol) =>
        (table.Linkage[symbol] == SymbolLinkage.Internal || table.Linkage[symbol].IsLinkOnce())
        && table.NeedsPartition(symbol)
        && !table.Has(symbol, SymbolFlags.ThreadLocal);
}
