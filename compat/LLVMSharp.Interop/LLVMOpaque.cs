// Stand-in for LLVMSharp.Interop: members of llvm-c/Types.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
namespace LLVMSharp.Interop;

public partial struct LLVMComdat
{
}

public partial struct LLVMOpaqueAttributeRef
{
}

public partial struct LLVMOpaqueBasicBlock
{
}

public partial struct LLVMOpaqueContext
{
}

public partial struct LLVMOpaqueDbgRecord
{
}

public partial struct LLVMOpaqueDiagnosticInfo
{
}

public partial struct LLVMOpaqueDIBuilder
{
}

public partial struct LLVMOpaqueError
{
}

public partial struct LLVMOpaqueMemoryBuffer
{
}

public partial struct LLVMOpaqueMetadata
{
}

public partial struct LLVMOpaqueModule
{
}

public partial struct LLVMOpaqueModuleFlagEntry
{
}

public partial struct LLVMOpaqueNamedMDNode
{
}

public partial struct LLVMOpaquePassBuilderOptions
{
}

public partial struct LLVMOpaquePassManager
{
}

public partial struct LLVMOpaqueTargetData
{
}

public partial struct LLVMOpaqueTargetMachine
{
}

public partial struct LLVMOpaqueTargetMachineOptions
{
}

public partial struct LLVMOpaqueType
{
}

public partial struct LLVMOpaqueUse
{
}

public partial struct LLVMOpaqueValue
{
}

public partial struct LLVMValueMetadataEntry
{
}

public partial struct LLVMTarget
{
}
