// Stand-in for LLVMSharp.Interop: members of llvm-c/Core.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddAlias2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* AddAlias2(LLVMOpaqueModule* M, LLVMOpaqueType* ValueTy, uint AddrSpace, LLVMOpaqueValue* Aliasee, sbyte* Name);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddAttributeAtIndex", ExactSpelling = true)]
    public static extern void AddAttributeAtIndex(LLVMOpaqueValue* F, LLVMAttributeIndex Idx, LLVMOpaqueAttributeRef* A);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* AddFunction(LLVMOpaqueModule* M, sbyte* Name, LLVMOpaqueType* FunctionTy);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddGlobal", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* AddGlobal(LLVMOpaqueModule* M, LLVMOpaqueType* Ty, sbyte* Name);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddGlobalInAddressSpace", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* AddGlobalInAddressSpace(LLVMOpaqueModule* M, LLVMOpaqueType* Ty, sbyte* Name, uint AddressSpace);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAddModuleFlag", ExactSpelling = true)]
    public static extern void AddModuleFlag(LLVMOpaqueModule* M, LLVMModuleFlagBehavior Behavior, sbyte* Key, nuint KeyLen, LLVMOpaqueMetadata* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAliasGetAliasee", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* AliasGetAliasee(LLVMOpaqueValue* Alias);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMAliasSetAliasee", ExactSpelling = true)]
    public static extern void AliasSetAliasee(LLVMOpaqueValue* Alias, LLVMOpaqueValue* Aliasee);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMArrayType2", ExactSpelling = true)]
    public static extern LLVMOpaqueType* ArrayType2(LLVMOpaqueType* ElementType, ulong ElementCount);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMBasicBlockAsValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* BasicBlockAsValue(LLVMOpaqueBasicBlock* BB);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstArray2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstArray2(LLVMOpaqueType* ElementTy, LLVMOpaqueValue** ConstantVals, ulong Length);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstGEP2", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstGEP2(LLVMOpaqueType* Ty, LLVMOpaqueValue* ConstantVal, LLVMOpaqueValue** ConstantIndices, uint NumIndices);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstInt", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstInt(LLVMOpaqueType* IntTy, ulong N, int SignExtend);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstIntGetSExtValue", ExactSpelling = true)]
    public static extern long ConstIntGetSExtValue(LLVMOpaqueValue* ConstantVal);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstIntGetZExtValue", ExactSpelling = true)]
    public static extern ulong ConstIntGetZExtValue(LLVMOpaqueValue* ConstantVal);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMConstNull", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* ConstNull(LLVMOpaqueType* Ty);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMContextCreate", ExactSpelling = true)]
    public static extern LLVMOpaqueContext* ContextCreate();

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMContextDispose", ExactSpelling = true)]
    public static extern void ContextDispose(LLVMOpaqueContext* C);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMContextSetDiagnosticHandler", ExactSpelling = true)]
    public static extern void ContextSetDiagnosticHandler(
        LLVMOpaqueContext* C, delegate* unmanaged[Cdecl]<LLVMOpaqueDiagnosticInfo*, void*, void> Handler, void* DiagnosticContext);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMContextSetDiscardValueNames", ExactSpelling = true)]
    public static extern void ContextSetDiscardValueNames(LLVMOpaqueContext* C, int Discard);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCountParams", ExactSpelling = true)]
    public static extern uint CountParams(LLVMOpaqueValue* Fn);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCountStructElementTypes", ExactSpelling = true)]
    public static extern uint CountStructElementTypes(LLVMOpaqueType* StructTy);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateFunctionPassManagerForModule", ExactSpelling = true)]
    public static extern LLVMOpaquePassManager* CreateFunctionPassManagerForModule(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateMemoryBufferWithMemoryRange", ExactSpelling = true)]
    public static extern LLVMOpaqueMemoryBuffer* CreateMemoryBufferWithMemoryRange(
        sbyte* InputData, nuint InputDataLength, sbyte* BufferName, int RequiresNullTerminator);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDeleteFunction", ExactSpelling = true)]
    public static extern void DeleteFunction(LLVMOpaqueValue* Fn);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDeleteGlobal", ExactSpelling = true)]
    public static extern void DeleteGlobal(LLVMOpaqueValue* GlobalVar);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeMemoryBuffer", ExactSpelling = true)]
    public static extern void DisposeMemoryBuffer(LLVMOpaqueMemoryBuffer* MemBuf);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeMessage", ExactSpelling = true)]
    public static extern void DisposeMessage(sbyte* Message);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeModule", ExactSpelling = true)]
    public static extern void DisposeModule(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposePassManager", ExactSpelling = true)]
    public static extern void DisposePassManager(LLVMOpaquePassManager* PM);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeValueMetadataEntries", ExactSpelling = true)]
    public static extern void DisposeValueMetadataEntries(LLVMValueMetadataEntry* Entries);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMEraseGlobalIFunc", ExactSpelling = true)]
    public static extern void EraseGlobalIFunc(LLVMOpaqueValue* IFunc);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAggregateElement", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetAggregateElement(LLVMOpaqueValue* C, uint Idx);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAlignment", ExactSpelling = true)]
    public static extern uint GetAlignment(LLVMOpaqueValue* V);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetArrayLength2", ExactSpelling = true)]
    public static extern ulong GetArrayLength2(LLVMOpaqueType* ArrayTy);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAsString", ExactSpelling = true)]
    public static extern sbyte* GetAsString(LLVMOpaqueValue* c, nuint* Length);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAttributeCountAtIndex", ExactSpelling = true)]
    public static extern uint GetAttributeCountAtIndex(LLVMOpaqueValue* F, LLVMAttributeIndex Idx);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetAttributesAtIndex", ExactSpelling = true)]
    public static extern void GetAttributesAtIndex(LLVMOpaqueValue* F, LLVMAttributeIndex Idx, LLVMOpaqueAttributeRef** Attrs);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBasicBlockParent", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetBasicBlockParent(LLVMOpaqueBasicBlock* BB);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBufferSize", ExactSpelling = true)]
    public static extern nuint GetBufferSize(LLVMOpaqueMemoryBuffer* MemBuf);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetBufferStart", ExactSpelling = true)]
    public static extern sbyte* GetBufferStart(LLVMOpaqueMemoryBuffer* MemBuf);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetCalledValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetCalledValue(LLVMOpaqueValue* Instr);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetConstOpcode", ExactSpelling = true)]
    public static extern LLVMOpcode GetConstOpcode(LLVMOpaqueValue* ConstantVal);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDLLStorageClass", ExactSpelling = true)]
    public static extern LLVMDLLStorageClass GetDLLStorageClass(LLVMOpaqueValue* Global);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDataLayoutStr", ExactSpelling = true)]
    public static extern sbyte* GetDataLayoutStr(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDiagInfoDescription", ExactSpelling = true)]
    public static extern sbyte* GetDiagInfoDescription(LLVMOpaqueDiagnosticInfo* DI);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDiagInfoSeverity", ExactSpelling = true)]
    public static extern LLVMDiagnosticSeverity GetDiagInfoSeverity(LLVMOpaqueDiagnosticInfo* DI);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetElementType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetElementType(LLVMOpaqueType* Ty);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEnumAttributeAtIndex", ExactSpelling = true)]
    public static extern LLVMOpaqueAttributeRef* GetEnumAttributeAtIndex(LLVMOpaqueValue* F, LLVMAttributeIndex Idx, uint KindID);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetEnumAttributeKindForName", ExactSpelling = true)]
    public static extern uint GetEnumAttributeKindForName(sbyte* Name, nuint SLen);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetFirstBasicBlock(LLVMOpaqueValue* Fn);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstFunction(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstGlobal", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstGlobal(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstGlobalAlias", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstGlobalAlias(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstGlobalIFunc", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstGlobalIFunc(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetFirstInstruction(LLVMOpaqueBasicBlock* BB);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFirstUse", ExactSpelling = true)]
    public static extern LLVMOpaqueUse* GetFirstUse(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetFunctionCallConv", ExactSpelling = true)]
    public static extern uint GetFunctionCallConv(LLVMOpaqueValue* Fn);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetGEPSourceElementType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GetGEPSourceElementType(LLVMOpaqueValue* GEP);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetGlobalIFuncResolver", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetGlobalIFuncResolver(LLVMOpaqueValue* IFunc);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInitializer", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetInitializer(LLVMOpaqueValue* GlobalVar);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInlineAsmAsmString", ExactSpelling = true)]
    public static extern sbyte* GetInlineAsmAsmString(LLVMOpaqueValue* InlineAsmVal, nuint* Len);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInstructionOpcode", ExactSpelling = true)]
    public static extern LLVMOpcode GetInstructionOpcode(LLVMOpaqueValue* Inst);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetInstructionParent", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetInstructionParent(LLVMOpaqueValue* Inst);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIntTypeWidth", ExactSpelling = true)]
    public static extern uint GetIntTypeWidth(LLVMOpaqueType* IntegerTy);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIntrinsicDeclaration", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetIntrinsicDeclaration(LLVMOpaqueModule* Mod, uint ID, LLVMOpaqueType** ParamTypes, nuint ParamCount);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetIntrinsicID", ExactSpelling = true)]
    public static extern uint GetIntrinsicID(LLVMOpaqueValue* Fn);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetLinkage", ExactSpelling = true)]
    public static extern LLVMLinkage GetLinkage(LLVMOpaqueValue* Global);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMetadata", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetMetadata(LLVMOpaqueValue* Val, uint KindID);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetVectorSize", ExactSpelling = true)]
    public static extern uint GetVectorSize(LLVMOpaqueType* VectorTy);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsLiteralStruct", ExactSpelling = true)]
    public static extern int IsLiteralStruct(LLVMOpaqueType* StructTy);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetExternallyInitialized", ExactSpelling = true)]
    public static extern void SetExternallyInitialized(LLVMOpaqueValue* GlobalVar, int IsExtInit);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetMetadata", ExactSpelling = true)]
    public static extern void SetMetadata(LLVMOpaqueValue* Val, uint KindID, LLVMOpaqueValue* Node);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMDKindIDInContext", ExactSpelling = true)]
    public static extern uint GetMDKindIDInContext(LLVMOpaqueContext* C, sbyte* Name, uint SLen);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMDNodeNumOperands", ExactSpelling = true)]
    public static extern uint GetMDNodeNumOperands(LLVMOpaqueValue* V);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMDNodeOperands", ExactSpelling = true)]
    public static extern void GetMDNodeOperands(LLVMOpaqueValue* V, LLVMOpaqueValue** Dest);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetMDString", ExactSpelling = true)]
    public static extern sbyte* GetMDString(LLVMOpaqueValue* V, uint* Length);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetModuleContext", ExactSpelling = true)]
    public static extern LLVMOpaqueContext* GetModuleContext(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetModuleFlag", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* GetModuleFlag(LLVMOpaqueModule* M, sbyte* Key, nuint KeyLen);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetModuleInlineAsm", ExactSpelling = true)]
    public static extern sbyte* GetModuleInlineAsm(LLVMOpaqueModule* M, nuint* Len);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNamedFunction(LLVMOpaqueModule* M, sbyte* Name);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedGlobal", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNamedGlobal(LLVMOpaqueModule* M, sbyte* Name);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNamedMetadataNumOperands", ExactSpelling = true)]
    public static extern uint GetNamedMetadataNumOperands(LLVMOpaqueModule* M, sbyte* Name);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextBasicBlock", ExactSpelling = true)]
    public static extern LLVMOpaqueBasicBlock* GetNextBasicBlock(LLVMOpaqueBasicBlock* BB);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextFunction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextFunction(LLVMOpaqueValue* Fn);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextGlobal", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextGlobal(LLVMOpaqueValue* GlobalVar);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextGlobalAlias", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextGlobalAlias(LLVMOpaqueValue* GA);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextGlobalIFunc", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextGlobalIFunc(LLVMOpaqueValue* IFunc);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextInstruction", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetNextInstruction(LLVMOpaqueValue* Inst);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNextUse", ExactSpelling = true)]
    public static extern LLVMOpaqueUse* GetNextUse(LLVMOpaqueUse* U);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetNumOperands", ExactSpelling = true)]
    public static extern int GetNumOperands(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetOperand", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetOperand(LLVMOpaqueValue* Val, uint Index);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRemoveEnumAttributeAtIndex", ExactSpelling = true)]
    public static extern void RemoveEnumAttributeAtIndex(LLVMOpaqueValue* F, LLVMAttributeIndex Idx, uint KindID);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetOperand", ExactSpelling = true)]
    public static extern void SetOperand(LLVMOpaqueValue* User, uint Index, LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetPoison", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetPoison(LLVMOpaqueType* Ty);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetPointerAddressSpace", ExactSpelling = true)]
    public static extern uint GetPointerAddressSpace(LLVMOpaqueType* PointerTy);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetRawDataValues", ExactSpelling = true)]
    public static extern sbyte* GetRawDataValues(LLVMOpaqueValue* c, nuint* SizeInBytes);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetSection", ExactSpelling = true)]
    public static extern sbyte* GetSection(LLVMOpaqueValue* Global);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTarget", ExactSpelling = true)]
    public static extern sbyte* GetTarget(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetThreadLocalMode", ExactSpelling = true)]
    public static extern LLVMThreadLocalMode GetThreadLocalMode(LLVMOpaqueValue* GlobalVar);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTypeKind", ExactSpelling = true)]
    public static extern LLVMTypeKind GetTypeKind(LLVMOpaqueType* Ty);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetUnnamedAddress", ExactSpelling = true)]
    public static extern LLVMUnnamedAddr GetUnnamedAddress(LLVMOpaqueValue* Global);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetUser", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* GetUser(LLVMOpaqueUse* U);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetValueKind", ExactSpelling = true)]
    public static extern LLVMValueKind GetValueKind(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetValueName2", ExactSpelling = true)]
    public static extern sbyte* GetValueName2(LLVMOpaqueValue* Val, nuint* Length);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetVisibility", ExactSpelling = true)]
    public static extern LLVMVisibility GetVisibility(LLVMOpaqueValue* Global);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGlobalClearMetadata", ExactSpelling = true)]
    public static extern void GlobalClearMetadata(LLVMOpaqueValue* Global);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGlobalCopyAllMetadata", ExactSpelling = true)]
    public static extern LLVMValueMetadataEntry* GlobalCopyAllMetadata(LLVMOpaqueValue* Value, nuint* NumEntries);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGlobalGetValueType", ExactSpelling = true)]
    public static extern LLVMOpaqueType* GlobalGetValueType(LLVMOpaqueValue* Global);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGlobalAddMetadata", ExactSpelling = true)]
    public static extern void GlobalAddMetadata(LLVMOpaqueValue* Global, uint Kind, LLVMOpaqueMetadata* MD);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGlobalSetMetadata", ExactSpelling = true)]
    public static extern void GlobalSetMetadata(LLVMOpaqueValue* Global, uint Kind, LLVMOpaqueMetadata* MD);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMHasMetadata", ExactSpelling = true)]
    public static extern int HasMetadata(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInstructionEraseFromParent", ExactSpelling = true)]
    public static extern void InstructionEraseFromParent(LLVMOpaqueValue* Inst);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInt1TypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* Int1TypeInContext(LLVMOpaqueContext* C);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInt64TypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* Int64TypeInContext(LLVMOpaqueContext* C);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInt8TypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* Int8TypeInContext(LLVMOpaqueContext* C);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAMDNode", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAMDNode(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAMDString", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAMDString(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMInt32TypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* Int32TypeInContext(LLVMOpaqueContext* C);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsAValueAsMetadata", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* IsAValueAsMetadata(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsConstantString", ExactSpelling = true)]
    public static extern int IsConstantString(LLVMOpaqueValue* c);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsDeclaration", ExactSpelling = true)]
    public static extern int IsDeclaration(LLVMOpaqueValue* Global);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsExternallyInitialized", ExactSpelling = true)]
    public static extern int IsExternallyInitialized(LLVMOpaqueValue* GlobalVar);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsGlobalConstant", ExactSpelling = true)]
    public static extern int IsGlobalConstant(LLVMOpaqueValue* GlobalVar);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsNull", ExactSpelling = true)]
    public static extern int IsNull(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsThreadLocal", ExactSpelling = true)]
    public static extern int IsThreadLocal(LLVMOpaqueValue* GlobalVar);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMIsUndef", ExactSpelling = true)]
    public static extern int IsUndef(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMLookupIntrinsicID", ExactSpelling = true)]
    public static extern uint LookupIntrinsicID(sbyte* Name, nuint NameLen);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMMetadataAsValue", ExactSpelling = true)]
    public static extern LLVMOpaqueValue* MetadataAsValue(LLVMOpaqueContext* C, LLVMOpaqueMetadata* MD);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMModuleCreateWithNameInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueModule* ModuleCreateWithNameInContext(sbyte* ModuleID, LLVMOpaqueContext* C);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPointerTypeInContext", ExactSpelling = true)]
    public static extern LLVMOpaqueType* PointerTypeInContext(LLVMOpaqueContext* C, uint AddressSpace);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMPrintModuleToString", ExactSpelling = true)]
    public static extern sbyte* PrintModuleToString(LLVMOpaqueModule* M);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMReplaceAllUsesWith", ExactSpelling = true)]
    public static extern void ReplaceAllUsesWith(LLVMOpaqueValue* OldVal, LLVMOpaqueValue* NewVal);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMReplaceMDNodeOperandWith", ExactSpelling = true)]
    public static extern void ReplaceMDNodeOperandWith(LLVMOpaqueValue* V, uint Index, LLVMOpaqueMetadata* Replacement);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMRunFunctionPassManager", ExactSpelling = true)]
    public static extern int RunFunctionPassManager(LLVMOpaquePassManager* FPM, LLVMOpaqueValue* F);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetAlignment", ExactSpelling = true)]
    public static extern void SetAlignment(LLVMOpaqueValue* V, uint Bytes);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetDataLayout", ExactSpelling = true)]
    public static extern void SetDataLayout(LLVMOpaqueModule* M, sbyte* DataLayoutStr);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetFunctionCallConv", ExactSpelling = true)]
    public static extern void SetFunctionCallConv(LLVMOpaqueValue* Fn, uint CC);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetGlobalConstant", ExactSpelling = true)]
    public static extern void SetGlobalConstant(LLVMOpaqueValue* GlobalVar, int IsConstant);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetGlobalIFuncResolver", ExactSpelling = true)]
    public static extern void SetGlobalIFuncResolver(LLVMOpaqueValue* IFunc, LLVMOpaqueValue* Resolver);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetGC", ExactSpelling = true)]
    public static extern void SetGC(LLVMOpaqueValue* Fn, sbyte* Name);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetInitializer", ExactSpelling = true)]
    public static extern void SetInitializer(LLVMOpaqueValue* GlobalVar, LLVMOpaqueValue* ConstantVal);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetLinkage", ExactSpelling = true)]
    public static extern void SetLinkage(LLVMOpaqueValue* Global, LLVMLinkage Linkage);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetModuleInlineAsm2", ExactSpelling = true)]
    public static extern void SetModuleInlineAsm2(LLVMOpaqueModule* M, sbyte* Asm, nuint Len);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetSection", ExactSpelling = true)]
    public static extern void SetSection(LLVMOpaqueValue* Global, sbyte* Section);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetTarget", ExactSpelling = true)]
    public static extern void SetTarget(LLVMOpaqueModule* M, sbyte* Triple);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetThreadLocalMode", ExactSpelling = true)]
    public static extern void SetThreadLocalMode(LLVMOpaqueValue* GlobalVar, LLVMThreadLocalMode Mode);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetUnnamedAddress", ExactSpelling = true)]
    public static extern void SetUnnamedAddress(LLVMOpaqueValue* Global, LLVMUnnamedAddr UnnamedAddr);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetValueName2", ExactSpelling = true)]
    public static extern void SetValueName2(LLVMOpaqueValue* Val, sbyte* Name, nuint NameLen);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetDLLStorageClass", ExactSpelling = true)]
    public static extern void SetDLLStorageClass(LLVMOpaqueValue* Global, LLVMDLLStorageClass Class);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMSetVisibility", ExactSpelling = true)]
    public static extern void SetVisibility(LLVMOpaqueValue* Global, LLVMVisibility Viz);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMStructGetTypeAtIndex", ExactSpelling = true)]
    public static extern LLVMOpaqueType* StructGetTypeAtIndex(LLVMOpaqueType* StructTy, uint i);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTypeOf", ExactSpelling = true)]
    public static extern LLVMOpaqueType* TypeOf(LLVMOpaqueValue* Val);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMValueMetadataEntriesGetKind", ExactSpelling = true)]
    public static extern uint ValueMetadataEntriesGetKind(LLVMValueMetadataEntry* Entries, uint Index);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMValueMetadataEntriesGetMetadata", ExactSpelling = true)]
    public static extern LLVMOpaqueMetadata* ValueMetadataEntriesGetMetadata(LLVMValueMetadataEntry* Entries, uint Index);
}
