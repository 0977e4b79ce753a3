using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.Linkage;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Numbers the private variables of a partition by themselves: <c>.str.40</c>, the forty-first string of its file, becomes <c>.str.2</c>, the third of the
/// partition. No object shows such a name but in a section's, and a string more in the file gives others to all that follow: without this it would change the
/// bytes of every partition that uses one of them.
/// </summary>
internal static unsafe class PrivateNames
{
    private const SymbolFlags Spelled = SymbolFlags.NamedByAsm | SymbolFlags.SpelledByCodegen;

    public static void Renumber(LazyModule module, SymbolPlan plan)
    {
        HashSet<string> kept = Kept(plan.Graph.Symbols);
        List<(nint Value, string Stem)> variables = [];
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobal(module.Handle); v is not null; v = LLVM.GetNextGlobal(v))
        {
            if (LLVM.GetLinkage(v) == LLVMLinkage.LLVMPrivateLinkage && LLVM.GetComdat(v) is null && LlvmText.NameOf(v) is { Length: > 0 } name
                && !name.StartsWith("llvm.", StringComparison.Ordinal) && !kept.Contains(name))
            {
                variables.Add(((nint)v, NumberedName.Stem(name)));
                LlvmText.SetName(v, "");
            }
        }

        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach ((nint variable, string stem) in variables)
        {
            int count = counts.GetValueOrDefault(stem);
            counts[stem] = count + 1;
            LlvmText.SetName((LLVMOpaqueValue*)variable, count == 0 ? stem : string.Create(CultureInfo.InvariantCulture, $"{stem}.{count}"));
        }
    }

    private static HashSet<string> Kept(SymbolTable symbols)
    {
        HashSet<string> kept = new(StringComparer.Ordinal);
        for (int symbol = symbols.FunctionCount; symbol < symbols.FunctionCount + symbols.VariableCount; symbol++)
        {
            if (symbols.Linkage[symbol] == SymbolLinkage.Private && symbols.HasAny(symbol, Spelled))
            {
                kept.Add(symbols.Names[symbol]);
            }
        }

        return kept;
    }
}
