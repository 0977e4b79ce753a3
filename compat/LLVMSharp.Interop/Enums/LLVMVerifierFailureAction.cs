// Stand-in for LLVMSharp.Interop: members of llvm-c/Analysis.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
namespace LLVMSharp.Interop;

public enum LLVMVerifierFailureAction
{
    LLVMAbortProcessAction,
    LLVMPrintMessageAction,
    LLVMReturnStatusAction,
}
