using LLVMSharp.Interop;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Makes definitions dso_local: they are part of the output, so code may reach it directly. The C API has no setter. But a symbol that becomes
/// hidden becomes dso_local with it, and stays so when it is visible again; hidden must not be said of extern_weak symbols, which are an
/// exception to the rule, so they have another linkage meanwhile.
/// </summary>
internal static unsafe class FinalDefinition
{
    public static void Set(LLVMOpaqueValue* value)
    {
        LLVMVisibility visibility = LLVM.GetVisibility(value);
        LLVMLinkage linkage = LLVM.GetLinkage(value);
        bool weak = linkage == LLVMLinkage.LLVMExternalWeakLinkage;
        if (visibility != LLVMVisibility.LLVMDefaultVisibility && !weak)
        {
            // Had it not been dso_local before, becoming hidden made it so.
            LLVM.SetVisibility(value, visibility);
            return;
        }

        if (weak)
        {
            LLVM.SetLinkage(value, LLVMLinkage.LLVMExternalLinkage);
        }

        LLVM.SetVisibility(value, LLVMVisibility.LLVMHiddenVisibility);
        LLVM.SetVisibility(value, visibility);
        if (weak)
        {
            LLVM.SetLinkage(value, linkage);
        }

        if (LLVM.GetDLLStorageClass(value) == LLVMDLLStorageClass.LLVMDLLImportStorageClass)
        {
            LLVM.SetDLLStorageClass(value, LLVMDLLStorageClass.LLVMDefaultStorageClass);
        }
    }
}
