// Stand-in for LLVMSharp.Interop: members of llvm-c/Core.h and llvm-c/Comdat.h, with the signatures the package has.
// Written from the C headers; see compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCallSiteEnumAttribute", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* GetCallSiteEnumAttribute(LLVMOpaqueValue* C, LLVMAttributeIndex Idx, uint KindID);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEnumAttributeValue", ExactSpelling = true)]
    public static extern ulong GetEnumAttributeValue(LLVMOpaqueAttributeRef* A);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetGC", ExactSpelling = true)]
    public static extern sbyte* GetGC(LLVMOpaqueValue* Fn);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAppendModuleInlineAsm", ExactSpelling = true)]
    public static extern void AppendModuleInlineAsm(LLVMOpaqueModule* M, sbyte* Asm, nuint Len);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumArgOperands", ExactSpelling = true)]
    public static extern uint GetNumArgOperands(LLVMOpaqueValue* Instr);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetComdatSelectionKind", ExactSpelling = true)]
    public static extern LLVMComdatSelectionKind GetComdatSelectionKind(LLVMComdat* C);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBasicBlockTerminator", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetBasicBlockTerminator(LLVMOpaqueBasicBlock* BB);
}
