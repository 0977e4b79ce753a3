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

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateEnumAttribute", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* CreateEnumAttribute(LLVMOpaqueContext* C, uint KindID, ulong Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsFunctionVarArg", ExactSpelling = true)]
    public static extern int IsFunctionVarArg(LLVMOpaqueType* FunctionTy);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumSuccessors", ExactSpelling = true)]
    public static extern uint GetNumSuccessors(LLVMOpaqueValue* Term);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSuccessor", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetSuccessor(LLVMOpaqueValue* Term, uint i);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetVolatile", ExactSpelling = true)]
    public static extern int GetVolatile(LLVMOpaqueValue* MemoryAccessInst);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetOrdering", ExactSpelling = true)]
    public static extern LLVMAtomicOrdering GetOrdering(LLVMOpaqueValue* MemoryAccessInst);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsCleanup", ExactSpelling = true)]
    public static extern int IsCleanup(LLVMOpaqueValue* LandingPad);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumClauses", ExactSpelling = true)]
    public static extern uint GetNumClauses(LLVMOpaqueValue* LandingPad);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetClause", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetClause(LLVMOpaqueValue* LandingPad, uint Idx);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetUnwindDest", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetUnwindDest(LLVMOpaqueValue* InvokeInst);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCalledFunctionType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetCalledFunctionType(LLVMOpaqueValue* C);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumOperandBundles", ExactSpelling = true)]
    public static extern uint GetNumOperandBundles(LLVMOpaqueValue* C);

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
