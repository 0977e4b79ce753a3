using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Calls the private constants of a partition by their values: <c>.str.40</c>, the forty-first string of its file, becomes <c>.str.48671ad7</c>. No object
/// shows such a name but in a section's, and a string more in the file gives others to all that follow: without this it would change the bytes of every
/// partition that uses one of them.
/// </summary>
internal static unsafe class PrivateNames
{
    private const SymbolFlags Spelled = SymbolFlags.NamedByAsm | SymbolFlags.SpelledByCodegen;

    public static void Replace(LazyModule module, SymbolPlan plan, int partition)
    {
        Dictionary<string, string> names = ByValue(plan, partition);
        List<(nint Variable, string Name)> variables = [];
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobal(module.Handle); v is not null; v = LLVM.GetNextGlobal(v))
        {
            if (LLVM.GetLinkage(v) == LLVMLinkage.LLVMPrivateLinkage && LLVM.GetComdat(v) is null && names.TryGetValue(LlvmText.NameOf(v), out string? name))
            {
                variables.Add(((nint)v, name));
                LlvmText.SetName(v, "");
            }
        }

        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach ((nint variable, string name) in variables)
        {
            int count = counts.GetValueOrDefault(name);
            counts[name] = count + 1;
            LlvmText.SetName((LLVMOpaqueValue*)variable, count == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}.{count}"));
        }
    }

    private static Dictionary<string, string> ByValue(SymbolPlan plan, int partition)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (int symbol in plan.Partitions.Partitions[partition].Symbols.Concat(plan.UsesOf(partition).Select(u => u.Symbol)))
        {
            if (symbols.Content[symbol] != 0 && plan.Promotion[symbol] == Promotion.None && symbols.Names[symbol].Length > 0
                && !symbols.HasAny(symbol, Spelled))
            {
                names[symbols.Names[symbol]] = NumberedName.ByValue(symbols.Names[symbol], symbols.Content[symbol]);
            }
        }

        return names;
    }
}
