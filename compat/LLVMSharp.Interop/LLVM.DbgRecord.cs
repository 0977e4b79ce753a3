// Stand-in for LLVMSharp.Interop: debug records and metadata of llvm-c/Core.h. See compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDbgRecordGetDebugLoc", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DbgRecordGetDebugLoc(LLVMOpaqueDbgRecord* Rec);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDbgRecordGetKind", ExactSpelling = true)]
    public static extern LLVMDbgRecordKind DbgRecordGetKind(LLVMOpaqueDbgRecord* Rec);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDbgVariableRecordGetVariable", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DbgVariableRecordGetVariable(LLVMOpaqueDbgRecord* Rec);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstDbgRecord", ExactSpelling = true)]
    public static extern LLVMOpaqueDbgRecord* GetFirstDbgRecord(LLVMOpaqueValue* Inst);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextDbgRecord", ExactSpelling = true)]
    public static extern LLVMOpaqueDbgRecord* GetNextDbgRecord(LLVMOpaqueDbgRecord* DbgRecord);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddNamedMetadataOperand", ExactSpelling = true)]
    public static extern void AddNamedMetadataOperand(LLVMOpaqueModule* M, sbyte* Name, LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedMetadataOperands", ExactSpelling = true)]
    public static extern void GetNamedMetadataOperands(LLVMOpaqueModule* M, sbyte* Name, LLVMOpaqueValue** Dest);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMDStringInContext2", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* MDStringInContext2(LLVMOpaqueContext* C, sbyte* Str, nuint SLen);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMDNodeInContext2", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* MDNodeInContext2(LLVMOpaqueContext* C, LLVMOpaqueMetadata** MDs, nuint Count);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMValueAsMetadata", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* ValueAsMetadata(LLVMOpaqueValue* Val);
}
