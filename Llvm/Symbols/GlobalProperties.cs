using LLVMSharp.Interop;

namespace LtoPar.Llvm.Symbols;

/// <summary>What functions and variables have alike.</summary>
public static unsafe class GlobalProperties
{
    /// <summary>
    /// Gives one symbol the linkage, visibility, DLL storage class, unnamed_addr, section, alignment and metadata of another. Its name, comdat, address space
    /// and thread-local mode are left; dso_local follows from visibility alone.
    /// </summary>
    public static void Copy(LLVMOpaqueValue* from, LLVMOpaqueValue* to)
    {
        // Local linkage forces default visibility, so linkage goes first.
        LLVM.SetLinkage(to, LLVM.GetLinkage(from));
        LLVM.SetVisibility(to, LLVM.GetVisibility(from));
        LLVM.SetDLLStorageClass(to, LLVM.GetDLLStorageClass(from));
        LLVM.SetUnnamedAddress(to, LLVM.GetUnnamedAddress(from));
        LLVM.SetSection(to, LLVM.GetSection(from));
        LLVM.SetAlignment(to, LLVM.GetAlignment(from));
        Attachments.CopyAll(from, to);
    }
}
