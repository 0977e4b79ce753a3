using LLVMSharp.Interop;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Leaves each "CG Profile" entry to the partition that defines its caller. Otherwise every object would carry every entry: the linker would count each weight
/// once per partition, and see references to functions that the object has nothing to do with. An entry is removed by clearing its caller, which is what LLVM
/// itself leaves when a function is deleted.
/// </summary>
internal static unsafe class ProfileFilter
{
    public static void Apply(LazyModule module, ModuleSymbols symbols, Func<int, bool> isDefinedHere)
    {
        LLVMOpaqueValue* list = ModuleFlags.Value(module.Handle, ModuleFlags.CallGraphProfile);
        if (list is null || LLVM.IsAMDNode(list) is null)
        {
            return;
        }

        Dictionary<nint, int> ordinals = symbols.Ordinals();
        // Clearing an operand can merge a node with an equal one, but only the node at hand is ever the one that goes.
        foreach (LLVMOpaqueValue* entry in Operands(list))
        {
            if (entry is null || LLVM.IsAMDNode(entry) is null || LLVM.GetMDNodeNumOperands(entry) != 3)
            {
                continue;
            }

            LLVMOpaqueValue* caller = Operands(entry)[0];
            if (caller is not null && (!ordinals.TryGetValue((nint)Constants.BaseSymbol(caller), out int symbol) || !isDefinedHere(symbol)))
            {
                LLVM.ReplaceMDNodeOperandWith(entry, 0, null);
            }
        }
    }

    private static LLVMOpaqueValue*[] Operands(LLVMOpaqueValue* node)
    {
        LLVMOpaqueValue*[] operands = new LLVMOpaqueValue*[LLVM.GetMDNodeNumOperands(node)];
        fixed (LLVMOpaqueValue** first = operands)
        {
            LLVM.GetMDNodeOperands(node, first);
        }

        return operands;
    }
}
