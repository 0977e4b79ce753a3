// Stand-in for LLVMSharp.Interop: members of llvm-c/Target.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMABISizeOfType", ExactSpelling = true)]
    public static extern ulong ABISizeOfType(LLVMOpaqueTargetData* TD, LLVMOpaqueType* Ty);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMOffsetOfElement", ExactSpelling = true)]
    public static extern ulong OffsetOfElement(LLVMOpaqueTargetData* TD, LLVMOpaqueType* StructTy, uint Element);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCopyStringRepOfTargetData", ExactSpelling = true)]
    public static extern sbyte* CopyStringRepOfTargetData(LLVMOpaqueTargetData* TD);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeTargetData", ExactSpelling = true)]
    public static extern void DisposeTargetData(LLVMOpaqueTargetData* TD);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetModuleDataLayout", ExactSpelling = true)]
    public static extern LLVMOpaqueTargetData* GetModuleDataLayout(LLVMOpaqueModule* M);
}
