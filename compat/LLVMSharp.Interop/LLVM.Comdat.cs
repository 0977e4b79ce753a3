// Stand-in for LLVMSharp.Interop: members of llvm-c/Comdat.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetComdat", ExactSpelling = true)]
    public static extern LLVMComdat* GetComdat(LLVMOpaqueValue* V);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetOrInsertComdat", ExactSpelling = true)]
    public static extern LLVMComdat* GetOrInsertComdat(LLVMOpaqueModule* M, sbyte* Name);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetComdat", ExactSpelling = true)]
    public static extern void SetComdat(LLVMOpaqueValue* V, LLVMComdat* C);
}
