using LLVMSharp.Interop;
using LtoPar.CallGraph.Reader.Symbols;

namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>The symbols of a (fully read) module that must stay in their section because an assembler subtracts their addresses.</summary>
public static unsafe class SymbolDifferences
{
    public static HashSet<nint> FindOperands(LLVMOpaqueModule* module)
    {
        ModuleSymbols symbols = new(module);
        UseWalker walker = new(symbols.Ordinals(), moduleLevel: true, [], Rules.All);
        for (int symbol = 0; symbol < symbols.Count; symbol++)
        {
            walker.WalkConstants(symbol, symbols[symbol]);
        }

        return [.. walker.Differences().Operands.Select(o => (nint)symbols[o])];
    }
}
