// Stand-in for LLVMSharp.Interop: llvm-c/DebugInfo.h. See compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateDIBuilder", ExactSpelling = true)]
    public static extern LLVMOpaqueDIBuilder* CreateDIBuilder(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeDIBuilder", ExactSpelling = true)]
    public static extern void DisposeDIBuilder(LLVMOpaqueDIBuilder* Builder);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDIBuilderCreateForwardDecl", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DIBuilderCreateForwardDecl(
        LLVMOpaqueDIBuilder* Builder,
        uint Tag,
        sbyte* Name,
        nuint NameLen,
        LLVMOpaqueMetadata* Scope,
        LLVMOpaqueMetadata* File,
        uint Line,
        uint RuntimeLang,
        ulong SizeInBits,
        uint AlignInBits,
        sbyte* UniqueIdentifier,
        nuint UniqueIdentifierLen);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDIBuilderCreateFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DIBuilderCreateFunction(
        LLVMOpaqueDIBuilder* Builder,
        LLVMOpaqueMetadata* Scope,
        sbyte* Name,
        nuint NameLen,
        sbyte* LinkageName,
        nuint LinkageNameLen,
        LLVMOpaqueMetadata* File,
        uint LineNo,
        LLVMOpaqueMetadata* Ty,
        int IsLocalToUnit,
        int IsDefinition,
        uint ScopeLine,
        LLVMDIFlags Flags,
        int IsOptimized);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDILocationGetInlinedAt", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DILocationGetInlinedAt(LLVMOpaqueMetadata* Location);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDILocationGetScope", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* DILocationGetScope(LLVMOpaqueMetadata* Location);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDITypeGetFlags", ExactSpelling = true)]
    public static extern LLVMDIFlags DITypeGetFlags(LLVMOpaqueMetadata* DType);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDITypeGetLine", ExactSpelling = true)]
    public static extern uint DITypeGetLine(LLVMOpaqueMetadata* DType);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDITypeGetSizeInBits", ExactSpelling = true)]
    public static extern ulong DITypeGetSizeInBits(LLVMOpaqueMetadata* DType);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDINodeTag", ExactSpelling = true)]
    public static extern ushort GetDINodeTag(LLVMOpaqueMetadata* MD);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMetadataKind", ExactSpelling = true)]
    public static extern uint GetMetadataKind(LLVMOpaqueMetadata* Metadata);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSubprogram", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* GetSubprogram(LLVMOpaqueValue* Func);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInstructionGetDebugLoc", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* InstructionGetDebugLoc(LLVMOpaqueValue* Inst);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetSubprogram", ExactSpelling = true)]
    public static extern void SetSubprogram(LLVMOpaqueValue* Func, LLVMOpaqueMetadata* SP);
}
