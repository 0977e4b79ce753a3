using LLVMSharp.Interop;
using LtoPar.Backend.Carving;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// Drops the bodies that a partition sees of functions that others define. They are there for the inliner, and in the way of all that comes after it.
/// </summary>
internal static unsafe class ImportedBodies
{
    /// <summary>
    /// Makes declarations of them again. Constants that are visible by value stay: for as long as the pass runs that takes such definitions, they
    /// are called something else.
    /// </summary>
    public static void Drop(LLVMOpaqueModule* module)
    {
        List<nint> values = [];
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobal(module); v is not null; v = LLVM.GetNextGlobal(v))
        {
            if (LLVM.GetLinkage(v) == LLVMLinkage.LLVMAvailableExternallyLinkage)
            {
                values.Add((nint)v);
                LLVM.SetLinkage(v, LLVMLinkage.LLVMExternalLinkage);
            }
        }

        Passes.Run(module, "elim-avail-extern");
        foreach (nint value in values)
        {
            LLVM.SetLinkage((LLVMOpaqueValue*)value, LLVMLinkage.LLVMAvailableExternallyLinkage);
        }
    }
}
