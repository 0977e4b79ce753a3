// Stand-in for LLVMSharp.Interop: members of llvm-c/Linker.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMLinkModules2", ExactSpelling = true)]
    public static extern int LinkModules2(LLVMOpaqueModule* Dest, LLVMOpaqueModule* Src);
}
