// Stand-in for LLVMSharp.Interop: members of llvm-c/Core.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
namespace LLVMSharp.Interop;

public enum LLVMThreadLocalMode
{
    LLVMNotThreadLocal = 0,
    LLVMGeneralDynamicTLSModel,
    LLVMLocalDynamicTLSModel,
    LLVMInitialExecTLSModel,
    LLVMLocalExecTLSModel,
}
