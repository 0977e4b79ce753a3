using LLVMSharp.Interop;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;

namespace LtoPar.Backend.Merging.Segments;

/// <summary>Names the symbols of a segment that have no name: segments know symbols by their names.</summary>
internal static unsafe class UnnamedSymbols
{
    /// <param name="nameOf">Makes a name of a number.</param>
    public static void Name(LLVMOpaqueModule* module, Func<int, string> nameOf)
    {
        ModuleSymbols symbols = new(module);
        int number = 0;
        for (int i = 0; i < symbols.Count; i++)
        {
            if (LlvmText.NameOf(symbols[i]).Length == 0)
            {
                LlvmText.SetName(symbols[i], nameOf(number++));
            }
        }
    }
}
