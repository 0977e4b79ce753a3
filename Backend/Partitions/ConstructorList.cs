using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// Keeps globalopt away from llvm.global_ctors where some of the constructors are defined in other partitions. The pass runs constructors at compile time, in
/// their order, and passes over those of one priority that it does not see: what they would have written first is then written last.
/// </summary>
internal static unsafe class ConstructorList
{
    private const string Name = "llvm.global_ctors";
    private const string Hidden = "lto_par.global_ctors";

    /// <summary>Gives the list a name that no pass looks for, if it has a constructor that is only declared.</summary>
    /// <returns>Whether it did; then <see cref="Show"/> undoes it.</returns>
    public static bool Hide(LLVMOpaqueModule* module)
    {
        LLVMOpaqueValue* list = NamedSymbols.Variable(module, Name);
        if (list is null || LLVM.GetInitializer(list) is var entries && entries is null)
        {
            return false;
        }

        for (uint i = 0; i < (uint)LLVM.GetNumOperands(entries); i++)
        {
            LLVMOpaqueValue* entry = LLVM.GetOperand(entries, i);
            LLVMOpaqueValue* function = LLVM.GetNumOperands(entry) > 1 ? Constants.BaseSymbol(LLVM.GetOperand(entry, 1)) : null;
            if (function is not null && LLVM.IsDeclaration(function) != 0)
            {
                LlvmText.SetName(list, Hidden);
                return true;
            }
        }

        return false;
    }

    public static void Show(LLVMOpaqueModule* module) => LlvmText.SetName(NamedSymbols.Variable(module, Hidden), Name);
}
