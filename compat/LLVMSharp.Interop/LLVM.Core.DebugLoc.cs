// Stand-in for LLVMSharp.Interop: members of llvm-c/Core.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDebugLocFilename", ExactSpelling = true)]
    public static extern sbyte* GetDebugLocFilename(LLVMOpaqueValue* Val, uint* Length);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDebugLocLine", ExactSpelling = true)]
    public static extern uint GetDebugLocLine(LLVMOpaqueValue* Val);
}
