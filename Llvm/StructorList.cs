using LLVMSharp.Interop;

namespace LtoPar.Llvm;

/// <summary>The entries { priority, function, key } of llvm.global_ctors or llvm.global_dtors.</summary>
public static unsafe class StructorList
{
    /// <summary>The symbols that the entries name, in their order; 0: an entry names none there.</summary>
    /// <param name="list">The variable; null: the module has no such list.</param>
    public static List<(nint Function, nint Key)> EntriesOf(LLVMOpaqueValue* list)
    {
        List<(nint, nint)> entries = [];
        LLVMOpaqueValue* value = list is null ? null : LLVM.GetInitializer(list);
        int count = value is null ? 0 : LLVM.GetNumOperands(value);
        for (uint i = 0; i < (uint)count; i++)
        {
            LLVMOpaqueValue* entry = LLVM.GetOperand(value, i);
            entries.Add((SymbolAt(entry, 1), SymbolAt(entry, 2)));
        }

        return entries;
    }

    private static nint SymbolAt(LLVMOpaqueValue* entry, uint field) =>
        LLVM.GetNumOperands(entry) > field ? (nint)Constants.BaseSymbol(LLVM.GetOperand(entry, field)) : 0;
}
