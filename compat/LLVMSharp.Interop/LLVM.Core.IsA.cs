// Stand-in for LLVMSharp.Interop: members of llvm-c/Core.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAConstantInt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAConstantInt(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAGlobalValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAGlobalValue(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAGlobalVariable", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAGlobalVariable(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAInstruction(LLVMOpaqueValue* Val);
}
