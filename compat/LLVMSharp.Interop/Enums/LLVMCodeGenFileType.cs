// Stand-in for LLVMSharp.Interop: members of llvm-c/TargetMachine.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
namespace LLVMSharp.Interop;

public enum LLVMCodeGenFileType
{
    LLVMAssemblyFile,
    LLVMObjectFile,
}
