using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Keeps passes away from llvm.global_ctors where they would take what they see for the whole program. globalopt runs constructors at compile time, in their
/// order, and passes over those of one priority that it does not see: what they would have written first is then written last. globaldce takes empty ones
/// out, by making another list.
/// </summary>
internal static unsafe class ConstructorList
{
    private const string Name = "llvm.global_ctors";
    private const string Hidden = "lto_par.global_ctors";

    /// <summary>Whether each constructor of the list is defined in the module.</summary>
    public static bool IsWhole(LLVMOpaqueModule* module) => !StructorList.EntriesOf(NamedSymbols.Variable(module, Name))
        .Exists(entry => entry.Function != 0 && LLVM.IsDeclaration((LLVMOpaqueValue*)entry.Function) != 0);

    /// <summary>Gives the list, if there is one, a name that no pass looks for, until <see cref="Show"/>.</summary>
    public static void Hide(LLVMOpaqueModule* module) => Rename(module, Name, Hidden);

    public static void Show(LLVMOpaqueModule* module) => Rename(module, Hidden, Name);

    private static void Rename(LLVMOpaqueModule* module, string from, string to)
    {
        LLVMOpaqueValue* list = NamedSymbols.Variable(module, from);
        if (list is not null)
        {
            LlvmText.SetName(list, to);
        }
    }
}
